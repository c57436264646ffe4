import { Parser } from 'htmlparser2';

/** Where a reference stands: in an attribute, one without its semicolon may be none. */
type Where = 'text' | 'attribute';

/** A whole reference; or an ampersand that may begin one in some older way. */
const REFERENCE = /&(?:#\d{1,7};|#x[\da-f]{1,6};|[a-z][a-z\d]{0,31};|(?=[a-z#]))/gi;
const known: Readonly<Record<Where, Map<string, string>>> = {
  text: new Map(),
  attribute: new Map(),
};
/** There are some 2,200 names: what is beyond are numbers, or no references. */
const MOST = 8192;

/** Puts letters for references, as htmlparser2 does. */
export function decodeReferences(text: string, where: Where): string {
  if (!text.includes('&')) return text;
  let isOdd = false;
  const decoded = text.replace(REFERENCE, (reference) => {
    isOdd ||= reference === '&';
    return isOdd ? '' : decodeOne(reference, where);
  });
  return isOdd ? parsed(text, where) : decoded;
}

function decodeOne(reference: string, where: Where): string {
  const before = known[where].get(reference);
  if (before !== undefined) return before;
  const text = parsed(reference, where);
  if (known[where].size < MOST) known[where].set(reference, text);
  return text;
}

/** @param text - without markup. */
function parsed(text: string, where: Where): string {
  const parts: string[] = [];
  const isText = where === 'text';
  const parser = new Parser({
    ontext: (part) => isText && parts.push(part),
    onattribute: (_name, value) => parts.push(value),
  });
  // Quotes end a value: there are none of one kind in it.
  const quote = text.includes('"') ? "'" : '"';
  parser.end(isText ? text : `<a b=${quote}${text}${quote}>`);
  return parts.join('');
}

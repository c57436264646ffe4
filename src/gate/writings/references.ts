import { Parser } from 'htmlparser2';
import { editsOf } from './writing.ts';
import type { Rewriting } from './writing.ts';

/** Where a reference stands: in an attribute, one without its semicolon may be none. */
type Where = 'text' | 'attribute';

/** What may be a reference, and the sign behind it: there are older ways that end without a semicolon. */
const REFERENCE = /&(?:#[\da-z]+|[a-z][a-z\d]*)[;=]?/gi;
const known: Readonly<Record<Where, Map<string, string>>> = {
  text: new Map(),
  attribute: new Map(),
};
/** There are some 2,200 names: what is beyond are numbers, or no references. */
const MOST = 8192;
/** A longer part of a text would keep all of it in memory. */
const LONGEST = 12;

/** Puts letters for references, as htmlparser2 does. */
export function decodeReferences(text: string, where: Where): string {
  if (!text.includes('&')) return text;
  return text.replace(REFERENCE, (reference) => decodeOne(reference, where));
}

const ENTITY = /&(?:#\d+|#x[\da-f]+|[a-z]+\d*;)/i;

/** Whether there is a reference in a text that may be no markup otherwise. */
export function hasReference(text: string): boolean {
  return text.includes('&') && ENTITY.test(text);
}

const WHOLE = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{0,31});/gi;

/** References wherever they stand, in a text that is not taken apart. */
export const references: Rewriting = {
  name: 'references',
  edits: (text) =>
    text.includes('&') ? editsOf(text, WHOLE, ([whole]) => decodeOne(whole, 'text')) : [],
};

function decodeOne(reference: string, where: Where): string {
  const before = known[where].get(reference);
  if (before !== undefined) return before;
  // Whatever follows ends it, as this does.
  const text = parsed(`${reference}.`, where).slice(0, -1);
  if (known[where].size < MOST && reference.length <= LONGEST) known[where].set(reference, text);
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

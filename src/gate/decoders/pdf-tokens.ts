/** A piece of PDF syntax that can hold words, or moves the pen. */
export type PdfToken =
  /** Its bytes, one Latin-1 letter each. */
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'name'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'comment'; readonly value: string }
  /** An operator, keyword or bracket. */
  | { readonly kind: 'word'; readonly value: string };

const SPACE = /[\0\t\n\f\r ]/;
const REGULAR = /[^\0\t\n\f\r ()<>[\]{}/%]+/y;

/**
 * Reads PDF syntax, of objects or of a page. Nothing is an error: what makes no sense comes out as
 * words.
 *
 * @param text - one Latin-1 letter for each byte.
 * @see ISO 32000-2, section 7.2 and 7.3.
 */
export function* pdfTokens(text: string): Iterable<PdfToken> {
  for (let at = 0; at < text.length;) {
    const letter = text.charAt(at);
    if (SPACE.test(letter)) {
      at += 1;
    } else if (letter === '(') {
      const end = endOfLiteral(text, at);
      yield { kind: 'string', value: unescapeLiteral(text.slice(at + 1, end - 1)) };
      at = end;
    } else if (text.startsWith('<<', at)) {
      at += 2;
    } else if (letter === '<') {
      const end = endAt(text, '>', at);
      yield { kind: 'string', value: fromHexDigits(text.slice(at + 1, end)) };
      at = end + 1;
    } else if (letter === '%') {
      const end = /[\r\n]/g;
      end.lastIndex = at;
      const stop = end.exec(text)?.index ?? text.length;
      yield { kind: 'comment', value: text.slice(at + 1, stop) };
      at = stop;
    } else if (letter === '/') {
      const name = regularAt(text, at + 1);
      yield { kind: 'name', value: unescapeName(name) };
      at += 1 + name.length;
    } else {
      const word = regularAt(text, at) || letter;
      const number = Number(word);
      yield Number.isFinite(number)
        ? { kind: 'number', value: number }
        : { kind: 'word', value: word };
      at += word.length;
    }
  }
}

function regularAt(text: string, at: number): string {
  REGULAR.lastIndex = at;
  return REGULAR.exec(text)?.[0] ?? '';
}

function endAt(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found;
}

/** Parentheses within may be nested; a backslash takes the next letter's meaning away. */
function endOfLiteral(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const letter = text[at];
    if (letter === '\\') at += 1;
    else if (letter === '(') depth += 1;
    else if (letter === ')' && --depth === 0) return at + 1;
  }
  return text.length + 1;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

function unescapeLiteral(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\(?:([0-7]{1,3})|(\r\n?|\n)|([\s\S]))/g, (_all, octal, line, other) => {
    if (octal !== undefined) return String.fromCharCode(parseInt(octal, 8) & 255);
    return line !== undefined ? '' : (ESCAPES[other] ?? other);
  });
}

function unescapeName(name: string): string {
  return name.replace(/#([\da-f]{2})/gi, (_all, code) => String.fromCharCode(parseInt(code, 16)));
}

function fromHexDigits(text: string): string {
  const digits = text.replace(/[^\da-f]/gi, '');
  // An odd last digit counts as if a zero followed.
  return (digits.length % 2 ? `${digits}0` : digits).replace(/../g, (pair) =>
    String.fromCharCode(parseInt(pair, 16)),
  );
}

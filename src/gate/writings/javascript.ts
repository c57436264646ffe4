import type { Layer } from '../decoder.ts';
import { foldConstants } from './constants.ts';
import { mayBeProgram, mayJoin } from './program-start.ts';
import { character, editsFrom, isSpace } from './writing.ts';
import type { Edit, Rewriting, Writing } from './writing.ts';

const LITERAL_IN_TEMPLATE = /\$\{\s*(["'`])(.*?)\1\s*\}/y;
const CONCAT = /concat\(\s*["'`]/y;
const JOINED_LIST =
  /\[(\s*(?:"[^"\\\n]*"|'[^'\\\n]*'|`[^`\\\n]*`)(?:\s*,\s*(?:"[^"\\\n]*"|'[^'\\\n]*'|`[^`\\\n]*`))*)\s*\]\s*\.\s*join\(\s*(?:""|''|``)\s*\)/g;
/** Five numbers spell no word that counts, and three are a colour. */
const CODES = /(?:0x[\da-f]{1,5}|\d{2,6})(?:\s*,\s*(?:0x[\da-f]{1,5}|\d{2,6})){5,}/gi;

/** Escapes of JavaScript and JSON, in either case. */
export const escapes: Rewriting = {
  name: 'escapes',
  edits: (text) => {
    const edits: Edit[] = [];
    for (let at = text.indexOf('\\'); at >= 0 && at < text.length - 1;) {
      const edit = unescaped(text, at);
      edits.push(edit);
      at = text.indexOf('\\', edit.end);
    }
    return edits;
  },
};

const BY_CODE = /\\(?:x([\da-f]{2})|u\{([\da-f]{1,6})\}|u([\da-f]{4})|([0-7]{1,3}))/iy;
/** As Python and TOML have them. */
const BY_LONG_CODE = /\\U(00[\da-fA-F]{6})/y;
const NEW_LINE = 10;
const BRACKET = 0x5b;

/** By hand where most are: each line of a program that is quoted ends in one. */
function unescaped(text: string, start: number): Edit {
  const unit = text.charCodeAt(start + 1);
  const lower = unit | 0x20;
  const end = start + 2;
  if (CONTROLS.has(lower)) return { start, end, text: ' ' };
  // As shells write the escape before a colour: see `terminal`.
  if (lower === 0x65 && text.charCodeAt(end) === BRACKET) return { start, end, text: '\u001B' };
  if (lower === 0x78 || lower === 0x75 || (unit >= 0x30 && unit < 0x38)) {
    BY_LONG_CODE.lastIndex = start;
    const long = BY_LONG_CODE.exec(text)?.[1];
    if (long !== undefined) return { start, end: start + 10, text: character(parseInt(long, 16)) };
    BY_CODE.lastIndex = start;
    const [all, x, u1, u2, octal] = BY_CODE.exec(text) ?? [];
    const code = parseInt(x ?? u1 ?? u2 ?? octal ?? '', octal === undefined ? 16 : 8);
    if (all !== undefined) return { start, end: start + all.length, text: character(code) };
  }
  return { start, end, text: unit === NEW_LINE ? '' : text.charAt(start + 1) };
}

const CONTROLS = new Set([...'nrtbfv'].map((letter) => letter.charCodeAt(0)));

/** Where two literals are one text: quotes around a sign, and space. Signs are rarer than quotes. */
function joinedByPlus(text: string): readonly Edit[] {
  const edits: Edit[] = [];
  let from = 0;
  for (let plus = text.indexOf('+'); plus >= 0; plus = text.indexOf('+', plus + 1)) {
    let start = plus - 1;
    while (start >= from && isSpace(text, start)) start -= 1;
    if (start < from || !isQuote(text, start)) continue;
    let end = plus + 1;
    while (isSpace(text, end)) end += 1;
    if (!isQuote(text, end)) continue;
    from = end + 1;
    edits.push({ start, end: from, text: '' });
  }
  return edits;
}

/** The same by `concat`: a quote, a point, the name, a bracket and a quote, and space between them. */
function joinedByConcat(text: string): readonly Edit[] {
  const edits: Edit[] = [];
  let from = 0;
  for (let name = text.indexOf('concat('); name >= 0; name = text.indexOf('concat(', name + 1)) {
    CONCAT.lastIndex = name;
    if (!CONCAT.test(text)) continue;
    const point = spaceBefore(text, name, from) - 1;
    const start = spaceBefore(text, point, from) - 1;
    if (start < from || text[point] !== '.' || !isQuote(text, start)) continue;
    from = CONCAT.lastIndex;
    edits.push({ start, end: from, text: '' });
  }
  return edits;
}

/** @returns where the space begins that ends at an offset. */
function spaceBefore(text: string, offset: number, least: number): number {
  let at = offset;
  while (at > least && isSpace(text, at - 1)) at -= 1;
  return at;
}

function isQuote(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit === 0x22 || unit === 0x27 || unit === 0x60;
}

/** Literals that are put together where they stand: by `+` or `concat`, and in templates. */
export const joints: readonly Rewriting[] = [
  {
    name: 'joined',
    edits: joinedByPlus,
  },
  {
    name: 'joined',
    edits: joinedByConcat,
  },
  {
    name: 'joined',
    edits: (text) => editsFrom(text, '${', LITERAL_IN_TEMPLATE, ([, , inner]) => inner ?? ''),
  },
];

/** Literals of a list that is joined where it stands. */
const lists: Writing = function* (text) {
  if (!text.includes('join')) return;
  for (const [, list = ''] of text.matchAll(JOINED_LIST))
    yield { kind: 'text', name: 'joined', text: list.replace(/(["'`])\s*,\s*["'`]/g, '') };
};

/** Lists of character codes, as `fromCharCode` and byte arrays take them. */
const codes: Writing = function* (text): Iterable<Layer> {
  const found: string[] = [];
  for (const [list] of text.matchAll(CODES)) {
    const letters = list.split(',').map((code) => character(Number(code)));
    if (letters.every((letter) => letter >= ' ' || letter === '\n')) found.push(letters.join(''));
  }
  if (found.length > 0) yield { kind: 'text', name: 'char-codes', text: found.join('\n') };
};

const LITERAL = /"([^"\\\n]{1,40})"|'([^'\\\n]{1,40})'|`([^`\\]{1,200})`/g;
/** Decodes what is not written there: a piece of base64 looks like no piece of a term. */
const DECODES_VARIABLE = /atob\(\s*[^"'`\s]/;
/** Nearly every library decodes something; in a large one that is all there is to it. */
const SMALL = 256 * 1024;

/** What an expression of constants comes to: pieces kept in variables, reversed, encoded. */
const constants: Writing = function* (text, { mayBeSplit }) {
  // Parsing is slow: only worth it if the pieces of a term are there.
  if (!mayBeProgram(text) || !mayJoin(text)) return;
  const isDecoding = text.length < SMALL && DECODES_VARIABLE.test(text);
  if (!isDecoding && !mayBeSplit(literals(text))) return;
  const values = foldConstants(text);
  if (values.length > 0) yield { kind: 'text', name: 'constants', text: values.join('\n') };
};

function* literals(text: string): Iterable<string> {
  for (const [, double, single, template] of text.matchAll(LITERAL))
    if (template === undefined) yield double ?? single ?? '';
    else yield* template.split(/\$\{[^}]*\}/);
}

export const PROGRAMS: readonly Writing[] = [lists, codes, constants];

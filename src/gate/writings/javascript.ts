import type { Layer } from '../decoder.ts';
import { foldConstants } from './constants.ts';
import { textSize } from './data-start.ts';
import { mayBeProgram, mayJoin } from './program-start.ts';
import { character, isHexDigit, spaceBefore, spaceBehind } from './writing.ts';
import type { Edit, Rewriting, Writing } from './writing.ts';

const JOINED_LIST =
  /\[(\s*(?:"[^"\\\n]*"|'[^'\\\n]*'|`[^`\\\n]*`)(?:\s*,\s*(?:"[^"\\\n]*"|'[^'\\\n]*'|`[^`\\\n]*`))*)\s*\]\s*\.\s*join\(\s*(?:""|''|``)\s*\)/g;
const CODE = '(?:0x[\\da-f]{1,5}|\\d{2,6})';
/** Five numbers spell no word that counts, and three are a colour. */
const CODES = new RegExp(`${CODE}(?:\\s*,\\s*${CODE}){5,}`, 'iy');
const LONGEST_CODE = '0x10ffff'.length;

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

/** In braces as JavaScript has it, and Perl; Ruby has several in the same ones. */
const BY_CODE =
  /\\(?:x([\da-f]{2})|[ux]\{([\da-f]{1,6}(?: [\da-f]{1,6})*)\}|u([\da-f]{4})|([0-7]{1,3}))/iy;
/** Bytes in decimal digits, as Lua and files of name servers have them (RFC 1035 §5.1): more than octal ones can be. */
const LEAST_DECIMALS = 4;
const NO_OCTALS = /(?:\\[0-7]{1,3}){0,7}\\[0-7]{0,2}[89]/y;
const FEW_DECIMALS = /(?:\\\d{1,3}){4,8}/y;
const DECIMALS = /(?:\\\d{1,3}){4,1024}/y;
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
  const isDigit = unit >= 0x30 && unit < 0x3a;
  const bytes = isDigit ? decimals(text, start) : null;
  if (bytes) return bytes;
  if (lower === 0x78 || lower === 0x75 || isDigit) {
    BY_LONG_CODE.lastIndex = start;
    const long = BY_LONG_CODE.exec(text)?.[1];
    if (long !== undefined) return { start, end: start + 10, text: character(parseInt(long, 16)) };
    BY_CODE.lastIndex = start;
    const [all, x, braced, u, octal] = BY_CODE.exec(text) ?? [];
    if (all !== undefined) {
      const letters = braced?.includes(' ')
        ? braced.split(' ').map(byHex).join('')
        : character(parseInt(x ?? braced ?? u ?? octal ?? '', octal === undefined ? 16 : 8));
      return { start, end: start + all.length, text: letters };
    }
  }
  return { start, end, text: unit === NEW_LINE ? '' : text.charAt(start + 1) };
}

function byHex(code: string): string {
  return character(parseInt(code, 16));
}

/** @returns null if they may be octal, or are no text: told from the first ones, since a program may have very many. */
function decimals(text: string, start: number): Edit | null {
  NO_OCTALS.lastIndex = start;
  if (!NO_OCTALS.test(text)) return null;
  if (textSize(bytesOf(codesAt(text, start, FEW_DECIMALS))) < LEAST_DECIMALS) return null;
  const codes = codesAt(text, start, DECIMALS);
  const bytes = bytesOf(codes);
  const size = textSize(bytes);
  const end = start + size + codes.slice(0, size).join('').length;
  return { start, end, text: new TextDecoder().decode(bytes.subarray(0, size)) };
}

function codesAt(text: string, start: number, pattern: RegExp): readonly string[] {
  pattern.lastIndex = start;
  return pattern.exec(text)?.[0].split('\\').slice(1) ?? [];
}

/** What is no byte is zero, which ends a text. */
function bytesOf(codes: readonly string[]): Uint8Array {
  return Uint8Array.from(codes, (code) => (Number(code) < 256 ? Number(code) : 0));
}

const CONTROLS = new Set([...'nrtbfv'].map((letter) => letter.charCodeAt(0)));

/** Literals of a list that is joined where it stands. */
const lists: Writing = function* (text) {
  if (!text.includes('join')) return;
  for (const [, list = ''] of text.matchAll(JOINED_LIST))
    yield { kind: 'text', name: 'joined', text: list.replace(/(["'`])\s*,\s*["'`]/g, '') };
};

/** Lists of character codes, as `fromCharCode` and byte arrays take them. */
const codes: Writing = function* (text): Iterable<Layer> {
  const found: string[] = [];
  for (const list of listsOfCodes(text)) {
    const letters = list.split(',').map((code) => character(Number(code)));
    if (letters.every((letter) => letter >= ' ' || letter === '\n')) found.push(letters.join(''));
  }
  if (found.length > 0) yield { kind: 'text', name: 'char-codes', text: found.join('\n') };
};

/** Looked for from comma to comma: most texts have digits in many places, and few of them on both sides of one. */
export function* listsOfCodes(text: string): Iterable<string> {
  let from = 0;
  for (let comma = text.indexOf(','); comma >= 0; comma = text.indexOf(',', comma + 1)) {
    const end = spaceBefore(text, comma, from);
    const next = spaceBehind(text, comma + 1);
    if (!isHexDigit(text.charCodeAt(end - 1)) || !isHexDigit(text.charCodeAt(next))) continue;
    for (let start = Math.max(from, end - LONGEST_CODE); start < end - 1; start++) {
      CODES.lastIndex = start;
      const list = CODES.exec(text)?.[0];
      if (list === undefined) continue;
      yield list;
      from = start + list.length;
      comma = from - 1;
      break;
    }
  }
}

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

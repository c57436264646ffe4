import { kindOf, rowKinds, rowsIn } from '../letters/rows.ts';
import { textUnits } from '../letters/text-units.ts';
import {
  MAY_BE_FILE,
  hasAnyMagic,
  isText,
  isTextStart,
  isZlibStart,
  textSize,
} from './data-start.ts';
import { attemptsIn, contents, mayBePacked } from './encoded-contents.ts';
import type { Writing } from './writing.ts';

/** Digits in their order: of btoa and Adobe, of RFC 1924 (Git, Python) and of ZeroMQ. */
const ALPHABETS = [
  ['ascii85', Array.from({ length: 85 }, (_each, at) => String.fromCharCode(33 + at)).join('')],
  [
    'base85',
    '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~',
  ],
  ['z85', '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#'],
].map(([name = '', digits = '']) => ({
  name,
  values: Int8Array.from({ length: 128 }, (_each, code) =>
    digits.indexOf(String.fromCharCode(code)),
  ),
}));
/** Letters for twelve bytes: fewer are a text by chance. */
const LEAST = 15;
const GROUP = 5;
/** Digits that tell what a run begins with: see `mayBegin`. */
const HEAD = 2 * GROUP;
/** So many bytes are no text by chance. */
const LEAST_TEXT = 11;

/** Signs of ASCII that are no space. */
const IN_RUN = 1;
/** Behind these begins what they stand before. */
const BEFORE = 2;
const KINDS = rowKinds((sign) => (sign === ' ' ? 0 : '"\'`='.includes(sign) ? BEFORE : IN_RUN));
/** For each sign in which alphabets it is a digit, one bit for each; and of which kind it is, four bits higher. */
const SIGNS = Uint8Array.from({ length: 0x10000 }, (_each, code) => {
  if (code > 0x7e) return 0;
  const sign = String.fromCharCode(code);
  const kind = /[a-z]/.test(sign) ? 1 : /[A-Z]/.test(sign) ? 2 : /\d/.test(sign) ? 4 : 8;
  return ALPHABETS.reduce(
    (mask, { values }, at) => mask | ((values[code] ?? -1) >= 0 ? 1 << at : 0),
    kind << 4,
  );
});
/** Digits of base85 hardly ever stay of one kind; the letters of words do. */
const LEAST_CHANGES = 6;

const BACKSLASH = 0x5c;
const ESCAPE = /\\["\\]/;
const ESCAPES = /\\(["\\/])/g;
/** What begins a program or a style sheet. */
const PROGRAM =
  /(?:^|[\s;{}(])(?:function|var|const|let|return|import|export|class)\b[^\n]*[;({]|[;{]\s*[\w-]+\s*:[^;{}]+[;}]/;
const DATA = /^\s*[[{]\s*["[{\d]/;
const REACH = 2048;
/** What may stand right behind a run, and is a digit in some alphabet. */
const END = /[.,;:!?`)\]}>]$/;
/** Longer ones nobody writes into a text without a mark around them. */
const MOST = 64 * 1024;

/**
 * Base85 without a mark around it: runs that begin where a word or a string does, or behind an equals sign,
 * and begin as a text or a file does. Not in programs and style sheets, in which words are as long as such runs,
 * and as mixed.
 */
export const base85: Writing = function* (text, context) {
  const attempts = attemptsIn(context);
  let isAsked = false;
  for (const { name, run, values } of runsIn(text)) {
    // Asked here: in most texts there is nothing to ask it for.
    if (!isAsked && isProgram(text)) return;
    isAsked = true;
    yield* contents(name, meant(decode(run, values)), attempts);
  }
};

interface Run {
  readonly name: string;
  readonly run: string;
  readonly values: Int8Array;
}

function* runsIn(text: string): Iterable<Run> {
  const packed = new PackedStarts();
  for (const { start, alphabets } of startsIn(text))
    for (const { name, values } of ALPHABETS.filter((_each, at) => ((alphabets >> at) & 1) === 1))
      for (const run of runsAt(text, start, values, packed)) yield { name, run, values };
}

/** Whether it looks like one at its start, or behind a long comment. */
function isProgram(text: string): boolean {
  const half = text.length >> 1;
  return (
    !DATA.test(text.slice(0, REACH)) &&
    (PROGRAM.test(text.slice(0, REACH)) || PROGRAM.test(text.slice(half, half + REACH)))
  );
}

/** @returns where a row of digits begins that is long enough: where a row of signs does, or behind what stands before one. */
function startsIn(text: string): readonly Start[] {
  const starts: Start[] = [];
  const rows = rowsIn(text, KINDS, LEAST);
  const units = textUnits(text);
  for (const { start: first, end, kinds } of rows) {
    addStart(starts, units, first);
    if ((kinds & BEFORE) === 0) continue;
    for (let start = first + 1; start + LEAST <= end; start++)
      if (kindOf(units[start - 1] as number, KINDS) === BEFORE) addStart(starts, units, start);
  }
  return starts;
}

function addStart(starts: Start[], units: Uint16Array, start: number): void {
  const alphabets = alphabetsOf(units, start);
  if (alphabets > 0) starts.push({ start, alphabets });
}

interface Start {
  readonly start: number;
  /** A bit for each alphabet in which digits stand there. */
  readonly alphabets: number;
}

/** @returns the alphabets of which the next letters are digits, if those are of as many kinds as they would be. */
function alphabetsOf(units: Uint16Array, start: number): number {
  let mask = 0b111;
  let changes = 0;
  let before = SIGNS[units[start] as number] as number;
  for (let left = LEAST - 1; left >= 0; left--) {
    const sign = SIGNS[units[start + LEAST - 1 - left] as number] as number;
    mask &= sign;
    changes += Number(sign >> 4 !== before >> 4);
    before = sign;
    if (mask === 0 || changes + left < LEAST_CHANGES) return 0;
  }
  return mask;
}

/** Whether two groups from there on are a text, or what a file begins with; or more of them, what is packed. */
function mayBegin(text: string, start: number, values: Int8Array, packed: PackedStarts): boolean {
  return saysWhatItIs(text, start, values) || packed.isPacked(text, start, values);
}

function saysWhatItIs(text: string, start: number, values: Int8Array): boolean {
  const first = group(text, start, values);
  if (first < 0 || !(MAY_BE_FILE[first >>> 16] === 1 || isTextStart(first))) return false;
  const second = group(text, start + GROUP, values);
  if (second < 0) return false;
  putGroup(head, 0, first);
  putGroup(head, 4, second);
  return isText(head, true) || isZlibStart(head) || hasAnyMagic(head.subarray(0, 4));
}

const head = new Uint8Array(8);

const packedHead = new Uint8Array(32);
/** In one row of digits so many starts are looked at: an equals sign is a digit as well, and may stand everywhere. */
const MOST_STARTS = 8;

/** Tells what is packed and does not say so. A shorter run hardly ever is, and texts are full of keys and digests. */
class PackedStarts {
  private end = 0;
  private left = MOST_STARTS;

  isPacked(text: string, start: number, values: Int8Array): boolean {
    if (start < this.end && this.left <= 0) return false;
    for (let at = 0; at < packedHead.length; at += 4) {
      const value = group(text, start + (at / 4) * GROUP, values);
      if (value < 0) return false;
      putGroup(packedHead, at, value);
    }
    const end = endOfDigits(text, start, values);
    if (start >= this.end) this.left = MOST_STARTS * ALPHABETS.length;
    this.left -= 1;
    this.end = Math.max(this.end, end);
    return mayBePacked(packedHead, ((end - start) / GROUP) * 4);
  }
}

/** @returns what five digits stand for; less than 0 if one is none, or if it is too much. */
function group(text: string, start: number, values: Int8Array): number {
  let value = 0;
  for (let at = start; at < start + GROUP; at++) {
    const digit = values[text.charCodeAt(at) & 0xffff] as number;
    if (!(digit >= 0)) return -1;
    value = value * 85 + digit;
  }
  return value > 0xffffffff ? -1 : value;
}

function putGroup(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >>> 24;
  bytes[at + 1] = value >>> 16;
  bytes[at + 2] = value >>> 8;
  bytes[at + 3] = value;
}

/** @returns a run as it stands, without a sign that may end it, and as it is meant in a string of a program. */
function runsAt(
  text: string,
  start: number,
  values: Int8Array,
  packed: PackedStarts,
): readonly string[] {
  if (mayBegin(text, start, values, packed)) {
    const run = digitsAt(text, start, values);
    const runs = END.test(run) ? [run, run.slice(0, -1)] : [run];
    return hasEscapes(values) ? [...runs, unescaped(inString(run))] : runs;
  }
  if (!hasEscapes(values) || !ESCAPE.test(text.slice(start, start + LEAST))) return [];
  // Its first digits tell: a string of a program may be as long as the program that it holds.
  const first = unescaped(inString(digitsAt(text, start, values, 2 * HEAD + 1)));
  return mayBegin(first, 0, values, new PackedStarts())
    ? [unescaped(inString(digitsAt(text, start, values)))]
    : [];
}

/** Only one alphabet has quotes and backslashes, which programs and JSON escape. */
function hasEscapes(values: Int8Array): boolean {
  return (values[BACKSLASH] ?? -1) >= 0;
}

function digitsAt(text: string, start: number, values: Int8Array, most = MOST): string {
  return text.slice(start, endOfDigits(text, start, values, most));
}

function endOfDigits(text: string, start: number, values: Int8Array, most = MOST): number {
  let end = start;
  while (end - start < most && (values[text.charCodeAt(end)] ?? -1) >= 0) end += 1;
  return end;
}

/** Up to the quote that ends the string. */
function inString(run: string): string {
  return /^(?:[^\\"]|\\.)*/.exec(run)?.[0] ?? '';
}

function unescaped(run: string): string {
  return run.replace(ESCAPES, '$1');
}

/** Reads until a group means nothing; the last one may be short. */
function decode(run: string, values: Int8Array): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(run.length / GROUP) * 4);
  let size = 0;
  for (let at = 0; at + 1 < run.length; at += GROUP) {
    const digits = Math.min(GROUP, run.length - at);
    let value = group(run, at, values);
    if (digits < GROUP) {
      value = 0;
      for (let index = 0; index < GROUP; index++)
        value = value * 85 + (index < digits ? (values[run.charCodeAt(at + index)] ?? 0) : 84);
      value %= 0x100000000;
    }
    if (value < 0) break;
    putGroup(bytes, size, value);
    size += digits - 1;
  }
  return bytes.subarray(0, size);
}

/** Some alphabet has every sign that may stand behind a run: there a text ends. */
function meant(bytes: Uint8Array): Uint8Array {
  if (hasAnyMagic(bytes) || isZlibStart(bytes)) return bytes;
  const end = textSize(bytes);
  if (end >= LEAST_TEXT) return bytes.subarray(0, end);
  return mayBePacked(bytes, bytes.length) ? bytes : bytes.subarray(0, 0);
}

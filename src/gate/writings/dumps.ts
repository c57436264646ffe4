import type { Layer } from '../decoder.ts';
import { rowStartsIn } from '../letters/rows.ts';
import { isHexDigit, isSpace } from './writing.ts';
import type { Place, Writing } from './writing.ts';

/** Where a line of a dump begins: how far into the data it is. */
const PLACE = '(?:[\\dA-Fa-f]{6,16}:?|[\\dA-Fa-f]{4}:)[ \\t]+';
const PAIR = '[\\dA-Fa-f]{2}';
/** Pairs of digits: all together, or one or two with a sign between them and perhaps two spaces in the middle. */
export const HEX_LINE = new RegExp(
  `^[ \\t]*(?:${PLACE})?(${PAIR}(?:${PAIR})?(?:(?: {1,2}|[:-])${PAIR}(?:${PAIR})?)+|(?:${PAIR})+)(?=$|\\s)`,
);
export const MAY_BE = /[\dA-Fa-f]{2}[ :-][\dA-Fa-f]{2}[ :-]?[\dA-Fa-f]{2}|[\dA-Fa-f]{16}\r?\n/;
const BINARY = /(?<!\d)[01]{8}(?:[\s,]*[01]{8}){5,}(?!\d)/y;
/** Fewer bytes say no name. */
const LEAST = 6;

/**
 * Bytes written out in hexadecimal digits, line by line, as `xxd` and `hexdump` do it, and programs for pictures; and in
 * a row behind other words.
 */
const hexDump: Writing = function* (text) {
  let from = 0;
  let line = lineAt(text, 0);
  for (const start of dumpsIn(text)) {
    if (start < from) continue;
    while (line.end < start) line = lineAt(text, line.end + 1);
    const place =
      line.pairsEnd > start ? linesAround(text, line, from) : rowAround(text, start, from);
    yield* said('hex-dump', bytesOf(text, place));
    from = place.end;
  }
};

/** Before the end of a line so many digits are a dump without a sign between them. */
const WIDTH = 16;

/** @returns where `MAY_BE` stands, in order: of places that overlap, all. */
export function dumpsIn(text: string): readonly number[] {
  const { pairs, hex } = rowStartsIn(text);
  let end = 0;
  const wide = hex.flatMap((start) => {
    if (start < end) return [];
    end = digitsEnd(text, start);
    return end - start >= WIDTH && LINE_END.test(text.slice(end, end + 2)) ? [end - WIDTH] : [];
  });
  return wide.length === 0 ? pairs : [...pairs, ...wide].sort((a, b) => a - b);
}

const LINE_END = /^\r?\n/;
const SIGN = 1;
const DIGIT = 2;
const KINDS = Uint8Array.from({ length: 0x10000 }, (_each, unit) =>
  isHexDigit(unit) ? DIGIT : ' :-'.includes(String.fromCharCode(unit)) ? SIGN : 0,
);

function kindAt(text: string, at: number): number {
  return KINDS[text.charCodeAt(at)] as number;
}

function digitsEnd(text: string, start: number): number {
  let end = start;
  while (kindAt(text, end) === DIGIT) end += 1;
  return end;
}

/** Of four digits together, `MAY_BE` may begin with the last two. */
function rowAround(text: string, start: number, from: number): Place {
  let end = start;
  while (kindAt(text, end) > 0) end += 1;
  let first = start;
  while (
    first - 2 >= from &&
    kindAt(text, first - 1) === DIGIT &&
    kindAt(text, first - 2) === DIGIT
  )
    first -= 2;
  return { start: first, end };
}

interface Line extends Place {
  /** Where the pairs end with which it begins; 0 if it begins with none. */
  readonly pairsEnd: number;
}

function lineAt(text: string, start: number): Line {
  const stop = text.indexOf('\n', start);
  const end = stop < 0 ? text.length : stop;
  const pairs = mayBeLine(text, start) ? HEX_LINE.exec(text.slice(start, end)) : null;
  return { start, end, pairsEnd: pairs ? start + pairs[0].length : 0 };
}

/** @returns the lines of a dump before and behind one of them; none begins before `from`. */
function linesAround(text: string, one: Line, from: number): Place {
  let { start } = one;
  while (start > from) {
    const before = lineAt(text, Math.max(from, text.lastIndexOf('\n', start - 2) + 1));
    if (before.pairsEnd === 0) break;
    start = before.start;
  }
  let { end } = one;
  for (let next = lineAt(text, end + 1); next.pairsEnd > 0; next = lineAt(text, end + 1))
    end = next.end;
  return { start, end };
}

function bytesOf(text: string, { start, end }: Place): readonly number[] {
  return text
    .slice(start, end)
    .split('\n')
    .flatMap((line) => pairsOf(line).map((pair) => parseInt(pair, 16)));
}

/**
 * Whether hexadecimal digits stand where a line begins, and behind them what may stand there in
 * `HEX_LINE`: of most texts that is a word, or a bracket.
 */
export function mayBeLine(text: string, start: number): boolean {
  let at = start;
  while (text.charCodeAt(at) === 0x20 || text.charCodeAt(at) === 9) at += 1;
  if (!isHexDigit(text.charCodeAt(at)) || !isHexDigit(text.charCodeAt(at + 1))) return false;
  while (isHexDigit(text.charCodeAt(at))) at += 1;
  const unit = text.charCodeAt(at);
  return at === text.length || unit === COLON || unit === HYPHEN || isSpace(text, at);
}

const COLON = 0x3a;
const HYPHEN = 0x2d;

function pairsOf(line: string): readonly string[] {
  return HEX_LINE.exec(line)?.[1]?.match(/[\dA-Fa-f]{2}/g) ?? [];
}

/** Letters as eight binary digits each. */
const binaryDigits: Writing = function* (text) {
  let from = 0;
  for (const start of binaryIn(text)) {
    if (start < from) continue;
    BINARY.lastIndex = start;
    const run = BINARY.exec(text)?.[0];
    if (run === undefined) continue;
    const codes = run.match(/[01]{8}/g) ?? [];
    yield* said(
      'binary-digits',
      codes.map((code) => parseInt(code, 2)),
    );
    from = start + run.length;
  }
};

/** @returns where eight binary digits or more begin. */
export function binaryIn(text: string): readonly number[] {
  let end = 0;
  return rowStartsIn(text).binary.filter((start) => {
    if (start < end) return false;
    end = endOfBinary(text, start);
    return true;
  });
}

function endOfBinary(text: string, start: number): number {
  let end = start;
  while (isBinary(text.charCodeAt(end))) end += 1;
  return end;
}

function isBinary(unit: number): boolean {
  return unit === 0x30 || unit === 0x31;
}

/** Not as a file: what is not UTF-8 in it may stand beside what is. */
function* said(name: string, bytes: readonly number[]): Iterable<Layer> {
  if (bytes.length >= LEAST)
    yield { kind: 'text', name, text: new TextDecoder().decode(Uint8Array.from(bytes)) };
}

/** What shows bytes as numbers. */
export const DUMPS: readonly Writing[] = [hexDump, binaryDigits];

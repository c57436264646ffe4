import type { Layer } from '../decoder.ts';
import { kindOf, rowKinds, rowsIn } from '../letters/rows.ts';
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
  for (const { start: first, end } of dumpsIn(text)) {
    let start = first < from ? nextDump(text, from, end) : first;
    for (; start >= 0; start = nextDump(text, from, end)) {
      while (line.end < start) line = lineAt(text, line.end + 1);
      const place =
        line.pairsEnd > start ? linesAround(text, line, from) : rowAround(text, start, from);
      yield* said('hex-dump', bytesOf(text, place));
      from = place.end;
    }
  }
};

const SIGN = 1;
const DIGIT = 2;
const KINDS = rowKinds((sign) =>
  isHexDigit(sign.charCodeAt(0)) ? DIGIT : ' :-'.includes(sign) ? SIGN : 0,
);
/** No fewer digits and signs are in `MAY_BE`. */
const LEAST_ROW = 7;

/** @returns from where `MAY_BE` first stands in a row of digits and signs to the end of that: most texts have none. */
export function dumpsIn(text: string): readonly Place[] {
  return rowsIn(text, KINDS, LEAST_ROW, SIGN).flatMap(({ start, end, kinds }) => {
    const first = (kinds & DIGIT) === 0 ? -1 : nextDump(text, start, end);
    return first < 0 ? [] : [{ start: first, end }];
  });
}

/** @param end - of a row. @returns where `MAY_BE` stands in it behind an offset, or -1. */
function nextDump(text: string, from: number, end: number): number {
  if (end - from < LEAST_ROW) return -1;
  // With the end of the line.
  const found = text.slice(from, end + 2).search(MAY_BE);
  return found < 0 ? -1 : from + found;
}

function kindAt(text: string, at: number): number {
  return at < text.length ? kindOf(text.charCodeAt(at), KINDS) : 0;
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
  for (const { start } of rowsIn(text, BINARY_DIGITS, BYTE)) {
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

const BINARY_DIGITS = rowKinds((sign) => Number(/[01]/.test(sign)));
const BYTE = 8;

/** Not as a file: what is not UTF-8 in it may stand beside what is. */
function* said(name: string, bytes: readonly number[]): Iterable<Layer> {
  if (bytes.length >= LEAST)
    yield { kind: 'text', name, text: new TextDecoder().decode(Uint8Array.from(bytes)) };
}

/** What shows bytes as numbers. */
export const DUMPS: readonly Writing[] = [hexDump, binaryDigits];

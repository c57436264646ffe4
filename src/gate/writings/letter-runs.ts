import { rowStartsIn } from '../letters/rows.ts';
import { textUnits } from '../letters/text-units.ts';

/** A row of letters and digits that may be encoded data. */
export interface LetterRun {
  readonly run: string;
  /** Where it starts, in UTF-16 units. */
  readonly start: number;
}

/** Where a row of base64 letters stands: nearly all are long names, so that none is copied. */
export interface Base64Run {
  readonly start: number;
  /** Of its letters. */
  readonly end: number;
  /** Behind the signs that fill it up. */
  readonly paddedEnd: number;
  readonly hasSlash: boolean;
  /** Whether not all of it are letters and digits. */
  readonly hasSigns: boolean;
}

/** The rows of a text, by what they may be. */
export interface LetterRuns {
  /** Of both cases: words are of one, and of encoded letters hardly any row is. */
  readonly base64: readonly Base64Run[];
  /** Letters of one case and digits, as base32 is written. */
  readonly oneCase: readonly LetterRun[];
  readonly hex: readonly LetterRun[];
  /** Whether some row is long enough to be a line of many. */
  readonly hasLines: boolean;
}

const LEAST_BASE32 = 16;
const LEAST_LINE = 60;

const UPPER = 1;
const LOWER = 2;
const DIGIT = 4;
const SIGN = 8;
const SLASH = 16;
/** For each unit of a row what it is; 0 for those that end one. */
const KINDS = Uint8Array.from(
  { length: 0x10000 },
  (_each, unit) =>
    kindOf(unit, /[A-Z]/, UPPER) |
    kindOf(unit, /[a-z]/, LOWER) |
    kindOf(unit, /\d/, DIGIT) |
    kindOf(unit, /[_+/-]/, SIGN) |
    kindOf(unit, /\//, SLASH),
);

function kindOf(unit: number, letters: RegExp, kind: number): number {
  return unit < 0x80 && letters.test(String.fromCharCode(unit)) ? kind : 0;
}

const LARGE = /(?<![A-Z\d])[A-Z\d]{16,}(?![A-Z\d])/g;
const SMALL = /(?<![a-z\d])[a-z\d]{16,}(?![a-z\d])/g;
/** Of an odd digit at its end nothing is known. */
const HEX = /(?:[\da-f]{2}){6,}/iy;
const EQUALS = 0x3d;

/** Finds the rows of letters that are long enough, and leaves out most of a text on the way. */
export function runsOf(text: string): LetterRuns {
  const base64: Base64Run[] = [];
  const oneCase: LetterRun[] = [];
  let hasLines = false;
  const rows = longRows(text);
  const units = textUnits(text);
  for (const row of rows) {
    const { start, end, kinds } = row;
    if (kinds & UPPER && kinds & LOWER) {
      const [hasSlash, hasSigns] = [(kinds & SLASH) !== 0, (kinds & SIGN) !== 0];
      base64.push({ start, end, paddedEnd: paddedEnd(text, end), hasSlash, hasSigns });
    }
    if (kinds & UPPER && holds(units, row, UPPER | DIGIT, LEAST_BASE32))
      oneCase.push(...inside(text, row, LARGE));
    // Words are written so as well: those without digits are left out.
    if (kinds & LOWER && kinds & DIGIT && holds(units, row, LOWER | DIGIT, LEAST_BASE32))
      oneCase.push(...inside(text, row, SMALL));
    hasLines ||= end - start >= LEAST_LINE;
  }
  return { base64, oneCase, hex: hexRuns(text), hasLines };
}

function hexRuns(text: string): readonly LetterRun[] {
  const runs: LetterRun[] = [];
  let end = 0;
  for (const start of rowStartsIn(text).hex) {
    if (start < end) continue;
    HEX.lastIndex = start;
    const run = HEX.exec(text)?.[0] ?? '';
    runs.push({ run, start });
    end = start + run.length + 1;
  }
  return runs;
}

interface Row {
  readonly start: number;
  readonly end: number;
  /** All kinds of its letters. */
  readonly kinds: number;
}

function longRows(text: string): readonly Row[] {
  const found: Row[] = [];
  const { letters } = rowStartsIn(text);
  const units = textUnits(text);
  let end = 0;
  for (const start of letters) {
    if (start < end) continue;
    let kinds = 0;
    for (end = start; end < text.length; end++) {
      const kind = KINDS[units[end] as number] as number;
      if (kind === 0) break;
      kinds |= kind;
    }
    found.push({ start, end, kinds });
  }
  return found;
}

/** Whether so many letters of some kinds stand in a row within another: they cover one of so many places. */
function holds(
  units: Uint16Array,
  { start, end, kinds }: Row,
  kind: number,
  least: number,
): boolean {
  if (end - start < least || (kinds & kind) === 0) return false;
  for (let at = start + least - 1; at < end; at += least) {
    let first = at;
    while (first >= start && isKind(units, first, kind)) first -= 1;
    let next = at + 1;
    while (next < end && isKind(units, next, kind)) next += 1;
    if (next - first > least && first < at) return true;
  }
  return false;
}

function isKind(units: Uint16Array, at: number, kind: number): boolean {
  return ((KINDS[units[at] as number] as number) & kind) > 0;
}

function paddedEnd(text: string, end: number): number {
  if (text.charCodeAt(end) !== EQUALS) return end;
  return text.charCodeAt(end + 1) === EQUALS ? end + 2 : end + 1;
}

function inside(text: string, { start, end }: Row, pattern: RegExp): readonly LetterRun[] {
  return Array.from(text.slice(start, end).matchAll(pattern), ({ 0: run, index }) => ({
    run,
    start: start + index,
  }));
}

import { kindOf, rowKinds, rowsIn } from '../letters/rows.ts';
import type { Row } from '../letters/rows.ts';
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

// Shorter runs are nearly always plain words; 12 characters still hold a 9-letter name.
const LEAST = 12;
const LEAST_BASE32 = 16;
const LEAST_LINE = 60;
const LEAST_HEX = 12;

const UPPER = 1;
const LOWER = 2;
const DIGIT = 4;
const HEX_LETTER = 8;
const SIGN = 16;
const SLASH = 32;
const KINDS = rowKinds(
  (sign) =>
    (/[A-Z]/.test(sign) ? UPPER : 0) |
    (/[a-z]/.test(sign) ? LOWER : 0) |
    (/\d/.test(sign) ? DIGIT : 0) |
    (/[\da-f]/i.test(sign) ? HEX_LETTER : 0) |
    (/[_+/-]/.test(sign) ? SIGN : 0) |
    (sign === '/' ? SLASH : 0),
);

const LARGE = /(?<![A-Z\d])[A-Z\d]{16,}(?![A-Z\d])/g;
const SMALL = /(?<![a-z\d])[a-z\d]{16,}(?![a-z\d])/g;
const HEX = /(?:[\da-f]{2}){6,}/gi;
const EQUALS = 0x3d;

/** Finds the rows of letters that are long enough, and leaves out most of a text on the way. */
export function runsOf(text: string): LetterRuns {
  const base64: Base64Run[] = [];
  const oneCase: LetterRun[] = [];
  const hex: LetterRun[] = [];
  let hasLines = false;
  const rows = rowsIn(text, KINDS, LEAST);
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
    if (holds(units, row, HEX_LETTER, LEAST_HEX)) hex.push(...inside(text, row, HEX));
    hasLines ||= end - start >= LEAST_LINE;
  }
  return { base64, oneCase, hex, hasLines };
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
  return (kindOf(units[at] as number, KINDS) & kind) > 0;
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

import { CharacterSet } from '../letters/character-set.ts';
import { UNSPACED_LETTER } from '../needle.ts';
import { KANJI_NUMERALS } from './number-words.ts';

const ZERO = 0x30;
const NINE = 0x39;
export const WIDE_ZERO = 0xff10;
const WIDE_NINE = 0xff19;
const KANJI_SCALES = new Set([...'億兆万千百'].map((letter) => letter.charCodeAt(0)));
const FIRST_KANJI = 0x4e00;
/** Before it no numerals stand but the digits of ASCII. */
const FIRST_WIDE = 0x3007;
const NUMERALS = new Uint8Array(0x10000);
for (let digit = WIDE_ZERO; digit <= WIDE_NINE; digit++) NUMERALS[digit] = 1;
for (const letter of KANJI_NUMERALS) NUMERALS[letter.charCodeAt(0)] = 1;

const SEPARATOR = 1;
const SPACE = 2;
/** What may stand between the groups of a number. */
export const SEPARATORS = ".,'_\u00B7\u2019\uFF0C\uFF0E";
export const SPACES = ' \u00A0\u2007\u2008\u2009\u202F';
const BETWEEN = new Uint8Array(0x10000);
for (const letter of SEPARATORS) BETWEEN[letter.charCodeAt(0)] = SEPARATOR;
for (const letter of SPACES) BETWEEN[letter.charCodeAt(0)] = SPACE;

/** What may stand between the digits of a number. */
export const BETWEEN_DIGITS = SEPARATORS + SPACES;

/** The significant digits of the numbers that are looked for, without zeros at either end. */
export interface WantedDigits {
  has(digits: string): boolean;
  /** @param value - as `valueOf32` has it. Some others are said to be wanted, too. */
  mayHave(value: number): boolean;
}

/** Tells in no time of most numbers that they are not among `digits`. */
export function wantedDigits(digits: Iterable<string>): WantedDigits {
  const exact = new Set(digits);
  const values = new Set([...exact].map(valueOf32));
  const few = new Uint8Array(4096);
  for (const each of values) few[each & 4095] = 1;
  return {
    has: (each) => exact.has(each),
    mayHave: (value) => few[value & 4095] === 1 && values.has(value),
  };
}

/** @returns the lowest 32 bits of a number in digits: exact, however long it is. */
function valueOf32(digits: string): number {
  let value = 0;
  for (const digit of digits) value = (Math.imul(value, 10) + Number(digit)) | 0;
  return value;
}

/** Where numbers are in a text. */
export interface DigitRuns {
  readonly runs: readonly DigitRun[];
  /** Whether there are letters that numbers in kanji are written with. */
  readonly hasKanji: boolean;
}

/** Digits that may be one number, or several between commas, in UTF-16 units. */
export interface DigitRun extends Part {
  /** Whether it may be wanted as one. */
  readonly isWhole: boolean;
  /** Where those between commas begin that may be wanted. */
  readonly items: readonly number[];
}

/** A part of a text, in UTF-16 units. */
export interface Part {
  readonly from: number;
  readonly to: number;
}

/**
 * Finds numbers in digits whose digits, without zeros at their ends, may be wanted. A loop over units,
 * because programs and indexes are full of other numbers.
 *
 * @param part - all of the text, or a part that no number crosses the ends of.
 */
export function digitRuns(
  text: string,
  wanted: WantedDigits,
  { from, to }: Part = { from: 0, to: text.length },
): DigitRuns {
  const runs: DigitRun[] = [];
  let hasKanji = false;
  for (let at = nextNumeral(text, from); at < to; at = nextNumeral(text, at)) {
    if (digitAt(text, at) < 0) {
      hasKanji = true;
      at += 1;
      continue;
    }
    if (isOfName(text, at)) {
      at = endOfGroup(text, at);
      continue;
    }
    const run = runAt(text, at, wanted);
    if (run.isWhole || run.items.length > 0) runs.push(run);
    at = run.to;
  }
  return { runs, hasKanji };
}

function runAt(text: string, from: number, wanted: WantedDigits): DigitRun {
  const items: number[] = [];
  let [value, scale] = [0, 10];
  let [item, itemScale, itemStart] = [0, 10, from];
  let to = from;
  for (; to < text.length; to++) {
    const digit = digitAt(text, to);
    if (digit > 0) {
      // Zeros count once another digit follows.
      value = (Math.imul(value, scale) + digit) | 0;
      item = (Math.imul(item, itemScale) + digit) | 0;
      scale = itemScale = 10;
    } else if (digit === 0) {
      scale = Math.imul(scale, 10);
      itemScale = Math.imul(itemScale, 10);
    } else if (!continues(text, to)) break;
    else if (text.charCodeAt(to) === COMMA) {
      if (wanted.mayHave(item)) items.push(itemStart);
      [item, itemScale, itemStart] = [0, 10, to + 1];
    }
  }
  if (itemStart > from && wanted.mayHave(item)) items.push(itemStart);
  return { from, to, items, isWhole: wanted.mayHave(value) || scalesByKanji(text, to) };
}

/**
 * @param least - no more than this is looked at before the offset.
 * @returns all that may belong to the same number as what stands at an offset.
 */
export function numeralsAround(text: string, offset: number, least: number): Part {
  let from = offset;
  while (from > least && isNumeral(text, from - 1)) from -= 1;
  let to = offset;
  while (to < text.length && isNumeral(text, to)) to += 1;
  return { from, to };
}

function isNumeral(text: string, at: number): boolean {
  return BETWEEN[text.charCodeAt(at)] !== 0 || digitAt(text, at) >= 0;
}

const WIDE_SPACE = 0x3000;
const COMMA = 0x2c;
const E = 0x65;
const PLUS = 0x2b;

/** @returns a part, with all of the numbers that reach into it, in digits or kanji. */
export function withWholeNumbers(text: string, { from, to }: Part): Part {
  let start = Math.max(0, from);
  while (start > 0 && mayBeOfNumber(text, start - 1)) start -= 1;
  let end = Math.min(text.length, to);
  while (end < text.length && mayBeOfNumber(text, end)) end += 1;
  return { from: start, to: end };
}

/** A power of ten is of it as well: `12e+5`. */
function mayBeOfNumber(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return isNumeral(text, at) || NUMERALS[unit] === 1 || (unit | 0x20) === E || unit === PLUS;
}

/** Whether a letter is one that numbers in kanji are written with. */
export function isKanjiNumeral(text: string, at: number): boolean {
  return NUMERALS[text.charCodeAt(at)] === 1 && digitAt(text, at) < 0;
}

/**
 * What makes digits behind it a part of a name, a colour or an escape: there no number begins. Where no spaces are,
 * one does (`合計48213件`), but behind numerals.
 */
export const OF_NAME = `[[\\p{L}--${UNSPACED_LETTER}]\\p{N}_#%${KANJI_NUMERALS}]`;
const NAME = new CharacterSet(new RegExp(OF_NAME, 'v'));

function isOfName(text: string, at: number): boolean {
  const isPair = (text.charCodeAt(at - 1) & 0xfc00) === 0xdc00;
  const isBehindName = at > 0 && NAME.sizeAt(text, isPair ? at - 2 : at - 1) > 0;
  return isBehindName && !BEHIND_CURRENCY.test(text.slice(Math.max(0, at - 4), at));
}

export const CURRENCY_CODES = 'EUR|USD|GBP|JPY|RUB|CHF';
/** `EUR450` is an amount. */
export const CURRENCY = `(?<!\\p{L})(?:${CURRENCY_CODES})`;
const BEHIND_CURRENCY = new RegExp(`${CURRENCY}$`, 'u');

/** @returns where digits end that touch each other: behind a separator a number may begin. */
function endOfGroup(text: string, from: number): number {
  let at = from;
  while (digitAt(text, at) >= 0) at += 1;
  return at;
}

/** @returns where the next numeral stands, or where the text ends. All the time goes in here. */
function nextNumeral(text: string, from: number): number {
  const end = text.length;
  let at = from;
  for (; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (unit <= NINE ? unit >= ZERO : unit >= FIRST_WIDE && NUMERALS[unit] === 1) break;
  }
  return at;
}

/** Whether what stands behind a number may change its digits: `1億2000万` comes to others. */
export function scalesByKanji(text: string, end: number): boolean {
  const isSpaced = BETWEEN[text.charCodeAt(end)] === SPACE || text.charCodeAt(end) === WIDE_SPACE;
  const unit = text.charCodeAt(isSpaced ? end + 1 : end);
  return unit >= FIRST_KANJI && KANJI_SCALES.has(unit);
}

/** Whether a number goes on behind what stands here: behind a space only with a group of three. */
function continues(text: string, at: number): boolean {
  const between = BETWEEN[text.charCodeAt(at)];
  if (between === SEPARATOR) return digitAt(text, at + 1) >= 0;
  if (between !== SPACE) return false;
  for (let next = 1; next <= 3; next++) if (digitAt(text, at + next) < 0) return false;
  return digitAt(text, at + 4) < 0;
}

function digitAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  if (unit >= ZERO && unit <= NINE) return unit - ZERO;
  return unit >= WIDE_ZERO && unit <= WIDE_NINE ? unit - WIDE_ZERO : -1;
}

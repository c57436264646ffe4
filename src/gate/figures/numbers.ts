import { remembered } from '../remembered.ts';
import {
  CURRENCY,
  OF_NAME,
  SEPARATORS,
  SPACES,
  digitRuns,
  isKanjiNumeral,
  numeralsAround,
  scalesByKanji,
} from './digit-runs.ts';
import type { DigitRun, Part, WantedDigits } from './digit-runs.ts';
import { isTellingInList, listItems } from './number-lists.ts';
import type { ListItem } from './number-lists.ts';
import { keyOf } from './number-key.ts';
import { measureOf } from './number-measures.ts';
import { withUnits } from './number-units.ts';
import type { ReadNumber } from './number-units.ts';
import { NUMBER_WORDS, KANJI_NUMERALS, kanjiValue, scaleOf, wordValue } from './number-words.ts';

const DIGIT = '[0-9\uFF10-\uFF19]';
/** Digits in groups of three, with any decimals; not the tail of a word, a name, a colour, or `%83`. */
const DIGITS = new RegExp(
  `(?:(?<!${OF_NAME})|(?<=${CURRENCY}))\\.?${DIGIT}+(?:[${SPACES}]${DIGIT}{3}(?!${DIGIT})|[${SEPARATORS}]${DIGIT}+)*(?:e\\+?\\d{1,2}(?![\\p{L}\\p{N}]))?`,
  'gv',
);
const KANJI = new RegExp(`[${KANJI_NUMERALS}]+`, 'gu');
/** In digits and what parts them; what is longer is a list. */
const LONGEST_NUMBER = 64;
const DIGITS_HERE = new RegExp(DIGITS, 'vy');
const SCALE_WORDS =
  'hundred|thousand|million|billion|trillion|point|and|тысяч[аиу]?|миллион(?:а|ов)?|миллиард(?:а|ов)?|целых|десятых';
const LONGEST_FIRST = [...NUMBER_WORDS].toSorted((a, b) => b.length - a.length);
const LETTER = /[A-Za-zА-Яа-яЁё]/;
const ENGLISH_STARTS = ['one', ...LONGEST_FIRST.filter((word) => /^[a-z]/.test(word))];
const RUSSIAN_STARTS = [
  ...['один', 'одна', 'полтора'],
  ...LONGEST_FIRST.filter((word) => /^[а-я]/.test(word)),
];
const ENGLISH_WORDS = wordRun(ENGLISH_STARTS);
const RUSSIAN_WORDS = wordRun(RUSSIAN_STARTS);

/** Words that a number in words begins with, in small letters. */
export const NUMBER_STARTS: readonly string[] = [...ENGLISH_STARTS, ...RUSSIAN_STARTS];

const ENGLISH_HERE = new RegExp(ENGLISH_WORDS, 'y');
const RUSSIAN_HERE = new RegExp(RUSSIAN_WORDS, 'y');

/** Number words in a row. No class of all letters, which would be slow: these are the two scripts. */
function wordRun(words: readonly string[]): RegExp {
  const word = ofAnyCase(`(?:${words.join('|')})`);
  const end = `(?!${LETTER.source})`;
  return new RegExp(
    `${word}(?:[ \u00A0\\n-]+(?:${word}|${ofAnyCase(SCALE_WORDS)})${end})*${end}`,
    'g',
  );
}

/** A pattern that is blind to case takes many times as long as one that names both. */
function ofAnyCase(pattern: string): string {
  const both = (letters: string) => letters + letters.toUpperCase();
  return pattern.replace(/\[(.*?)\]|\p{L}/gu, (letter, inside) => `[${both(inside ?? letter)}]`);
}

/** Finds numbers in every notation. */
export function* numbersIn(text: string): Iterable<ReadNumber> {
  for (const { index, 0: run } of text.matchAll(DIGITS)) yield* inDigits(text, index, run);
  for (const { index, 0: run } of text.matchAll(KANJI))
    if (isKanjiNumber(text, index, run)) yield* inKanji(text, index, run);
  for (const { index, 0: run } of wordRuns(text)) yield* inWords(text, index, run);
}

/**
 * Finds numbers of interest in every notation but words: digits with any separators, of any width,
 * with a word or letter that scales them, and kanji.
 *
 * @param wanted - significant digits. Other numbers may be among the answers.
 * @param part - of the text, that no number crosses the ends of.
 */
export function* wantedNumbersIn(
  text: string,
  wanted: WantedDigits,
  part: Part,
): Iterable<ReadNumber> {
  const { runs, hasKanji } = digitRuns(text, wanted, part);
  yield* readRuns(runs, text, wanted);
  if (!hasKanji) return;
  for (let at = part.from; at < part.to; at++) {
    const run = kanjiAt(text, at);
    if (isKanjiNumber(text, at, run)) yield* inKanji(text, at, run, wanted);
    at += run.length;
  }
}

function* readRuns(
  runs: readonly DigitRun[],
  text: string,
  wanted: WantedDigits,
): Iterable<ReadNumber> {
  for (const { from, to, isWhole, items } of runs) {
    if (!isWhole && to - from > LONGEST_NUMBER) {
      // Data: nothing else of a list of thousands is read.
      for (const item of items) yield* itemAt(text, item, to - from, wanted);
      continue;
    }
    // `.48213` is a fraction, but not behind the end of a sentence.
    const run = (text.charAt(from - 1) === '.' && digitsAt(text, from - 1)) || digitsAt(text, from);
    if (run) yield* inDigits(text, run.index, run[0], wanted);
  }
}

/**
 * Reads one of many numbers between commas.
 *
 * @param size - of all of them.
 */
function itemAt(
  text: string,
  start: number,
  size: number,
  wanted: WantedDigits,
): Iterable<ReadNumber> {
  const comma = text.indexOf(',', start);
  // With the comma before it, since it matters what a number stands behind.
  const [run = ''] = digitsAt(text.slice(start - 1, comma < 0 ? undefined : comma), 1) ?? [];
  return inList(text, { start, text: run }, size, wanted);
}

/** @param list - how long it is of which the item is one. */
function inList(
  text: string,
  { start, text: item }: ListItem,
  list: number,
  wanted?: WantedDigits,
): Iterable<ReadNumber> {
  const end = start + item.length;
  const keys = digitReadings(item).filter(
    (key) => isWanted(key, text, end, wanted) && isTellingInList(list, key),
  );
  return withUnits(text, start, item.length, keys);
}

/**
 * Reads the numbers that `wantedNumbersIn` reads, where somebody else has seen that one may be: see
 * `digitTable`.
 */
export class NumbersInDigits {
  private readonly text: string;
  private readonly wanted: WantedDigits;
  /** Up to where all numbers were read. */
  private read = 0;
  /** Where numbers in kanji begin, and up to where they were read. */
  private readonly kanji: number[] = [];
  private readKanji = 0;

  /** @param wanted - significant digits. Other numbers may be among the answers. */
  constructor(text: string, wanted: WantedDigits) {
    this.text = text;
    this.wanted = wanted;
  }

  /** @param offset - of a digit or a letter of kanji, of which none is left out; later from call to call. */
  at(offset: number): Iterable<ReadNumber> {
    const { text, wanted, read } = this;
    if (offset >= this.readKanji && isKanjiNumeral(text, offset)) {
      const run = kanjiAt(text, offset);
      this.readKanji = offset + run.length;
      if (isKanjiNumber(text, offset, run)) this.kanji.push(offset);
    }
    if (offset < read) return NONE;
    const part = numeralsAround(text, offset, read);
    this.read = part.to;
    return readRuns(digitRuns(text, wanted, part).runs, text, wanted);
  }

  /** To be asked at the end. */
  *inKanji(): Iterable<ReadNumber> {
    const { text, wanted } = this;
    for (const start of this.kanji) yield* inKanji(text, start, kanjiAt(text, start), wanted);
  }
}

/** @returns the letters from an offset on that numbers in kanji are written with. */
function kanjiAt(text: string, from: number): string {
  let end = from;
  while (isKanjiNumeral(text, end)) end += 1;
  return text.slice(from, end);
}

/** One numeral alone is a word, or a part of one, unless something is counted. */
function isKanjiNumber(text: string, start: number, run: string): boolean {
  if (run.length > 1) return true;
  const end = start + run.length;
  return run !== '' && (text.charAt(end) === '割' || measureOf(text.slice(end, end + 8)) !== null);
}

function digitsAt(text: string, at: number): RegExpExecArray | null {
  DIGITS_HERE.lastIndex = at;
  return DIGITS_HERE.exec(text);
}

/** Reads numbers in words in one text, where somebody else has seen that one may begin. */
export class NumbersInWords {
  private readonly text: string;
  private readonly wanted: WantedDigits;
  /** How far each pattern has read: within a number no other begins. */
  private readonly read = new Map<RegExp, number>();

  /** @param wanted - significant digits. Other numbers may be among the answers. */
  constructor(text: string, wanted: WantedDigits) {
    this.text = text;
    this.wanted = wanted;
  }

  /**
   * @param start - where a word may stand that begins a number.
   * @param end - behind it; later from call to call.
   */
  at(start: number, end: number): readonly ReadNumber[] {
    const { text } = this;
    // Most are parts of other words.
    if (isLetter(text.charCodeAt(start - 1)) || isLetter(text.charCodeAt(end))) return NONE;
    const pattern = text.charCodeAt(start) < 0x80 ? ENGLISH_HERE : RUSSIAN_HERE;
    if (start < (this.read.get(pattern) ?? 0)) return NONE;
    pattern.lastIndex = start;
    const run = pattern.exec(text);
    if (!run) return NONE;
    this.read.set(pattern, pattern.lastIndex);
    return [...inWords(text, start, run[0], this.wanted)];
  }
}

const NONE: readonly ReadNumber[] = [];

/** As `LETTER` has it. */
function isLetter(unit: number): boolean {
  const lower = unit | 0x20;
  return (
    (lower >= 0x61 && lower <= 0x7a) ||
    (unit >= 0x401 && unit < 0x452 && LETTER.test(String.fromCharCode(unit)))
  );
}

const LETTER_RANGE = /U\+(?:[\da-f]{1,6}-)?$/i;
const LONGEST_RANGE = 9;

/** @param wanted - significant digits of what is told of a list; any, if absent. */
function* inDigits(
  text: string,
  start: number,
  run: string,
  wanted?: WantedDigits,
): Iterable<ReadNumber> {
  // `U+72e5` is a letter: style sheets list those of fonts.
  if (LETTER_RANGE.test(text.slice(Math.max(0, start - LONGEST_RANGE), start))) return;
  const whole = digitReadings(run);
  yield* withUnits(text, start, run.length, whole);
  for (const item of listItems(run, whole.length > 0))
    yield* inList(text, { ...item, start: start + item.start }, run.length, wanted);
}

/** @param wanted - significant digits; any, if absent. */
function* inKanji(
  text: string,
  start: number,
  run: string,
  wanted?: WantedDigits,
): Iterable<ReadNumber> {
  const value = kanjiValue(run);
  const key = value ? keyOf(String(value), 0) : null;
  if (key && isWanted(key, text, start + run.length, wanted))
    yield* withUnits(text, start, run.length, [key]);
}

/** @param wanted - significant digits; any, if absent. */
function* inWords(
  text: string,
  start: number,
  run: string,
  wanted?: WantedDigits,
): Iterable<ReadNumber> {
  const key = knownKey(run);
  if (key !== null && isWanted(key, text, start + run.length, wanted))
    yield* withUnits(text, start, run.length, [key]);
}

function isWanted(key: string, text: string, end: number, wanted?: WantedDigits): boolean {
  return !wanted || wanted.has(key.split('e')[0] ?? '') || scalesByKanji(text, end);
}

function* wordRuns(text: string): Iterable<RegExpExecArray> {
  yield* wordRunsOf(text, ENGLISH_WORDS);
  if (/[А-Яа-я]/.test(text)) yield* wordRunsOf(text, RUSSIAN_WORDS);
}

/** What stands before a word is looked at afterwards: few are found, and a look behind each letter is slow. */
function* wordRunsOf(text: string, pattern: RegExp): Iterable<RegExpExecArray> {
  pattern.lastIndex = 0;
  for (let run = pattern.exec(text); run; run = pattern.exec(text)) {
    const next = pattern.lastIndex;
    const isInside = LETTER.test(text.charAt(run.index - 1));
    if (!isInside) yield run;
    // Another text may have been searched meanwhile.
    pattern.lastIndex = isInside ? run.index + 1 : next;
  }
}

/** @returns what a run of digits and separators can mean: 1.200 is 1200 to some. */
function digitReadings(run: string): readonly string[] {
  const [, number = '', power = '0'] = /^(.*?)(?:e\+?(\d+))?$/i.exec(run.normalize('NFKC')) ?? [];
  const exponent = Number(power);
  const separators = number.replace(/\d/g, '').replace(/\s/g, ' ');
  const groups = number.split(/\D/);
  if (separators === '') return [keyOf(number, exponent)];
  const last = groups.at(-1) ?? '';
  const isUniform = new Set(separators).size === 1;
  const isDecimal =
    /[.,\u00B7]$/.test(separators) && (separators.length === 1 || isEnding(separators));
  return [
    ...(isUniform && isGrouped(groups) ? [keyOf(groups.join(''), exponent)] : []),
    ...(isDecimal && (separators.length === 1 || isGrouped(groups.slice(0, -1)))
      ? [keyOf(groups.join(''), exponent - last.length)]
      : []),
  ];
}

/** Whether only the last separator is another than those before. */
function isEnding(separators: string): boolean {
  const before = new Set(separators.slice(0, -1));
  return before.size === 1 && !before.has(separators.slice(-1));
}

/** Groups of three, or of two as in India, behind the first. */
function isGrouped([first = '', ...groups]: readonly string[]): boolean {
  // Nothing is grouped behind a zero: 0.083 is less than one in every notation.
  const isFirst = /^[1-9]\d{0,2}$/.test(first);
  return (
    isFirst &&
    groups.every(({ length }, at) => length === 3 || (length === 2 && at < groups.length - 1))
  );
}

/** The same few words stand in every text. */
const knownKey = remembered(wordsKey, 4096);

/** `one point two million`, `сорок два`. */
function wordsKey(text: string): string | null {
  let [total, current, decimals] = [0, 0, ''];
  let isDecimal = false;
  for (const word of text.toLowerCase().split(/[ \u00A0\n-]+/)) {
    const value = word === 'полтора' ? 1.5 : wordValue(word);
    const scale = scaleOf(word);
    if (word === 'point' || word === 'целых') isDecimal = true;
    else if (value !== null && isDecimal) decimals += value;
    else if (value !== null) current += value;
    else if (word === 'hundred') current *= 100;
    else if (scale !== null) {
      total += (current + Number(`0.${decimals || 0}`) || 1) * scale;
      [current, decimals, isDecimal] = [0, '', false];
    }
  }
  const sum = total + current + Number(`0.${decimals || 0}`);
  const [whole = '', rest = ''] = String(Number(sum.toFixed(6))).split('.');
  return sum > 0 ? keyOf(whole + rest, -rest.length) : null;
}

import { isUnspaced, plainWords } from '../needle.ts';
import type { Severity } from '../rules.ts';
import type { GateTerm } from '../term.ts';
import { CURRENCY_CODES, wantedDigits, withWholeNumbers } from './digit-runs.ts';
import type { Part, WantedDigits } from './digit-runs.ts';
import { NumbersInDigits, NumbersInWords, numbersIn, wantedNumbersIn } from './numbers.ts';
import { inOtherMeasures } from './converted.ts';
import { times } from './number-key.ts';
import { measureCalled } from './number-measures.ts';
import type { Measure } from './number-measures.ts';
import type { ReadNumber } from './number-units.ts';
import { isInPathData } from './path-data.ts';
import { visibleText } from './visible-text.ts';
import type { VisibleText } from './visible-text.ts';

/** A figure that must not be found, by its value. */
export interface Figure {
  readonly term: GateTerm;
  readonly key: string;
  readonly unit: ReadNumber['unit'];
  readonly measure: Measure | null;
  /** Words beside the number, in plain letters, without which it is too common; empty for none. */
  readonly beside: string;
  /** Whether the term has other numbers as well, or says it in another measure. */
  readonly isDoubt?: true;
  /** Whether it is so round that without the words beside it, in some language, it may be said of anything. */
  readonly isRound?: boolean;
}

/** A figure in a text, in UTF-16 units. */
export interface FoundFigure {
  readonly figure: Figure;
  readonly start: number;
  readonly end: number;
  readonly severity: Severity;
}

/** A number as large as this, or as long, is no other one by chance. */
const LARGE = 10_000;
const TELLING_DIGITS = 3;
/** So much is said of money, and of little else. */
const MANY = 100_000;

/** @returns the figure a writing stands for; null if there is not just one number in it. */
export function figureOf(term: GateTerm, writing: string): Figure | null {
  const [number, ...more] = apart([...numbersIn(writing)]);
  if (!number || more.length > 0) return null;
  const { key, unit, measure, start, end } = number;
  const around = writing.slice(0, start) + ' ' + writing.slice(end);
  const isTelling = isTellingNumber(key);
  const words = plainWords(around).filter((word) => !UNIT_WORD.test(word));
  const isRound = isTelling && unit === null && digitsOf(key).length === 1 && words.length > 0;
  const beside = isTelling && !isRound ? '' : besideOf(words);
  return { term, key, unit, measure, beside, isRound };
}

/** One letter is everywhere: of `9 a.m.` both are looked for. */
function besideOf([first = '', second = '']: readonly string[]): string {
  return first.length > 1 || isUnspaced(first) ? first : first + second;
}

/** The same figure in other measures, which is a doubt: two weeks are said of many things. */
export function otherMeasures({ term, key, measure }: Figure): readonly Figure[] {
  if (!measure) return [];
  return Array.from(inOtherMeasures(key, measure), (other) => {
    const { base } = other.measure;
    return { ...other, term, unit: null, beside: base, isDoubt: true as const };
  });
}

/**
 * The figures in a writing with several numbers, each with the unit of the last if it has none: `from 340 to 40 ms`.
 *
 * @returns those that tell something by themselves.
 */
export function figuresWithin(term: GateTerm, writing: string): readonly Figure[] {
  const numbers = apart([...numbersIn(writing)]);
  const last = numbers.at(-1);
  if (!last || numbers.length < 2) return [];
  return numbers.flatMap(({ key, ...own }) => {
    const { unit, measure } = own.unit || own.measure ? own : last;
    const isTelling = unit !== null || isTellingNumber(key);
    if (!isTelling && !measure) return [];
    const beside = isTelling || !measure ? '' : measure.base;
    return [{ term, key, unit, measure, beside, isDoubt: true as const }];
  });
}

/** The longest readings of which none lies over another, in their order. */
function apart(readings: readonly ReadNumber[]): readonly ReadNumber[] {
  const kept: ReadNumber[] = [];
  for (const each of readings.toSorted((a, b) => b.end - b.start - (a.end - a.start)))
    if (kept.every(({ start, end }) => each.end <= start || each.start >= end)) kept.push(each);
  return kept.toSorted((a, b) => a.start - b.start);
}

/** 512 is a size and a port and a weight of letters: whole numbers below 1000 are everybody's, and years. */
function isTellingNumber(key: string): boolean {
  const value = Number(key);
  const isSmall = Number.isInteger(value) && (value < 1000 || (value >= 1900 && value <= 2100));
  return value >= LARGE || (!isSmall && digitsOf(key).length >= TELLING_DIGITS);
}

/** @returns the significant digits of a number. */
function digitsOf(key: string): string {
  return key.split('e')[0] ?? '';
}

const UNIT_WORD = new RegExp(
  `^(?:percent|per|cent|pct|процент.*|はあせんと|ぱあせんと|ぱーせんと|${CURRENCY_CODES.toLowerCase()}|euros?|dollars?|円|руб.*)$`,
  'u',
);

/** Searches one text for figures, however they are written, and whatever stands in them that nobody sees. */
export class FigureSearch {
  private readonly figures: Figures;
  private readonly views: readonly View[];
  /** The text as it stands. */
  private readonly source: View;
  /** The text as it is seen, if something in it cannot be. */
  private readonly seen: SeenView | null;
  private readonly digits: NumbersInDigits;
  private readonly known = new Set<string>();

  constructor(text: string, figures: Figures) {
    this.figures = figures;
    const { wanted } = figures;
    const visible = visibleText(text);
    this.source = { text, words: new NumbersInWords(text, wanted) };
    this.digits = new NumbersInDigits(text, wanted);
    this.seen = visible && {
      text: visible.text,
      visible,
      words: new NumbersInWords(visible.text, wanted),
    };
    this.views = this.seen ? [this.source, this.seen] : [this.source];
  }

  /** Finds all of them, and takes long. */
  *everywhere(): Iterable<FoundFigure> {
    for (const view of this.views) yield* this.among(numbersIn(view.text), view);
  }

  /**
   * Finds those that are written in digits, of whatever script, together with `rest`.
   *
   * @param last - a place that `digitTable` tells of: to be called for each, in their order.
   */
  inDigits(last: number): Iterable<FoundFigure> {
    return this.among(this.digits.at(last), this.source);
  }

  /** To be asked at the end. */
  *rest(): Iterable<FoundFigure> {
    const { seen, source } = this;
    yield* this.among(this.digits.inKanji(), source);
    if (!seen) return;
    // Elsewhere a number reads as it does in the source.
    for (const part of partsAround(seen.visible.seams, seen.text))
      yield* this.among(wantedNumbersIn(seen.text, this.figures.wanted, part), seen);
  }

  /**
   * Finds one in words.
   *
   * @param size - of a word of `NUMBER_STARTS`. If all places where such a word may stand are asked
   *   for, in the order of their ends, no figure in words is missed.
   * @param last - offset of its last letter.
   */
  inWords(size: number, last: number): Iterable<FoundFigure> {
    const found: FoundFigure[] = [];
    for (const view of this.views) {
      const end = (view.visible ? view.visible.offsetOf(last) : last) + 1;
      const numbers = view.words.at(end - size, end);
      if (numbers.length === 0) continue;
      for (const each of this.among(numbers, view)) found.push(each);
    }
    return found;
  }

  private *among(numbers: Iterable<ReadNumber>, { text, visible }: View): Iterable<FoundFigure> {
    for (const number of numbers)
      for (const { figure, severity } of equalTo(number, text, this.figures)) {
        const start = visible ? visible.sourceAt(number.start) : number.start;
        const end = visible ? visible.sourceAt(number.end - 1) + 1 : number.end;
        const name = `${figure.term.id} ${start} ${end}`;
        if (visible && this.known.has(name)) continue;
        this.known.add(name);
        yield { figure, start, end, severity };
      }
  }
}

/** A text as it stands, or as it is seen. */
interface View {
  readonly text: string;
  readonly visible?: VisibleText;
  readonly words: NumbersInWords;
}

interface SeenView extends View {
  readonly visible: VisibleText;
}

/** So much of what stands beside a share tells whether it is one of a style sheet. */
const AROUND = 60;
/** More than is ever looked at on either side of a number, to see what it means: see `isBeside`. */
const REACH = 64;

/** @returns the parts of a text in which a number may mean something else by what was left out at the seams. */
function partsAround(seams: readonly number[], text: string): readonly Part[] {
  const parts: Part[] = [];
  for (const seam of seams) {
    const last = parts.at(-1);
    if (last && seam + REACH <= last.to) continue;
    const part = withWholeNumbers(text, { from: seam - REACH, to: seam + REACH });
    if (last && part.from <= last.to) parts[parts.length - 1] = { from: last.from, to: part.to };
    else parts.push(part);
  }
  return parts;
}

function* equalTo(
  number: ReadNumber,
  text: string,
  figures: Figures,
): Iterable<Pick<FoundFigure, 'figure' | 'severity'>> {
  for (const figure of figures.byDigits.get(digitsOf(number.key)) ?? []) {
    const severity = compare(figure, number, text);
    if (severity) yield { figure, severity: figure.isDoubt ? 'warning' : severity };
  }
}

/** Figures by the digits that they keep in every notation. */
export interface Figures {
  readonly byDigits: ReadonlyMap<string, readonly Figure[]>;
  /** The same digits, to be told in no time. */
  readonly wanted: WantedDigits;
}

/** Prepares figures for the search. */
export function figureIndex(figures: readonly Figure[]): Figures {
  const byDigits = Map.groupBy(figures, ({ key }) => digitsOf(key));
  return { byDigits, wanted: wantedDigits(byDigits.keys()) };
}

function compare(figure: Figure, number: ReadNumber, text: string): Severity | null {
  if (figure.unit === 'percent') return comparePercent(figure, number, text);
  const isPath = () => isInPathData(text, number.start, number.end);
  if (isMeasuredAlike(figure, number))
    return isPath() ? null : isOfStyle(number, text) ? 'warning' : 'error';
  if (figure.key !== number.key || number.isPart) return null;
  // Ten percent are no ten minutes, and ten euros no ten shops.
  const isOfSomething = figure.unit === null && (figure.measure !== null || figure.beside !== '');
  if (isOfSomething && number.unit !== null) return null;
  const isBare = figure.unit === 'money' && number.unit !== 'money';
  if (isBare && Number(figure.key) < 1000) return null;
  if (number.unit === null && isPath()) return null;
  if (isBare && isRoundSum(figure.key)) return 'warning';
  if (isBeside(figure, number, text)) return 'error';
  return figure.isRound ? 'warning' : null;
}

/** Without its currency it may be a size, or a time: 1500, `1m`. */
function isRoundSum(key: string): boolean {
  const { length } = digitsOf(key);
  return length === 1 || (length === 2 && Number(key) < MANY);
}

/** `340 ms`, `340ms`, `0.34 seconds`. */
function isMeasuredAlike(figure: Figure, number: ReadNumber): boolean {
  if (!figure.measure || figure.measure.base !== number.measure?.base) return false;
  const { scale } = number.measure;
  return times(figure.key, figure.measure.scale) === times(number.key, scale);
}

/** How long something moves on a page, how large a picture is, and for which screen: `fa-2x`, `image@2x.png`, `b.png 2x`. */
function isOfStyle({ start, end }: ReadNumber, text: string): boolean {
  const before = text.slice(Math.max(0, start - 240), start);
  return (
    /(?:transition|animation|duration|delay|will-change)[\w-]*["']?\s*:[^;{}\n]*$/i.test(before) ||
    (/^x/i.test(text.slice(end, end + 1)) &&
      /(?:@|\p{L}-|(?:\.\w{2,5}["']?\)?|["']\)?)\s)$/u.test(before))
  );
}

/** Where in style sheets a share stands: in a step of an animation, the value of a property, a function. */
const SIZE = String.raw`(?:[\d.]+[a-z%]*|auto|none|center|left|right|top|bottom)`;
const STEP = /^\s*%(?:\s*,\s*[\d.]+%)*\s*\{/;
const PROPERTY = new RegExp(String.raw`[a-z-]:\s*(?:${SIZE}[\s,/]+)*$`);
const END_OF_PROPERTY = new RegExp(String.raw`^%(?:[\s,/]+${SIZE})*\s*[;}]`);
const IN_FUNCTION = /[a-z]\([^()"'<>\n]*$/;

/** `42 %`; and `0.42`, if it stands among words. */
function comparePercent(figure: Figure, number: ReadNumber, text: string): Severity | null {
  const before = text.slice(Math.max(0, number.start - AROUND), number.start);
  const after = text.slice(number.end, number.end + AROUND);
  if (number.unit === 'percent' && number.key === figure.key) {
    if (STEP.test(after)) return null;
    const isProperty = PROPERTY.test(before) && END_OF_PROPERTY.test(after);
    return isProperty || IN_FUNCTION.test(before) ? 'warning' : 'error';
  }
  const [digits = '', exponent = '0'] = figure.key.split('e');
  const isRatio = number.unit === null && number.key === `${digits}e${Number(exponent) - 2}`;
  return isRatio && /\p{L}{2,}\s$/u.test(before) && /^(?:\s|[.,]\s|$)/.test(after)
    ? 'warning'
    : null;
}

/** What data calls a number. */
const NAME_BEFORE = /([\p{L}_-]{2,40})["')\]]{0,2}\s{0,8}[:=|]\s{0,8}["']?$/u;
/** A shorter word is a part of a program as well. */
const LEAST_BESIDE = 4;

/** What ends a sentence: the next one speaks of something else. */
const END_OF_SENTENCE = /[.!?]\s|。/u;

function isBeside(figure: Figure, { start, end }: ReadNumber, text: string): boolean {
  const { beside, measure } = figure;
  if (beside === '') return true;
  // A month or a day of a date counts nothing.
  if (/\d-$/.test(text.slice(Math.max(0, start - 2), start))) return false;
  const [ending = ''] = text.slice(end, end + 40).split(END_OF_SENTENCE, 1);
  const beginning =
    text
      .slice(Math.max(0, start - 40), start)
      .split(END_OF_SENTENCE)
      .at(-1) ?? '';
  const after = plainWords(ending).slice(0, 3);
  const before = plainWords(beginning).slice(-3);
  const words = [...before, ...after, after.slice(0, 2).join('')];
  if (!measure) return words.some(isLike(beside));
  if (isNamedFor(measure, text, start)) return true;
  // `times(3)` is a call, and one near a year is not twelve months.
  if (measure.base === 'times' || figure.isDoubt) return false;
  return words.some((word) => word.length >= LEAST_BESIDE && isCalled(word, measure));
}

/** Whether data is named so, shortly as well, as parts of programs are: `"latencyMs": 340`, `p95 (ms): 340`. */
function isNamedFor(measure: Measure, text: string, start: number): boolean {
  const name = NAME_BEFORE.exec(text.slice(Math.max(0, start - 40), start))?.[1] ?? '';
  const last = name.split(/(?<=\p{Ll})(?=\p{Lu})|[_-]/u).at(-1) ?? '';
  return last.length > 1 && isCalled(last.toLowerCase(), measure);
}

function isCalled(word: string, { base, scale }: Measure): boolean {
  const measure = measureCalled(word);
  return measure?.base === base && measure.scale === scale;
}

function isLike(beside: string): (word: string) => boolean {
  // Their endings may differ: `boxes` beside `box`.
  const stem = beside.slice(0, 4);
  if (stem.length < 3 && !isUnspaced(stem)) return (word) => word === stem;
  // Where no spaces are, another may stand before it: `512の店舗`.
  return isUnspaced(stem) ? (word) => word.includes(stem) : (word) => word.startsWith(stem);
}

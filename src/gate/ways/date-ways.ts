import { inKanji, inKanjiByPlaces } from '../figures/number-words.ts';
import { MONTH_NAMES } from '../languages/months.ts';
import type { WrittenDate } from '../languages/written-date.ts';
import type { Around, Forms, Way } from './way.ts';

/** A date in words and digits, in every order: English, German, Russian and Japanese. */
export function dateWays(date: WrittenDate): Iterable<Way> {
  if (date.kind === 'day') return dayWays(date);
  return date.kind === 'month' ? monthWays(date) : partWays(date);
}

function* dayWays({ day, month, year }: Extract<WrittenDate, { kind: 'day' }>): Iterable<Way> {
  const names = MONTH_NAMES[month - 1] ?? [];
  const days = [...inDigits(day), ordinal(day), ordinalWord(day)];
  const japanese = [counted(month, '月'), counted(day, '日')];
  const orders: readonly Forms[] = [
    [days, names],
    [days, ['of', 'го'], names],
    [names, days],
    [names, ['the'], days],
  ];
  if (year === null) {
    for (const words of [...orders, japanese]) yield { words, isApart: true };
    return;
  }
  const years = [String(year)];
  for (const words of orders) yield { words: [...words, years] };
  yield { words: [years, names, days] };
  yield { words: [japaneseYears(year), ...japanese] };
  const [dayFirst, monthFirst] = [
    [inDigits(day), inDigits(month)],
    [inDigits(month), inDigits(day)],
  ];
  const short = [String(year).slice(2)];
  for (const words of [dayFirst, monthFirst]) {
    yield { words: [...words, years], isOther: isNoNumericDate };
    yield { words: [...words, short], ...WITH_A_SHORT_YEAR };
  }
  yield { words: [years, ...monthFirst], isOther: isNoNumericDate };
  yield { words: [short, ...monthFirst], ...WITH_A_SHORT_YEAR };
  for (const words of [...orders, japanese]) yield { words, ...WITHOUT_YEAR };
}

const WITH_A_SHORT_YEAR = {
  how: 'with a short year',
  severity: 'warning',
  isApart: true,
  isOther: isNoNumericDate,
} as const;
const WITHOUT_YEAR = {
  how: 'without its year',
  severity: 'warning',
  isApart: true,
  isOther: isOfOtherYear,
} as const;

function* monthWays({ month, year }: Extract<WrittenDate, { kind: 'month' }>): Iterable<Way> {
  const names = MONTH_NAMES[month - 1] ?? [];
  const years = [String(year)];
  for (const words of [
    [names, years],
    [names, ['of'], years],
    [years, names],
  ])
    yield { words };
  yield { words: [japaneseYears(year), counted(month, '月')] };
  for (const words of [
    [years, inDigits(month)],
    [inDigits(month), years],
  ])
    yield { words, isApart: true, isOther: isNoNumericDate };
}

const ROMAN = ['i', 'ii', 'iii', 'iv'];
const RUSSIAN_ORDINALS = ['перв', 'втор', 'трет', 'четверт'];
const RUSSIAN_ENDINGS = ['ый', 'ого', 'ом', 'ое', 'ой', 'ий', 'ьего', 'ьем'];

function* partWays({
  kind,
  number,
  year,
}: Exclude<WrittenDate, { kind: 'day' | 'month' }>): Iterable<Way> {
  const isQuarter = kind === 'quarter';
  const letter = isQuarter ? 'q' : 'h';
  const years = [String(year), `fy${year}`];
  const short = String(year).slice(2);
  for (const name of [
    [[letter], [String(number)]],
    [[String(number)], [letter]],
  ]) {
    yield { words: [...name, years], isOther: isMarkup };
    yield { words: [...name, [short, `fy${short}`]], isOther: isPathData };
    yield { words: [years, ...name], isOther: isMarkup };
  }
  const english = [ordinal(number), ordinalWord(number)];
  const name = [isQuarter ? 'quarter' : 'half'];
  yield { words: [english, name, years] };
  yield { words: [english, name, ['of'], years] };
  const stem = RUSSIAN_ORDINALS[number - 1] ?? '';
  const russian = [
    String(number),
    ROMAN[number - 1] ?? '',
    ...RUSSIAN_ENDINGS.map((ending) => stem + ending),
  ];
  const called = isQuarter
    ? ['квартал', 'квартала', 'квартале', 'кв']
    : ['полугодие', 'полугодия', 'полугодии'];
  yield { words: [russian, called, years] };
  yield { words: [[String(number)], ['й', 'м', 'го', 'е'], called, years] };
  const parts = isQuarter ? ['四半期'] : ['半期'];
  const japanese = [String(number), inKanji(number)].flatMap((each) =>
    parts.flatMap((part) => [each + part, `第${each}${part}`]),
  );
  if (!isQuarter) japanese.push(number === 1 ? '上半期' : '下半期', number === 1 ? '上期' : '下期');
  yield { words: [japaneseYears(year).flatMap((each) => [each, `${each}度`]), japanese] };
}

function inDigits(number: number): readonly string[] {
  return [...new Set([String(number).padStart(2, '0'), String(number)])];
}

function ordinal(number: number): string {
  const isTeen = number > 10 && number < 14;
  return number + ((!isTeen && ['th', 'st', 'nd', 'rd'][number % 10]) || 'th');
}

const ORDINALS =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth';

/** @param number - from 1 to 31. */
function ordinalWord(number: number): string {
  const words = ORDINALS.split(' ');
  if (number <= 20) return words[number - 1] ?? '';
  return number === 30
    ? 'thirtieth'
    : (number > 30 ? 'thirty' : 'twenty') + ordinalWord(number % 10);
}

/** `3月`, `03月`, `三月`. */
function counted(number: number, unit: string): readonly string[] {
  return [...inDigits(number), inKanji(number)].map((each) => each + unit);
}

/** The year before the first one of the era. */
const REIWA = 2018;

function japaneseYears(year: number): readonly string[] {
  const ofEra = year - REIWA;
  return [
    `${year}年`,
    `${inKanjiByPlaces(year)}年`,
    ...(ofEra > 0 && ofEra < 100 ? [`令和${ofEra}年`, `令和${inKanji(ofEra)}年`] : []),
  ];
}

/** Numbers in a list, or between others: `17, 3, 2027`, `1.17.3.2027`. */
function isNoNumericDate({ before, written, after }: Around): boolean {
  const separators = written
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .split(/\d+/)
    .slice(1, -1);
  const isDate =
    new Set(separators).size <= 1 && /^(?: ?[-./:_‐–−] ?)?$/u.test(separators[0] ?? '');
  return !isDate || /\d[-./:]$/.test(before) || /^[-./:]\d/.test(after);
}

const YEAR_BEFORE = /(?:19|20)\d\d\s?年?[\s,-]{0,3}$/;
const YEAR_BEHIND = /^(?:st|nd|rd|th|\.)?[\s,'’-]{0,3}(?:19|20)\d\d(?!\d)/;

function isOfOtherYear({ before, written, after }: Around): boolean {
  // `you may 1 day`, `= 1] = "MayInclude"`.
  if (/may|[^\p{L}\p{M}\p{N}\p{Cf}\s.,'’‐‑-]/u.test(written) || /^[\p{L}_]/u.test(after))
    return true;
  return YEAR_BEFORE.test(before) || YEAR_BEHIND.test(after);
}

/** A year in a heading: `<h2>2027`. */
function isMarkup({ before, written }: Around): boolean {
  return /[<>]/.test(written) || /[</]$/.test(before);
}

/** `M27 3q27 5`. */
function isPathData(around: Around): boolean {
  const { before, written, after } = around;
  if (isMarkup(around) || !/\p{Lu}/u.test(written)) return true;
  return /[\d,] ?$/.test(before) || /^[ ,-]*\d/.test(after);
}

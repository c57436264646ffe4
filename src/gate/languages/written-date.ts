import { plainWords } from '../needle.ts';
import { datesIn } from './days-in-text.ts';
import { ANY_MONTH, monthCalled } from './months.ts';

/** A day, a month, or a quarter or half of a year. */
export type WrittenDate =
  | {
      readonly kind: 'day';
      readonly day: number;
      readonly month: number;
      readonly year: number | null;
    }
  | { readonly kind: 'month'; readonly month: number; readonly year: number }
  | { readonly kind: 'quarter' | 'half'; readonly number: number; readonly year: number };

/** What may stand beside a date and says nothing. */
const BESIDE = new Set(
  [
    'on by from since until the of am bis ab year',
    'monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun',
    'montag dienstag mittwoch donnerstag freitag samstag sonntag',
    'года году год г с до к',
    '月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日 月 火 水 木 金 土 日',
    'понедельник вторник среда четверг пятница суббота воскресенье',
  ].flatMap((line) => plainWords(line)),
);

/**
 * Reads a date, in English, German, Russian, Japanese or digits.
 *
 * @returns all that it may be, since 03/04 is a day of March to some and of April to others; none if it is
 *   something else, or says more than a date.
 */
export function readDate(writing: string): readonly WrittenDate[] {
  const text = writing.normalize('NFKC').trim();
  const part = partOfYear(text);
  if (part) return [part];
  const [named] = datesIn(text).toSorted((a, b) => b.end - b.start - (a.end - a.start));
  if (!named) return [...dayWithoutYear(text), ...betweenSlashes(text)];
  const around = `${text.slice(0, named.start)} ${text.slice(named.end)}`;
  if (plainWords(around).some((word) => !BESIDE.has(word))) return [];
  const [year = 0, month = 0, day] = named.date.split('-').map(Number);
  return day === undefined ? [{ kind: 'month', month, year }] : [{ kind: 'day', day, month, year }];
}

const DAY_WITHOUT_YEAR = [
  `^(?<day>[0-3]?\\d)(?:st|nd|rd|th|\\.|-?го)?\\s+(?:of\\s+)?(?<name>${ANY_MONTH})\\.?$`,
  `^(?<name>${ANY_MONTH})\\.?\\s+(?<day>[0-3]?\\d)(?:st|nd|rd|th)?$`,
  String.raw`^(?<month>[01]?\d)\s*月\s*(?<day>[0-3]?\d)\s*日$`,
].map((form) => new RegExp(form, 'iu'));

function dayWithoutYear(text: string): readonly WrittenDate[] {
  for (const form of DAY_WITHOUT_YEAR) {
    const { groups } = form.exec(text) ?? {};
    if (!groups) continue;
    const month = Number(groups['month'] ?? monthCalled(groups['name'] ?? ''));
    return dayOf(Number(groups['day']), month, null);
  }
  return [];
}

const YEAR_FIRST = /^((?:19|20)\d\d)[/.]([01]?\d)[/.]([0-3]?\d)$/;

function betweenSlashes(text: string): readonly WrittenDate[] {
  const [, first, second, third] = YEAR_FIRST.exec(text) ?? [];
  if (first) return dayOf(Number(third), Number(second), Number(first));
  const [, one, other, year] =
    /^([0-3]?\d)([-/])([0-3]?\d)\2((?:19|20)\d\d)$/.exec(text)?.toSpliced(2, 1) ?? [];
  if (!one || !other || !year) return [];
  const [before, behind] = [Number(one), Number(other)];
  return [
    ...dayOf(before, behind, Number(year)),
    ...(before === behind ? [] : dayOf(behind, before, Number(year))),
  ];
}

function dayOf(day: number, month: number, year: number | null): readonly WrittenDate[] {
  const isOne = day >= 1 && day <= 31 && month >= 1 && month <= 12;
  return isOne ? [{ kind: 'day', day, month, year }] : [];
}

const YEAR = String.raw`(?:fy\s?)?'?(?<year>(?:19|20)?\d\d)`;
const NUMBER = '(?<number>[1-4]|i{1,3}|iv|[一二三四]|first|second|third|fourth)';
const PARTS = [
  String.raw`^(?<letter>[qh])(?<number>[1-4])[\s/,-]*${YEAR}$`,
  String.raw`^${YEAR}[\s/-]*(?<letter>[qh])(?<number>[1-4])$`,
  String.raw`^(?<number>[1-4])(?<letter>[qh])\s?${YEAR}$`,
  String.raw`^(?:the )?${NUMBER}(?:st|nd|rd|th)? (?<letter>quarter|half)(?: of)? ${YEAR}$`,
  String.raw`^${NUMBER}(?:-?[йе])? (?<letter>квартал|кв\.|полугодие) ${YEAR}(?:\s?(?:г\.?|года))?$`,
  String.raw`^${YEAR}\s?年(?:度)?\s?第?\s?${NUMBER}\s?(?<letter>四半期|半期)$`,
  String.raw`^${YEAR}\s?年(?:度)?\s?(?<number>[上下])半?(?<letter>期)$`,
].map((form) => new RegExp(form, 'iu'));
const NUMBERS: Readonly<Record<string, number>> = {
  ...{ i: 1, ii: 2, iii: 3, iv: 4, 一: 1, 二: 2, 三: 3, 四: 4 },
  ...{ first: 1, second: 2, third: 3, fourth: 4, 上: 1, 下: 2 },
};

/** `Q3 2027`, `H1 2027`, `third quarter of 2027`, `3 квартал 2027`, `2027年第3四半期`. */
function partOfYear(text: string): WrittenDate | null {
  const groups = PARTS.map((form) => form.exec(text)?.groups).find((each) => each !== undefined);
  if (!groups) return null;
  const { letter = '', number = '', year = '' } = groups;
  const kind = /^(?:h|полу|半|期)/i.test(letter) ? 'half' : 'quarter';
  const value = NUMBERS[number.toLowerCase()] ?? Number(number);
  if (kind === 'half' && value > 2) return null;
  return { kind, number: value, year: Number(year.length === 2 ? `20${year}` : year) };
}

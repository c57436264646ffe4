/** What multiplies a number: `k`, `million`, `тыс`, `万`. */
const SCALES: readonly (readonly [words: string, scale: number])[] = [
  ['k keur teur thousand thousands tsd тыс тысяча тысячи тысяч тысячами тысячам 千', 1e3],
  ['万 萬', 1e4],
  ['lakh lakhs', 1e5],
  ['m mn mm mio mln million millions millionen млн миллион миллиона миллионов 百万', 1e6],
  ['crore crores', 1e7],
  ['億', 1e8],
  ['b bn bln mrd billion billions milliarden млрд миллиард миллиарда миллиардов', 1e9],
  ['t tn trillion trillions трлн триллион триллиона триллионов 兆', 1e12],
];

const SCALE_OF: ReadonlyMap<string, number> = new Map(
  SCALES.flatMap(([words, scale]) => words.split(' ').map((word) => [word, scale] as const)),
);

/** @returns what a word multiplies the number before it with; null if it is no such word. */
export function scaleOf(word: string): number | null {
  return SCALE_OF.get(word) ?? null;
}

const ENGLISH =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen';
const ENGLISH_TENS = 'twenty thirty forty fifty sixty seventy eighty ninety';
const RUSSIAN =
  'ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать';
const RUSSIAN_TENS = 'двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто';
const RUSSIAN_HUNDREDS = 'сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот';

const WORD_VALUES: ReadonlyMap<string, number> = new Map([
  ...valued(ENGLISH, (index) => index),
  ...valued(ENGLISH_TENS, (index) => (index + 2) * 10),
  ...valued(RUSSIAN, (index) => index),
  ...valued(RUSSIAN_TENS, (index) => (index + 2) * 10),
  ...valued(RUSSIAN_HUNDREDS, (index) => (index + 1) * 100),
  // The cases that are written differently enough to matter; in all of them `ь` gives way to `и`.
  ...valued('одна две', (index) => index + 1),
  ...valued(RUSSIAN.replaceAll('ь', 'и'), (index) => index),
  ...valued(RUSSIAN_TENS.replaceAll(/ь(?= |$)/g, 'и'), (index) => (index + 2) * 10),
]);

function valued(words: string, value: (index: number) => number): (readonly [string, number])[] {
  return words.split(' ').map((word, index) => [word, value(index)] as const);
}

/** @returns what number a word says alone; null if it is no number. */
export function wordValue(word: string): number | null {
  return WORD_VALUES.get(word) ?? null;
}

/** Every word that begins or goes on with a number in words, for a search. */
export const NUMBER_WORDS: readonly string[] = [...WORD_VALUES.keys()].filter(
  (word) => word !== 'один' && word !== 'one' && word !== 'одна',
);

const KANJI_DIGITS = '〇一二三四五六七八九';
const KANJI_VARIANTS: Readonly<Record<string, string>> = {
  零: '〇',
  壱: '一',
  壹: '一',
  弐: '二',
  貳: '二',
  参: '三',
  參: '三',
  伍: '五',
  拾: '十',
  佰: '百',
  仟: '千',
  萬: '万',
};
const KANJI_TENS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };
const KANJI_SCALES: Readonly<Record<string, number>> = { 万: 1e4, 億: 1e8, 兆: 1e12 };

/** The letters that numbers in kanji are written with, for a search. */
export const KANJI_NUMERALS = `${KANJI_DIGITS}${Object.keys(KANJI_VARIANTS).join('')}十百千万億兆`;

/**
 * Reads a number in kanji, by places (一二〇) or by tens (百二十万).
 *
 * @returns null if it is none.
 */
export function kanjiValue(text: string): number | null {
  const letters = [...text].map((letter) => KANJI_VARIANTS[letter] ?? letter);
  let total = 0;
  let section = 0;
  let digits = '';
  for (const letter of letters) {
    const digit = KANJI_DIGITS.indexOf(letter);
    if (digit >= 0) digits += digit;
    else if (letter in KANJI_TENS) {
      section += Number(digits || 1) * (KANJI_TENS[letter] ?? 1);
      digits = '';
    } else if (letter in KANJI_SCALES) {
      total += (section + Number(digits || 0) || 1) * (KANJI_SCALES[letter] ?? 1);
      [section, digits] = [0, ''];
    } else return null;
  }
  return total + section + Number(digits || 0);
}

/** @param number - from 1 to 99. */
export function inKanji(number: number): string {
  const [tens, ones] = [Math.floor(number / 10), number % 10];
  const digit = (value: number) => (value > 0 ? KANJI_DIGITS.charAt(value) : '');
  return (tens > 1 ? digit(tens) : '') + (tens > 0 ? '十' : '') + digit(ones);
}

/** `二〇二七` for 2027. */
export function inKanjiByPlaces(number: number): string {
  return [...String(number)].map((digit) => KANJI_DIGITS.charAt(Number(digit))).join('');
}

import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { createMatcher } from '../matcher.ts';
import { verdict } from '../verdict.ts';
import { numbersIn } from './numbers.ts';
import { MAY_BE_INVISIBLE } from './visible-text.ts';

const verdictOn = (figure: string, text: string) => verdict(figure, 'figure', text);

const NOTATIONS = [
  'some 1,200,000 boxes',
  '1.200.000',
  "1'200'000",
  '1 200 000',
  '1\u00A0200\u202F000',
  '12,00,000',
  '1200000',
  '1_200_000',
  '12e5',
  '１２００，０００'.replace('１２００，０００', '１，２００，０００'),
  '１２０万円',
  '120万円',
  '百二十万円',
  '一二〇万',
  '壱百弐拾萬',
  '€1.2m',
  '€ 1,2 Mio.',
  '1.2 million',
  '1.2M',
  '1200k',
  '1,2 млн руб.',
  '1200 тыс.',
  'one point two million',
  'one million two hundred thousand',
  'один миллион двести тысяч',
];

describe('a figure is found in every notation:', () => {
  test.each(NOTATIONS)('%s', (text) => {
    expect(verdictOn('1 200 000', text)).toBe('error');
    expect(verdictOn('€1.2m', text)).toBe('error');
  });

  test.each([
    ['42%', 'by 42 % at once'],
    ['512 tills', 'in five hundred and twelve of its tills'],
    ['42%', 'forty-two percent'],
    ['42%', '42 per cent'],
    ['42%', 'на 42 процента'],
    ['42%', 'сорок два процента'],
    ['42%', '四十二パーセント'],
    ['42 %', '４２％'],
    ['42 %', 'a fall of 42\u2060 % or so'],
    ['1.2 million', 'it was 1.2\u200d\u200b million'],
    ['7 %', '7%'],
    ['3.5 %', '3,5 %'],
    ['€12', 'for € 12'],
    ['42 people', '42 people'],
    ['42 people', 'people: 42'],
    ['1億2000万', '120 million'],
    ['48213', 'no. 48213'],
    ['9 a.m.', 'open from 9 A.M.'],
    ['2 days', 'for two working days'],
    ['30 000 users', 'had 30,000 users'],
    ['30 000 users', '30 тыс. пользователей'],
    ['30 000', 'timeout: 30000'],
    ['48213', 'counted in boxes.48213 of them'],
    ['48213', 'v2,48213'],
    ['512 tills', '5百12 tills'],
    ['38', 'by 38% at once'],
    ['3.57 FTE', '2021,4.1,3.57,2.9'],
    ['48213', '{"counts":[48213,4,7]}'],
    ['48213', '2024,48213'],
    ['48213', '[0.5,2,48213]'],
    ['1 200 000', 'north,2,1200000,7'],
    ['€1.2m', '2024,1.2m,3'],
    ['3.57', 'at 20 C 3.57 were left'],
    ['3.57', 'in phase C 3.57, in phase D 4.1'],
    ['3.57', 'class A: 3.57 and class B: 2.2'],
    ['3.57', '<polygon points="3.57 2.1"/>'],
    ['48213', '合計48213件'],
    ['48213', 'は48,213件、'],
    ['1億2000万円', '年間1億2000万円の'],
    ['50,000', '1日5万個'],
    ['38 %', '約38%削減'],
    ['340 ms', '応答は340ミリ秒'],
    ['512店舗', '全国の店舗は512か所'],
    ['512 stores', '全国512店舗に'],
    ['512 stores', 'в 512 магазинах'],
    ['3倍', '三倍に'],
    ['2時間', '二時間で'],
    ['30 %', '三割の'],
    ['3割', '30%'],
    ['5万人', '約 5 万人'],
    ['340 ms', '340\nms'],
    ['340 ms', '340&thinsp;ms, 340 (ms)'],
    ['340 ms', 'of 340–350 ms'],
    ['340 ms', 'within 340 ± 5 ms'],
    ['340 ms', '{"value":340,"unitText":"ms"}'],
    ['340 ms', '<p data-value="340" data-unit="ms">'],
    ['340 ms', '{"latencyMs":340}'],
    ['340 ms', '| p95 (ms) | 340 |'],
    ['€450', 'EUR450'],
    ['€450', '{"amount":"450","currency":"EUR"}'],
    ['38 %', 'by 38pp'],
    ['38 %', 'на 38 п.п.'],
    ['38 %', '38 (percent)'],
    ['Q3 2024', 'in 2024, Q3'],
    ['340 ms', 'down to 340ms at p95'],
    ['340 ms', '340-ms answers'],
    ['340 ms', 'in 0.34 seconds'],
    ['340 ms', 'за 340 мс'],
    ['340 ms', '340ミリ秒で'],
    ['340 ms', '{"ms": 340}'],
    ['340ms', '340 milliseconds'],
    ['3.5 s', '3,5 секунды'],
    ['12 GB', '12000 MB'],
    ['12 GB', '12ギガバイト'],
    ['14 days', 'a fourteen-day window'],
    ['4x', '4× as fast'],
    ['4x', 'four times'],
    ['4x', 'в 4 раза'],
    ['4x', '4倍に'],
    ['7 people', '7人の'],
    ['1,500 rps', '1.5k requests/s'],
  ])('%s in "%s"', (writing, text) => {
    expect(verdictOn(writing, text)).toBe('error');
  });
});

test.each([
  ['42%', 'a ratio of 0.42 was reached'],
  ['42%', '.bar { width: 42%; }'],
  ['300 ms', 'a { transition: color .1s ease, top .3s }'],
  ['2x', '<img srcset="a.png 1x, b.png 2x">'],
  ['2x', '.fa-2x { }'],
  ['from 340 to 40 ms', 'it took 340ms'],
  ['from 340 to 40 ms', 'now it is 0.04 s'],
  ['2–5 people', '2人で'],
  ['€3m to €4.5m', '4,5 Mio. EUR'],
  ['30 000 users', 'timeout: 30000'],
  ['30 000 users', 'ca. 3万人'],
  ['30 %', '.a { background-size: 30% auto; }'],
  ['30 %', 'a{color:hsl(258, 7%, 30%)}'],
  ['1 млн рублей', 'minute: "1m"'],
  ['$1,500', 'setMaxListeners(1500)'],
])('%s in "%s" is a warning', (writing, text) => {
  expect(verdictOn(writing, text)).toBe('warning');
});

test.each([
  ['1 200 000', '12 000 000'],
  ['1 200 000', '#1200000, v1200000, 1200000x'],
  ['1 200 000', '1.2'],
  ['48213', '148213 and 482130'],
  ['42%', '42 boats'],
  ['42%', 'opacity:.42;'],
  ['42%', '@keyframes a { 42% { top: 0 } }'],
  ['38 %', 'by 1380'],
  ['0.083 %', 'by 83%'],
  ['83 %', '?subject=%E3%83%9F%E3'],
  ['€12', '12 boats'],
  ['42 people', '42 boats'],
  ['1.2', '1.2.0.4'],
  ['7.2 million', 'unicode-range: U+72e5, U+72d8-72e5, u+72e5-72f0'],
  ['48213', '0,48213 of it'],
  ['42 %', '1,42 % more'],
  ['482', '120,482 and 7,120,482'],
  ['512 tills', 'a digest of SHA-512, and 512 bytes'],
  ['3.57 FTE', '<path d="M24.3-23-33c-3.57-2.506-9.374-4.221-14-7 c-4.5 2"/>'],
  ['3.57', '<path d="M 10 3.57 L3.57,9z m3.57 2"/>'],
  ['48213', 'd="M1 1zm48213 0"'],
  ['Q3 2024', 'since 2024'],
  ['12 tills', '5百12 tills'],
  ['340 ms', '340 msgs, 340 s, 34 ms, 340px, 340 miles'],
  ['4x', '4x4, 0x4, 4 xylophones, x:4'],
  ['14 days', '7月14日, 14 daisies'],
  ['10 hours', '<path d="M1 2h3v10h4"/>'],
  ['from 340 to 40 ms', '340 boxes and 40 pages'],
  ['30 min', '30 minimal sites, Math.min(30, a)'],
  ['3倍', '三河と二人三脚'],
  ['2 persons', 'Devices : 2 Persistence : on'],
  // Drawings of PDF, and colours of a terminal.
  ['15 млн ₽', '620 15 d1 2 15 m 349.66666 15 302.33334 l'],
  ['¥3,500万', String.raw`out('\x1b[1;35m' + text)`],
  ['2倍', 'repeat(a).times(2); o=2*(t.times||5)'],
  ['3ヶ月', 'month: `2026-03`'],
  ['10分', '一割の容量と五割の時間'],
  ['30 %', '10%, 30%, 50% { top: 0 }'],
  ['9 a.m.', '9. If any of'],
  ['$5', 'function build$5(options)'],
  ['40 %', 'mailto:a@b.example?subject=Forty%20milliseconds'],
  ['2 days', 'in a couple of days. The two may coexist'],
  ['12 months', 'if (year !== 1) year += 1'],
])('%s is left alone in "%s"', (writing, text) => {
  expect(verdictOn(writing, text)).toBeNull();
});

test('in a table of numbers only a long one says something', () => {
  const table = Array.from({ length: 200 }, (_each, at) => 48_100 + at);
  expect(verdictOn('48213', `[${table}]`)).toBeNull();
  expect(verdictOn('48213', `[${table.slice(100, 140)}]`)).toBe('error');
  expect(verdictOn('1 273 401', `[${table},1273401,${table}]`)).toBe('error');
});

test.prop([
  fc.integer({ min: 1, max: 9_999_999_999 }),
  fc.constantFrom('en', 'de', 'fr', 'ja', 'ru', 'de-CH', 'en-IN'),
])('a number is read as it is written in any country', (value, locale) => {
  const values = [...numbersIn(value.toLocaleString(locale))].map(({ key }) => Number(key));
  expect(values).toContain(value);
});

const terms = ['48213', '€1.2m', '42 %', '512 tills', '0.75'].map((writing, index) => ({
  id: `f${index}`,
  writings: [writing],
  kind: 'figure' as const,
}));
const quick = createMatcher(terms);
const thorough = createMatcher(terms, { isThorough: true });
const digits = fc.string({
  unit: fc.constantFrom(
    ...[..."012345,. %#_'xя𝐇京万億１２0", '48213', '1.2', '12', '42', '512', ' tills', '75'],
    ...['\u200b', '\u0301', 'two', ' million', '-', '€', '百', '二十'],
  ),
  maxLength: 10,
});

test.prop([digits], { numRuns: 10_000 })(
  'numbers are told in passing as by reading all',
  (text) => {
    expect(foundBy(quick, text)).toEqual(foundBy(thorough, text));
  },
);

test.prop([fc.array(digits, { maxLength: 6 }), fc.integer({ min: 30, max: 160 })], {
  numRuns: 3000,
})('what is hidden in one place changes no number far from it', (parts, size) => {
  const text = parts.join('ab '.repeat(size).slice(0, size));
  expect(foundBy(quick, text)).toEqual(foundBy(thorough, text));
});

test('what is told to be seen at once is seen', () => {
  const hidden = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{M}\u007F-\u0084\u0086-\u009F]/u;
  const units = Array.from({ length: 0x10000 }, (_each, unit) => String.fromCharCode(unit));
  const seen = units.filter((unit) => unit.search(MAY_BE_INVISIBLE) < 0);
  expect(seen.length).toBeGreaterThan(40_000);
  expect(seen.filter((unit) => hidden.test(unit) || /[\uD800-\uDFFF]/.test(unit))).toEqual([]);
});

function foundBy(matcher: typeof quick, text: string): readonly string[] {
  const found = new Set<string>();
  matcher.search(
    text,
    () => true,
    ({ term, start, end, severity }) => found.add(`${term.id} ${start} ${end} ${severity}`),
  );
  return [...found].toSorted();
}

test.prop([fc.integer({ min: 1, max: 999_999_999 })])('a number in kanji is read', (value) => {
  expect([...numbersIn(toKanji(value) + '円')].map(({ key }) => Number(key))).toContain(value);
});

/** Digits by places, with 億 and 万: 一億二三四五万六七八九 is how a contract may have it. */
function toKanji(value: number): string {
  const parts = [
    [Math.floor(value / 1e8), '億'],
    [Math.floor(value / 1e4) % 1e4, '万'],
    [value % 1e4, ''],
  ] as const;
  const text = parts
    .filter(([part]) => part > 0)
    .map(
      ([part, scale]) =>
        [...String(part)].map((digit) => '〇一二三四五六七八九'[Number(digit)]).join('') + scale,
    )
    .join('');
  // One kanji alone is a word rather than a number.
  return text.length === 1 ? `〇${text}` : text;
}

import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { verdict } from '../verdict.ts';

const day = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2089-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const writing = fc
  .tuple(
    fc.constantFrom('en-GB', 'en-US', 'de', 'ru', 'ja'),
    fc.constantFrom('full', 'long', 'medium'),
  )
  .map(([locale, dateStyle]) => new Intl.DateTimeFormat(locale, { dateStyle, timeZone: 'UTC' }));

test.prop([day, writing])('whatever day, it is found as people write it', (date, format) => {
  expect(verdict(date, 'figure', `on ${format.format(new Date(date))}.`)).toBe('error');
});

test.prop([day, writing, fc.constantFrom('figure', 'word', 'name')])(
  'it may be given as people write it',
  (date, format, kind) => {
    const written = format.format(new Date(date));
    for (const text of [date, date.replaceAll('-', ''), date.split('-').toReversed().join('.')])
      expect(verdict(written, kind, text), text).toBe('error');
  },
);

test.prop([day, day, writing])('another day is none', (one, other, format) => {
  // 03/04 is a day of March to some and of April to others.
  const parts = (date: string) => date.split('-').toSorted().join();
  fc.pre(parts(one) !== parts(other));
  expect(verdict(one, 'figure', `on ${format.format(new Date(other))}.`)).toBeNull();
});

describe('17 March 2027', () => {
  test.each([
    ['March 17th, 2027', 'error'],
    ['the seventeenth of March 2027', 'error'],
    ['am 17. März 2027', 'error'],
    ['17-го марта 2027 года', 'error'],
    ['令和9年3月17日', 'error'],
    ['二〇二七年三月十七日', 'error'],
    ['２０２７／０３／１７', 'error'],
    ['3/17/2027', 'error'],
    ['17/03/2027', 'error'],
    ['release-2027_03_17.zip', 'error'],
    ['2027-03-17T09:00:00Z', 'error'],
    ['2027:03:17 10:00:00', 'error'],
    ['17.03.27', 'warning'],
    ['on March 17', 'warning'],
    ['17 марта', 'warning'],
    ['3月17日', 'warning'],
    ['March 17, 2026', null],
    ['2026年3月17日', null],
    ['M17 3 27', null],
    ['[17, 3, 2027]', null],
    ['1.17.3.2027', null],
    ['117 March 2027', null],
    ['17 Marchand 2027', null],
  ])('in %s: %s', (text, expected) => {
    expect(verdict('17 March 2027', 'figure', text)).toBe(expected);
  });
});

test.each([
  ['March 2027', 'in Mar 2027', 'error'],
  ['March 2027', '2027年3月', 'error'],
  ['March 2027', '03/2027', 'error'],
  ['March 2027', '2027-03', 'error'],
  ['March 2027', '202703', null],
  ['март 2027', 'в марте 2027 года', 'error'],
  ['17 March', 'March 17, 2026', 'error'],
  ['17 March', '3月17日', 'error'],
  ['1 May', 'you may 1 day', 'error'],
  ['1 May 2027', 'you may 1 day', null],
  ['Q3 2027', 'the third quarter of 2027', 'error'],
  ['Q3 2027', 'Q3 FY27', 'error'],
  ['Q3 2027', 'в третьем квартале 2027 года', 'error'],
  ['Q3 2027', 'III квартал 2027', 'error'],
  ['Q3 2027', '2027年度第3四半期', 'error'],
  ['Q3 2027', 'M27 3q27 5', null],
  ['3 квартал 2027', '2027-Q3', 'error'],
  ['2027年下期', 'H2 2027', 'error'],
  ['H2 2027', '<h2>2027</h2>', null],
])('%s in %s: %s', (date, text, expected) => {
  expect(verdict(date, 'figure', text)).toBe(expected);
});

test('somebody may be called like a month', () => {
  expect(verdict('April May', 'person', 'April May')).toBe('error');
  expect(verdict('Apollo 17', 'word', 'Apollo 17')).toBe('error');
});

import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import {
  formatDay,
  formatMoment,
  formatMonth,
  formatPeriod,
  formatYears,
  instantOf,
  languageName,
} from './dates.ts';

const ZONES = [
  'Europe/Berlin',
  'Asia/Tokyo',
  'America/New_York',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'UTC',
];

function localTime(instant: Date, zone: string): string {
  const text = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(instant);
  return text.replace(' ', 'T');
}

test.prop([
  fc.date({ min: new Date('1990-01-01'), max: new Date('2045-01-01'), noInvalidDate: true }),
  fc.constantFrom(...ZONES),
])(
  'an instant, written as a clock shows it and read again, shows the same clock',
  (instant, zone) => {
    const local = localTime(instant, zone);
    expect(localTime(instantOf(local, zone), zone)).toBe(local);
  },
);

describe('a change of summer time', () => {
  test('a time that comes twice is the first', () => {
    expect(instantOf('2026-10-25T02:30', 'Europe/Berlin').toISOString()).toBe(
      '2026-10-25T00:30:00.000Z',
    );
  });

  test('a time that never comes counts from before', () => {
    expect(instantOf('2026-03-29T02:30', 'Europe/Berlin').toISOString()).toBe(
      '2026-03-29T01:30:00.000Z',
    );
  });
});

test('months, days and periods are written as each language writes them', () => {
  expect(formatMonth('2026-03', 'en')).toBe('March 2026');
  expect(formatMonth('2026-03', 'ja')).toBe('2026年3月');
  expect(formatMonth('2026-03', 'ru')).toBe('март 2026');
  expect(formatDay('2027-02-09', 'ru')).toBe('9 февраля 2027');
  expect(formatPeriod('2025-09', undefined, 'en')).toBe('September 2025 – today');
  expect(formatPeriod('2025-09', '2025-09', 'ja')).toBe('2025年9月');
  expect(formatPeriod('2024-02', '2025-05', 'ja')).toBe('2024年2月〜2025年5月');
  expect(formatYears('2019', undefined, 'ja')).toBe('2019〜現在');
});

test('languages are named in the language of the page', () => {
  expect(languageName('ja', 'ru')).toBe('японский');
});

test.each([
  ['en', 'Thursday, February 18, 2027 at\u00a013:20'],
  ['ja', '2027年2月18日木曜日 13:20'],
  ['ru', 'четверг, 18 февраля 2027 в\u00a013:20'],
] as const)('a moment in %s keeps its time in one line', (locale, text) => {
  expect(formatMoment('2027-02-18T13:20', locale)).toBe(text);
});

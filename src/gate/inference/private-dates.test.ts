import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { datesIn } from '../languages/days-in-text.ts';
import { findPrivateDates } from './private-dates.ts';
import { evidenceOf, knownWork } from './small-evidence.ts';

const dates = (text: string) => datesIn(text).map(({ date }) => date);

test.each([
  ['2026-07-14', ['2026-07-14']],
  ['from 2026-07 to 2026-09', ['2026-07', '2026-09']],
  ['20260714T090000Z', ['2026-07-14']],
  ['2026年7月14日と2026年9月', ['2026-07-14', '2026-09']],
  ['14 July 2026, on the 3rd of May 2025', ['2026-07-14', '2025-05-03']],
  ['July 14, 2026', ['2026-07-14']],
  ['until July 2026', ['2026-07']],
  ['Tue, 14 Jul 2026 09:00:00 GMT', ['2026-07-14']],
  ['14 июля 2026 года, май 2025', ['2026-07-14', '2025-05']],
  ['14.07.2026', ['2026-07-14']],
  ['version 1.07.2026.3, 2026-13, July, 120260714', []],
])('%s', (text, expected) => {
  expect(dates(text)).toEqual(expected);
});

const day = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2089-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

test.prop([day, fc.constantFrom('en-GB', 'en-US', 'ru', 'ja')])(
  'whatever day, a date is read as people write it',
  (date, locale) => {
    const written = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
    expect(dates(written.format(new Date(date)))).toContain(date);
  },
);

const works = [
  knownWork('', {
    id: 'sealed-1',
    state: 'sealed',
    period: { started: '2025-09', ended: '2026-07' },
    privateDays: ['2027-03-15', '2025-08-21', '2025-01-01'],
  }),
  knownWork('ports', { period: { started: '2023-02', ended: '2023-11' } }),
  knownWork('a-talk', { period: null, publicDays: ['2027-04-22'] }),
];
const found = (text: string, file = 'about/index.html', known = works) =>
  findPrivateDates(evidenceOf({ [file]: `<p>${text}</p>` }, known)).map(({ work }) => work.id);

describe('a date of a sealed work', () => {
  test.each([
    ['the day it opens', 'Come back on 15 March 2027.'],
    ['in Japanese', '2027年3月15日に公開します。'],
    ['the day its agreement was signed', 'Signed 2025-08-21.'],
    ['its first and last month', 'Away from September 2025 to July 2026.'],
    ['one of them beside an engagement', 'Booked by a client until July 2026.'],
    ['in Russian', 'Занята на проекте до июля 2026.'],
  ])('%s', (_name, text) => {
    expect(found(text)).toEqual(['sealed-1']);
  });

  test('in a feed, a calendar and a map of the site', () => {
    for (const [file, text] of [
      ['sitemap.xml', '<?xml version="1.0"?><lastmod>2027-03-15</lastmod>'],
      ['rss.xml', '<?xml version="1.0"?><pubDate>Mon, 15 Mar 2027 00:00:00 GMT</pubDate>'],
      ['a.ics', 'BEGIN:VCALENDAR\r\nDTSTART:20270315T090000Z'],
      ['a.json', '{"opens":"2027-03-15"}'],
      ['a.html', '<time datetime="2027-03-15">soon</time>'],
    ] as const)
      expect(findPrivateDates(evidenceOf({ [file]: text }, works)), file).toHaveLength(1);
  });

  test.each([
    ['a month alone', 'Helsinki, July 2026.'],
    ['another day', 'A client wrote on 16 March 2027.'],
    ['New Year’s Day', 'For example 2025-01-01.'],
    ['the year alone', 'A project from 2025 to 2026.'],
  ])('is not %s', (_name, text) => {
    expect(found(text)).toEqual([]);
  });

  test('is none if something public falls on it', () => {
    const busy = [
      ...works,
      knownWork('twin', {
        period: { started: '2025-09', ended: '2026-07' },
        publicDays: ['2027-03-15'],
      }),
    ];
    for (const text of ['On 15 March 2027', 'A project from 2025-09 to 2026-07'])
      expect(found(text, 'index.html', busy)).toEqual([]);
  });

  test('is none where a public work speaks of its own time', () => {
    expect(found('The client paid in July 2026.', 'work/ports/index.html')).toEqual([]);
  });
});

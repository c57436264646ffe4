import { fc, test } from '@fast-check/vitest';
import ICAL from 'ical.js';
import { describe, expect } from 'vitest';
import { Agreement } from '../schemas/agreement.ts';
import { Profile } from '../schemas/profile.ts';
import { agreementCalendar, agreementEvents } from './agreement-calendar.ts';
import type { AgreementEvent } from './agreement-calendar.ts';

const agreement = Agreement.parse({
  id: 'agr-2345',
  client: { name: { en: 'Quorvexil' }, description: { en: 'a shipping company' } },
  signed: '2024-01-01',
  timezone: 'Europe/Berlin',
  schedule: [{ from: '2024-01-01', level: 'named', consent: 'required' }],
  permits: [],
  consents: [
    {
      id: 'c1',
      by: 'them',
      on: '2025-01-01',
      until: '2026-08-31',
      works: 'all',
      level: 'named',
      evidence: { what: 'a letter', sha256: 'a'.repeat(64) },
    },
  ],
  followUp: { on: '2026-01-31', everyMonths: 9, about: 'a reference; and how they are' },
  shares: { level: 'named', from: '2026-01-01', until: '2026-09-30' },
});
const profile = Profile.parse({
  name: { en: 'Ada' },
  tagline: { en: 'Engineer' },
  about: { en: 'Builds.' },
  site: 'https://ada.example',
  locale: 'en',
  email: 'ada@ada.example',
  timezone: 'Europe/Helsinki',
});
const portfolio = {
  profile,
  profilePath: '',
  agreements: new Map([[agreement.id, agreement]]),
  studies: [],
  talks: [],
  retractions: new Map(),
};

const now = new Date('2026-06-01T12:00:00Z');
const write = (events: readonly AgreementEvent[]) =>
  agreementCalendar(events, { host: 'ada.example', now });
const read = (text: string) =>
  new ICAL.Component(ICAL.parse(text))
    .getAllSubcomponents('vevent')
    .map((each) => ({ event: new ICAL.Event(each), alarm: each.getFirstSubcomponent('valarm') }));

const dates = {
  portfolio,
  asOf: { day: '2026-06-01' },
  label: (id: string) => id,
  nameOf: (name: string) => name,
  idOf: (name: string) => name,
  hasTopics: false,
  exceptions: [{ finding: '0123456789abcdef', until: '2026-12-31' }],
};

describe('the calendar', () => {
  test('holds ends of consents and exceptions, and calls, each with a reminder', () => {
    const found = read(write(agreementEvents(dates))).map(({ event, alarm }) => ({
      uid: event.uid,
      day: event.startDate.toString(),
      summary: event.summary,
      isWholeDay: event.startDate.isDate,
      reminder: String(alarm?.getFirstPropertyValue('trigger')),
    }));
    expect(found).toEqual([
      {
        uid: 'consent-agr-2345-c1@ada.example',
        day: '2026-08-31',
        summary: 'agr-2345: consent c1 ends',
        isWholeDay: true,
        reminder: '-P30D',
      },
      {
        uid: 'shares-agr-2345@ada.example',
        day: '2026-09-30',
        summary: 'agr-2345: sealed copies end',
        isWholeDay: true,
        reminder: '-P30D',
      },
      {
        uid: 'call-agr-2345-2026-10-31@ada.example',
        day: '2026-10-31',
        summary: 'Call agr-2345',
        isWholeDay: true,
        reminder: 'PT0S',
      },
      expect.objectContaining({ day: '2027-07-31', summary: 'Call agr-2345' }),
      expect.objectContaining({ day: '2028-04-30', summary: 'Call agr-2345' }),
      {
        uid: 'exception-0123456789abcdef@ada.example',
        day: '2026-12-31',
        summary: 'Exception 0123456789abcdef ends',
        isWholeDay: true,
        reminder: '-P7D',
      },
    ]);
  });

  test('names no client unless it is told to', () => {
    const veiled = {
      ...dates,
      nameOf: () => '▇▇▇',
      idOf: () => 'f00d',
    };
    const text = write(agreementEvents(veiled));
    expect(text).not.toMatch(/Quorvexil|\bc1\b|a reference/);
    expect(text).toContain('UID:consent-agr-2345-f00d@ada.example');
    expect(write(agreementEvents({ ...dates, hasTopics: true }))).toContain('a reference\\; and');
    const named = { ...dates, label: () => 'Quorvexil, Ltd; of "Ålesund"' };
    const [first] = read(write(agreementEvents(named)));
    expect(first?.event.summary).toBe('Quorvexil, Ltd; of "Ålesund": consent c1 ends');
  });

  test('leaves out what is past', () => {
    const late = { ...dates, asOf: { day: '2030-01-01' } };
    expect(agreementEvents(late).map(({ uid }) => uid)).toEqual(
      ['2030-07-31', '2031-04-30'].map((each) => `call-agr-2345-${each}`),
    );
  });
});

test.prop([fc.string({ unit: 'binary', maxLength: 200 })])('any text survives', (text) => {
  const lines = text.replaceAll('\t', ' ').toWellFormed();
  const kept = lines.replace(/\r\n?/g, '\n').replace(/(?!\n)\p{Cc}/gu, ' ');
  const event = {
    uid: 'a',
    day: '2026-01-01',
    summary: lines,
    description: '',

    reminderDays: 1,
  };
  const written = write([event]);
  for (const line of written.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(read(written)[0]?.event.summary ?? '').toBe(kept);
});

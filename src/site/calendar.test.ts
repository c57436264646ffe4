import { fc, test } from '@fast-check/vitest';
import ICAL from 'ical.js';
import { describe, expect } from 'vitest';
import type { Delivery } from '../schemas/talk.ts';
import { calendar } from './calendar.ts';
import { instantOf } from './dates.ts';

const delivery: Delivery = {
  id: 'berlin-2027',
  event: { name: 'Some; Conference, with \\ signs' },
  status: 'scheduled',
  revision: 0,
  starts: '2027-05-20T10:30',
  timezone: 'Europe/Berlin',
  minutes: 40,
  language: 'en',
  place: { venue: 'Hall 1', city: 'Berlin', country: 'DE' },
};

function events(text: string): ICAL.Event[] {
  const root = new ICAL.Component(ICAL.parse(text));
  return root.getAllSubcomponents('vevent').map((each) => new ICAL.Event(each));
}

function one(title: string, changes: Partial<Delivery> = {}): string {
  const entry = {
    talk: 'a-talk',
    title,
    summary: 'line one\nline two',
    delivery: { ...delivery, ...changes },
    url: 'https://a.example/talks/a-talk/',
  };
  return calendar('Talks', [entry], 'a.example');
}

test('another reader finds the same event', () => {
  const [event] = events(one('A talk'));
  expect(event?.uid).toBe('a-talk.berlin-2027@a.example');
  expect(event?.summary).toBe('A talk (Some; Conference, with \\ signs)');
  expect(event?.description).toBe('line one\nline two');
  expect(event?.startDate.toJSDate().toISOString()).toBe('2027-05-20T08:30:00.000Z');
  expect(event?.duration.toSeconds()).toBe(40 * 60);
});

test.prop([fc.string({ unit: 'grapheme' }).filter((text) => !/[\u0000-\u001F\u007F]/.test(text))])(
  'any title survives, in lines of at most 75 octets that end in CRLF',
  (title) => {
    const text = one(title);
    const [event] = events(text);
    expect(event?.summary).toBe(`${title} (Some; Conference, with \\ signs)`);
    for (const line of text.split('\r\n'))
      expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
    expect(text.replaceAll('\r\n', '')).not.toContain('\n');
  },
);

const ZONES =
  'Europe/Berlin Asia/Tokyo America/Sao_Paulo Australia/Lord_Howe Asia/Kathmandu America/St_Johns Africa/Casablanca UTC'.split(
    ' ',
  );
const minute = fc.date({
  min: new Date('2020-01-01T00:00:00Z'),
  max: new Date('2034-01-01T00:00:00Z'),
  noInvalidDate: true,
});

test.prop([fc.constantFrom(...ZONES), minute], { numRuns: 100 })(
  'a reader that knows no zones finds the instant by the zone that comes along',
  (timezone, date) => {
    const starts = date.toISOString().slice(0, 16);
    const instant = instantOf(starts, timezone);
    // What a change of the clock skips or repeats is told apart by no wall clock.
    fc.pre(isPlain(starts, timezone));
    const [event] = events(one('A talk', { starts, timezone }));
    expect(event?.startDate.zone?.tzid).toBe(timezone);
    expect(event?.startDate.toJSDate().toISOString()).toBe(instant.toISOString());
  },
);

/** Whether the hours around a wall-clock time are as long as everywhere. */
function isPlain(starts: string, timezone: string): boolean {
  const shifted = (hours: number) =>
    new Date(Date.parse(`${starts}Z`) + hours * 3_600_000).toISOString().slice(0, 16);
  const at = instantOf(starts, timezone).getTime();
  return [-2, 2].every(
    (hours) => instantOf(shifted(hours), timezone).getTime() - at === hours * 3_600_000,
  );
}

test('every zone is described once, however many events refer to it', () => {
  const text = one('A talk');
  expect(text.match(/BEGIN:VTIMEZONE/g)).toHaveLength(1);
  expect(text).toContain('TZID:Europe/Berlin');
});

test('what moved online is no longer in the hall', () => {
  const online = 'https://stream.example/live';
  const location = (changes: Partial<Delivery>) => events(one('A talk', changes))[0]?.location;
  expect(location({ online })).toBe('Hall 1, Berlin');
  expect(location({ online, status: 'moved-online' })).toBe(online);
});

describe('status', () => {
  test.each([
    ['scheduled', 'CONFIRMED', 0],
    ['moved-online', 'CONFIRMED', 1],
    ['postponed', 'TENTATIVE', 1],
    ['cancelled', 'CANCELLED', 1],
  ] as const)('%s is %s', (status, expected, sequence) => {
    const [event] = events(one('A talk', { status }));
    expect(event?.component.getFirstPropertyValue('status')).toBe(expected);
    expect(event?.sequence).toBe(sequence);
  });

  test('what is set anew outdoes what was postponed, whatever it was before', () => {
    const sequence = (changes: Partial<Delivery>) => events(one('A talk', changes))[0]?.sequence;
    expect(sequence({ revision: 1 })).toBeGreaterThan(sequence({ status: 'postponed' }) ?? 9);
    expect(sequence({ revision: 1, status: 'cancelled' })).toBeGreaterThan(
      sequence({ revision: 1 }) ?? 9,
    );
  });
});

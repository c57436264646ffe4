import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { PicturelessTalk, PublicProfile } from '../schemas/public.ts';
import type { Delivery } from '../schemas/talk.ts';
import { siteContext } from './context.ts';
import { eventLd } from './json-ld.ts';

const site = siteContext('ja', new URL('https://a.example'), {
  BASE_URL: '/',
  COLOPHON_LOCALE: 'en',
  COLOPHON_LANGUAGES: 'en ja ru',
  COLOPHON_AS_OF: '2026-06-01',
});

const delivery: Delivery = {
  id: 'tokyo-2027',
  event: { name: 'Kanda Build', url: 'https://kanda.example/' },
  status: 'scheduled',
  revision: 0,
  starts: '2027-02-18T13:20',
  timezone: 'Asia/Tokyo',
  minutes: 45,
  language: 'en',
  place: { venue: 'Hall', city: 'Tokyo', country: 'JP' },
  tickets: 'https://kanda.example/tickets',
};

const talk = { work: 'a-talk', lang: 'en', title: ['A talk'], summary: ['About it.'] };
const profile = { name: 'Mara' };

// What Google's and schema.org's descriptions of an Event ask for.
const Instant = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/);
const SchemaUrl = (values: readonly string[]) =>
  z.enum(values.map((value) => `https://schema.org/${value}`) as [string, ...string[]]);
const EventLd = z.looseObject({
  '@type': z.literal('Event'),
  name: z.string().min(1),
  startDate: Instant,
  endDate: Instant,
  eventStatus: SchemaUrl([
    'EventScheduled',
    'EventCancelled',
    'EventPostponed',
    'EventMovedOnline',
    'EventRescheduled',
  ]),
  eventAttendanceMode: SchemaUrl([
    'OfflineEventAttendanceMode',
    'OnlineEventAttendanceMode',
    'MixedEventAttendanceMode',
  ]),
  location: z
    .array(
      z.discriminatedUnion('@type', [
        z.looseObject({
          '@type': z.literal('Place'),
          name: z.string(),
          address: z.looseObject({
            '@type': z.literal('PostalAddress'),
            addressLocality: z.string(),
            addressCountry: z.string().regex(/^[A-Z]{2}$/),
          }),
        }),
        z.looseObject({ '@type': z.literal('VirtualLocation'), url: z.url() }),
      ]),
    )
    .min(1),
  url: z.url(),
});

const made = (changes: Partial<Delivery>) =>
  EventLd.parse(
    eventLd(
      talk as unknown as PicturelessTalk,
      { ...delivery, ...changes },
      profile as PublicProfile,
      site,
    ),
  );

describe('a delivery as an event', () => {
  test('says when, where and at which address of its own', () => {
    expect(made({})).toMatchObject({
      startDate: '2027-02-18T13:20+09:00',
      endDate: '2027-02-18T14:05+09:00',
      eventStatus: 'https://schema.org/EventScheduled',
      eventAttendanceMode: 'https://schema.org/OfflineEventAttendanceMode',
      url: 'https://a.example/ja/talks/a-talk/tokyo-2027/',
      offers: { '@type': 'Offer', url: 'https://kanda.example/tickets' },
    });
  });

  test('ends on the clock of its place, which may be another one by then', () => {
    const changes = { starts: '2026-10-24T23:30', timezone: 'Europe/Berlin', minutes: 240 };
    expect(made(changes)).toMatchObject({
      startDate: '2026-10-24T23:30+02:00',
      endDate: '2026-10-25T02:30+01:00',
    });
  });

  const online = 'https://stream.example/live';
  test.each([
    ['in a hall and streamed', { online }, 'Mixed', ['Place', 'VirtualLocation']],
    ['moved online', { online, status: 'moved-online' }, 'Online', ['VirtualLocation']],
    ['online only', { online, place: undefined }, 'Online', ['VirtualLocation']],
    ['cancelled', { status: 'cancelled' }, 'Offline', ['Place']],
  ] as const)('%s', (_name, changes, mode, places) => {
    const event = made(changes as Partial<Delivery>);
    expect(event.eventAttendanceMode).toBe(`https://schema.org/${mode}EventAttendanceMode`);
    expect(event.location.map((each) => each['@type'])).toEqual(places);
  });
});

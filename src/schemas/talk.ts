import { z } from 'zod';
import { LocalTime, Slug, Text, TimeZone, WebUrl } from './fields.ts';
import { Nda } from './case-study.ts';
import { Level } from './level.ts';
import { Locale } from './locale.ts';

/** Where a delivery takes place, for somebody who has to find the door. */
export const Place = z.strictObject({
  venue: Text,
  address: Text.optional(),
  city: Text,
  /** ISO 3166-1 alpha-2, such as `DE`. */
  country: z.string().regex(/^[A-Z]{2}$/, 'expected two capital letters, such as DE'),
  /** A map of the author's choice; printed as a link. */
  map: WebUrl.optional(),
});

/** One giving of a talk at an event. */
export const Delivery = z
  .strictObject({
    /** Part of the URL and of the calendar's UID, so never changed once published. */
    id: Slug,
    event: z.strictObject({ name: Text, url: WebUrl.optional() }),
    /** Whether it is past follows from the date. */
    status: z.enum(['scheduled', 'cancelled', 'postponed', 'moved-online'], {
      error: 'expected `scheduled`, `cancelled`, `postponed` or `moved-online`',
    }),
    /** Local time at the place. */
    starts: LocalTime,
    timezone: TimeZone,
    /** In minutes. */
    minutes: z
      .int()
      .min(1)
      .max(24 * 60),
    language: z.string().regex(/^[a-z]{2}$/, 'expected a language code, such as en'),
    place: Place.optional(),
    /** Where it is streamed. */
    online: WebUrl.optional(),
    tickets: WebUrl.optional(),
    /** A line to clients whom the author wants to see there. */
    invitation: Text.optional(),
    slides: WebUrl.optional(),
    video: WebUrl.optional(),
  })
  .refine(({ place, online }) => place !== undefined || online !== undefined, {
    path: ['place'],
    message: 'expected a `place`, an `online` link, or both',
  });
export type Delivery = z.infer<typeof Delivery>;

const words = {
  lang: Locale,
  title: Text,
  /** What the audience will take away, in one or two sentences. */
  summary: Text,
  /** Who it is for. */
  audience: Text,
};

/** Front matter of `content/talks/SLUG/index.mdx`. */
export const Talk = z
  .strictObject({
    ...words,
    nda: Nda,
    disclosure: Level,
    tags: z.array(Text).default([]),
    deliveries: z.array(Delivery).min(1),
    resources: z.array(z.strictObject({ title: Text, url: WebUrl })).default([]),
    /** Slugs of case studies the talk draws on; those not public are left out. */
    studies: z.array(Slug).default([]),
  })
  .refine(({ deliveries }) => new Set(deliveries.map(({ id }) => id)).size === deliveries.length, {
    path: ['deliveries'],
    message: 'expected each delivery to have an id of its own',
  });
export type Talk = z.infer<typeof Talk>;

/** Front matter of `content/talks/SLUG/ja.mdx` and the like. */
export const TalkTranslation = z.strictObject(words);
export type TalkTranslation = z.infer<typeof TalkTranslation>;

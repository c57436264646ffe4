import { z } from 'zod';
import { LocalTime, NearbyPath, Slug, Text, TimeZone, WebUrl, perLocale } from './fields.ts';
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

/** Pages beside those of the deliveries. */
const RESERVED: readonly string[] = ['slides', 'transcript', 'presenter'];

/** One giving of a talk at an event. */
export const Delivery = z
  .strictObject({
    /** Part of the URL and of the calendar's UID, so never changed once published. */
    id: Slug.refine((id) => !RESERVED.includes(id), {
      message: 'expected another id: the site has a page of that name',
    }),
    event: z.strictObject({ name: Text, url: WebUrl.optional() }),
    /** Whether it is past follows from the date. */
    status: z.enum(['scheduled', 'cancelled', 'postponed', 'moved-online'], {
      error: 'expected `scheduled`, `cancelled`, `postponed` or `moved-online`',
    }),
    /**
     * Raised by one whenever time or place change after they were published, so that calendars
     * which have the delivery already take the new one.
     */
    revision: z.int().min(0).default(0),
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
    /** Slides and a recording that lie elsewhere; those of one's own stand beside the talk. */
    slides: WebUrl.optional(),
    video: WebUrl.optional(),
    /** Where the audience says how it was. */
    feedback: WebUrl.optional(),
  })
  .refine(({ place, online }) => place !== undefined || online !== undefined, {
    path: ['place'],
    message: 'expected a `place`, an `online` link, or both',
  });
export type Delivery = z.infer<typeof Delivery>;

/** A recording: the author's own file, or a player elsewhere that loads when it is asked to. */
const Recording = z
  .strictObject({
    /** The id of the delivery that was recorded. */
    delivery: Slug,
    /** A video beside the file: WebM or MP4. */
    file: NearbyPath.regex(/\.(?:webm|mp4)$/, 'expected a .webm or .mp4 file').optional(),
    /** The address of a hosted player, such as `https://video.example/embed/42`. */
    embed: WebUrl.optional(),
    poster: NearbyPath,
    /** WebVTT, a file a language. The transcript is made of it. */
    captions: perLocale(NearbyPath.regex(/\.vtt$/, 'expected a .vtt file')).optional(),
  })
  .refine(({ file, embed }) => file !== undefined || embed !== undefined, {
    path: ['file'],
    message: 'expected a `file`, an `embed`, or both',
  });

/** A photograph of a delivery. */
const Photo = z.strictObject({
  delivery: Slug,
  src: NearbyPath,
  alt: perLocale(Text),
});

const words = {
  lang: Locale,
  title: Text,
  /** What the audience will take away, in one or two sentences. */
  summary: Text,
  /** Who it is for. */
  audience: Text,
};

const Resource = z.strictObject({
  title: Text,
  url: WebUrl,
  kind: z.enum(['page', 'code'], { error: 'expected `page` or `code`' }).default('page'),
});

/** Front matter of `content/talks/SLUG/slides.mdx`: slides as text, with `---` between them. */
export const Deck = z.strictObject({ lang: Locale });
export type Deck = z.infer<typeof Deck>;

/** Front matter of `content/talks/SLUG/index.mdx`. */
export const Talk = z
  .strictObject({
    ...words,
    nda: Nda,
    disclosure: Level,
    tags: z.array(Text).default([]),
    deliveries: z.array(Delivery).min(1),
    resources: z.array(Resource).default([]),
    /** Slugs of case studies the talk draws on; those not public are left out. */
    studies: z.array(Slug).default([]),
    /**
     * Slides as a PDF beside the file; its pages become pictures with their text. Shown only where
     * nothing of the talk is withheld, because a PDF is shown whole or not at all.
     */
    slides: NearbyPath.regex(/\.pdf$/, 'expected a .pdf file').optional(),
    recording: Recording.optional(),
    photos: z.array(Photo).default([]),
  })
  .refine(({ deliveries }) => new Set(deliveries.map(({ id }) => id)).size === deliveries.length, {
    path: ['deliveries'],
    message: 'expected each delivery to have an id of its own',
  })
  .superRefine(({ deliveries, recording, photos }, context) => {
    const ids = deliveries.map(({ id }) => id);
    const complain = (path: (string | number)[]) =>
      context.addIssue({
        code: 'custom',
        path: [...path, 'delivery'],
        message: 'expected the id of one of the `deliveries`',
      });
    if (recording && !ids.includes(recording.delivery)) complain(['recording']);
    photos.forEach(({ delivery }, at) => !ids.includes(delivery) && complain(['photos', at]));
  });
export type Talk = z.infer<typeof Talk>;

/** Front matter of `content/talks/SLUG/ja.mdx` and the like. */
export const TalkTranslation = z.strictObject(words);
export type TalkTranslation = z.infer<typeof TalkTranslation>;

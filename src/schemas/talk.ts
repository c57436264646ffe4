import { z } from 'zod';
import { LocalTime, NearbyPath, Slug, Text, TimeZone, WebUrl, perLocale } from './fields.ts';
import { Nda } from './case-study.ts';
import { Level } from './level.ts';
import { Locale } from './locale.ts';

/** Where a delivery takes place, for somebody who has to find the door. */
export const Place = z.strictObject({
  venue: Text.describe('The house and the hall.'),
  address: Text.optional().describe('The street.'),
  city: Text.describe('The city.'),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'expected two capital letters, such as DE')
    .meta({ title: 'two capital letters: `DE`' })
    .describe('The country, by ISO 3166-1.'),
  map: WebUrl.optional().describe('A map of your choice; printed as a link.'),
});

/** Pages beside those of the deliveries. */
const RESERVED: readonly string[] = ['slides', 'transcript', 'presenter'];

/** One giving of a talk at an event. */
export const Delivery = z
  .strictObject({
    id: Slug.refine((id) => !RESERVED.includes(id), {
      message: 'expected another id: the site has a page of that name',
    }).describe('Part of its address and of calendars: never change it once it is published.'),
    event: z
      .strictObject({
        name: Text.describe('The name of the event.'),
        url: WebUrl.optional().describe('Its own page.'),
      })
      .describe('The conference or meeting.'),
    status: z
      .enum(['scheduled', 'cancelled', 'postponed', 'moved-online'], {
        error: 'expected `scheduled`, `cancelled`, `postponed` or `moved-online`',
      })
      .describe('How things stand. Whether it is past follows from the date.'),
    revision: z
      .int()
      .min(0)
      .default(0)
      .describe(
        'Raise it by one whenever time or place change after they were published, so that calendars which have the delivery already take the new one.',
      ),
    starts: LocalTime.describe('When you begin, by the clock of the place.'),
    timezone: TimeZone.describe('The time zone of the place.'),
    minutes: z
      .int()
      .min(1)
      .max(24 * 60)
      .describe('How long it takes.'),
    language: z
      .string()
      .regex(/^[a-z]{2}$/, 'expected a language code, such as en')
      .meta({ title: 'a language code: `en`' })
      .describe('The language you speak there, which need not be one of the site.'),
    place: Place.optional().describe(
      'Where it takes place, for somebody who has to find the door.',
    ),
    online: WebUrl.optional().describe(
      'Where it is streamed. A delivery has a `place`, this, or both.',
    ),
    tickets: WebUrl.optional().describe('Where tickets are sold.'),
    invitation: Text.optional().describe(
      'A line to clients whom you want to see there, in the `language` of the delivery. Public.',
    ),
    slides: WebUrl.optional().describe('Slides that lie elsewhere.'),
    video: WebUrl.optional().describe('A recording that lies elsewhere.'),
    feedback: WebUrl.optional().describe('Where the audience says how it was.'),
  })
  .refine(({ place, online }) => place !== undefined || online !== undefined, {
    path: ['place'],
    message: 'expected a `place`, an `online` link, or both',
  });
export type Delivery = z.infer<typeof Delivery>;

/** A recording: the author's own file, or a player elsewhere that loads when it is asked to. */
const Recording = z
  .strictObject({
    delivery: Slug.describe('The id of the delivery that was recorded.'),
    file: NearbyPath.regex(/\.(?:webm|mp4)$/, 'expected a .webm or .mp4 file')
      .optional()
      .describe('A video of your own: WebM or MP4.'),
    embed: WebUrl.optional().describe(
      'The address of a hosted player, such as `https://video.example/embed/42`. It is asked for nothing before the visitor wants it.',
    ),
    poster: NearbyPath.describe('The picture that stands there before it plays.'),
    captions: perLocale(NearbyPath.regex(/\.vtt$/, 'expected a .vtt file'))
      .optional()
      .describe('WebVTT, a file for each language. The transcript is made of it.'),
  })
  .refine(({ file, embed }) => file !== undefined || embed !== undefined, {
    path: ['file'],
    message: 'expected a `file`, an `embed`, or both',
  });

/** A photograph of a delivery. */
const Photo = z.strictObject({
  delivery: Slug.describe('The id of the delivery.'),
  src: NearbyPath.describe('The picture.'),
  alt: perLocale(Text).describe('What it shows, for those who cannot see it.'),
});

const words = {
  lang: Locale.describe('The language of this text.'),
  title: Text.describe('The title of the talk.'),
  summary: Text.describe('What the audience will take away, in one or two sentences.'),
  audience: Text.describe('Who it is for.'),
};

const Resource = z.strictObject({
  title: Text.describe('What the link says.'),
  url: WebUrl.describe('Where it leads.'),
  kind: z
    .enum(['page', 'code'], { error: 'expected `page` or `code`' })
    .default('page')
    .describe('Code has a heading of its own.'),
});

/** Front matter of `content/talks/SLUG/slides.mdx`: slides as text, with `---` between them. */
export const Deck = z.strictObject({ lang: Locale.describe('The language of the slides.') });
export type Deck = z.infer<typeof Deck>;

/** Front matter of `content/talks/SLUG/index.mdx`. */
export const Talk = z
  .strictObject({
    ...words,
    nda: Nda.describe(
      '`false` for a talk that no agreement covers, else the agreement or agreements. There is no default.',
    ),
    disclosure: Level.describe('The most you want shown; agreements can only lower it.'),
    tags: z.array(Text).default([]).describe('Words to find it by.'),
    deliveries: z.array(Delivery).min(1).describe('Each giving of the talk at an event.'),
    resources: z.array(Resource).default([]).describe('Links for those who were there.'),
    studies: z
      .array(Slug)
      .default([])
      .describe(
        'Case studies the talk draws on, by the names of their folders; those not public are left out.',
      ),
    slides: NearbyPath.regex(/\.pdf$/, 'expected a .pdf file')
      .optional()
      .describe(
        'Slides as a PDF; its pages become pictures with their text. Shown only where nothing of the talk is withheld, because a PDF is shown whole or not at all.',
      ),
    recording: Recording.optional().describe('A recording of one delivery.'),
    photos: z.array(Photo).default([]).describe('Photographs of deliveries.'),
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

import { z } from 'zod';
import { Level, Reason } from './level.ts';
import { Locale } from './locale.ts';
import { Delivery } from './talk.ts';

/** A piece of text a page prints, or the place of a piece it may not print. */
const Segment = z.union([
  z.string(),
  /** `position` counts the bars of a page from 0 and chooses their width; the text never does. */
  z.strictObject({ withheld: Reason, position: z.int() }),
]);

/** A text with bars in it. */
export const Disclosed = z.array(Segment);
export type Disclosed = z.infer<typeof Disclosed>;

/** One thing withheld from a page, for "what is withheld and why". */
export const Withholding = z.strictObject({
  reason: Reason,
  /** The day it may be shown, if one is known and may be said. */
  until: z.string().optional(),
});

/**
 * What pages may know of a case study. Made only by `toPublicCaseStudy`; whatever is not listed
 * here is private.
 */
export const PublicCaseStudy = z.strictObject({
  /** The slug: part of the URL. */
  work: z.string(),
  /** The language of the page. */
  locale: Locale,
  /** The language of the text; differs from `locale` on a fallback page. */
  lang: Locale,
  /** The language of the page on which the text stands first: `lang`, if the site is published in it. */
  original: Locale,
  /** The languages of the pages on which a text stands first. */
  locales: z.array(Locale),
  title: Disclosed,
  summary: Disclosed,
  outcome: Disclosed,
  role: Disclosed,
  sector: Disclosed,
  /** null for the author's own work. */
  client: Disclosed.nullable(),
  level: Level,
  /** Of the five kinds of facts, how many are shown. */
  released: z.strictObject({ count: z.int(), of: z.int() }),
  withholdings: z.array(Withholding),
  started: z.string(),
  ended: z.string().optional(),
  tags: z.array(z.string()),
  /** The cover as a path relative to the entry, which Astro turns into an image; null if withheld. */
  cover: z.strictObject({ src: z.string(), alt: z.string() }).nullable(),
  /** Kinds of marks a reader may look for; not where they are. */
  eggs: z.array(z.string()),
});
export type PublicCaseStudy = z.infer<typeof PublicCaseStudy>;

/** A line of a transcript. */
const Cue = z.strictObject({
  /** From the start of the recording, in seconds. */
  start: z.number(),
  speaker: z.string().nullable(),
  text: z.string(),
});
export type Cue = z.infer<typeof Cue>;

/** A recording, with names of files beside the page of its talk. */
export const PublicRecording = z.strictObject({
  delivery: z.string(),
  file: z.string().nullable(),
  embed: z.string().nullable(),
  poster: z.string(),
  captions: z.array(z.strictObject({ lang: Locale, file: z.string() })),
  /** In the language of the page, else in the first there is; null without captions. */
  transcript: z
    .strictObject({
      lang: Locale,
      original: Locale,
      locales: z.array(Locale),
      cues: z.array(Cue),
    })
    .nullable(),
});
export type PublicRecording = z.infer<typeof PublicRecording>;

/** What pages may know of a talk. */
export const PublicTalk = z.strictObject({
  work: z.string(),
  locale: Locale,
  lang: Locale,
  original: Locale,
  locales: z.array(Locale),
  title: Disclosed,
  summary: Disclosed,
  audience: Disclosed,
  tags: z.array(z.string()),
  /** Oldest first. */
  deliveries: z.array(Delivery),
  resources: z.array(
    z.strictObject({ title: z.string(), url: z.string(), kind: z.enum(['page', 'code']) }),
  ),
  /** Slugs of public case studies. */
  studies: z.array(z.string()),
  /** Whether there is a page with slides. */
  hasSlides: z.boolean(),
  photos: z.array(z.strictObject({ delivery: z.string(), src: z.string(), alt: z.string() })),
  recording: PublicRecording.nullable(),
});
export type PublicTalk = z.infer<typeof PublicTalk>;

/** A talk without its pictures, which Astro turns into something else. */
export type PicturelessTalk = Omit<PublicTalk, 'photos' | 'recording'>;

/** The slides of a talk in one language. */
export const PublicDeck = z.strictObject({
  work: z.string(),
  locale: Locale,
  /** The language of the slides. */
  lang: Locale,
  original: Locale,
  title: Disclosed,
  /** How many slides the text has; 0 if the slides are `pages`. */
  count: z.int(),
  /** Pages of a PDF as pictures, each with the words on it. */
  pages: z.array(z.strictObject({ src: z.string(), text: z.string() })),
  /** The name of the PDF beside the page, to download. */
  file: z.string().nullable(),
});
export type PublicDeck = z.infer<typeof PublicDeck>;

/** What organisers need, in one language. */
const PublicSpeakerKit = z.strictObject({
  /** From the shortest to the longest. */
  bios: z.array(z.strictObject({ length: z.int(), text: z.string() })),
  introduction: z.string(),
  needs: z.array(z.string()),
  headshots: z.array(
    z.strictObject({ src: z.string(), alt: z.string(), credit: z.string().nullable() }),
  ),
});

/** The profile in one language. */
export const PublicProfile = z.strictObject({
  /** Which language each text is in: that of the page, or the one it falls back to. */
  langs: z.strictObject({
    tagline: Locale,
    about: Locale,
    location: Locale,
    cv: Locale,
    speaker: Locale,
  }),
  name: z.string(),
  tagline: z.string(),
  about: z.array(z.string()),
  email: z.string(),
  location: z.string().optional(),
  portrait: z.strictObject({ src: z.string(), alt: z.string() }).nullable(),
  links: z.array(z.strictObject({ label: z.string(), url: z.string() })),
  speaker: PublicSpeakerKit.nullable(),
  cv: z.array(
    z.strictObject({
      heading: z.string(),
      entries: z.array(
        z.strictObject({
          from: z.string().optional(),
          to: z.string().optional(),
          what: z.string(),
          where: z.string().optional(),
          text: z.string().optional(),
        }),
      ),
    }),
  ),
});
export type PublicProfile = z.infer<typeof PublicProfile>;

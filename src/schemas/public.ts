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
  /** The languages the text exists in. */
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

/** What pages may know of a talk. */
export const PublicTalk = z.strictObject({
  work: z.string(),
  locale: Locale,
  lang: Locale,
  locales: z.array(Locale),
  title: Disclosed,
  summary: Disclosed,
  audience: Disclosed,
  tags: z.array(z.string()),
  /** Oldest first. */
  deliveries: z.array(Delivery),
  resources: z.array(z.strictObject({ title: z.string(), url: z.string() })),
  /** Slugs of public case studies. */
  studies: z.array(z.string()),
});
export type PublicTalk = z.infer<typeof PublicTalk>;

/** The profile in one language. */
export const PublicProfile = z.strictObject({
  name: z.string(),
  tagline: z.string(),
  about: z.array(z.string()),
  email: z.string(),
  location: z.string().optional(),
  portrait: z.strictObject({ src: z.string(), alt: z.string() }).nullable(),
  links: z.array(z.strictObject({ label: z.string(), url: z.string() })),
});
export type PublicProfile = z.infer<typeof PublicProfile>;

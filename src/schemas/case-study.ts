import { z } from 'zod';
import { Day, Month, NearbyPath, Slug, Text } from './fields.ts';
import { Level, Reason } from './level.ts';
import { Locale } from './locale.ts';

/**
 * The flag that ties a work to its agreements. There is no default: a study whose author forgot
 * the flag must stop the build, not go public.
 */
export const Nda = z.union([z.literal(false), Slug.transform((id) => [id]), z.array(Slug).min(1)], {
  error: 'expected `false`, the id of an agreement, or a list of such ids',
});

/** An acrostic the author wrote into the text: initials, in order, spell the phrase. */
export const Acrostic = z.strictObject({
  /** Latin, Cyrillic or kana; spaces and punctuation do not count. At least 5 letters. */
  phrase: Text.refine((phrase) => (phrase.match(/\p{L}/gu) ?? []).length >= 5, {
    message: 'expected at least 5 letters: a shorter phrase stands in many texts by chance',
  }),
  /** Whose initials: paragraphs, headings (second level and below), or items of one list. */
  of: z.enum(['paragraphs', 'headings', 'items'], {
    error: 'expected `paragraphs`, `headings` or `items`',
  }),
});
export type Acrostic = z.infer<typeof Acrostic>;

/** A secret phrase that opens a signed statement; placed with `<EasterEgg id="…" />`. */
export const Egg = z.strictObject({
  id: Slug,
  /** Never published. Four or more random words: whoever guesses it reads the statement. */
  phrase: z.string().trim().min(16, 'expected at least 16 characters: four or more random words'),
  /** What the visitor reads when it opens. It is not public until then, but it will be. */
  statement: Text,
});
export type Egg = z.infer<typeof Egg>;

/**
 * What a language version says. In these texts `{client}` stands for the client's name or
 * description, by level, and `{F|38 %}` for a figure (or S, P, N) that may have to be withheld.
 */
const words = {
  lang: Locale,
  title: Text,
  /** One or two sentences: for the page's head, search engines and feeds. */
  summary: Text,
  /** The result as one sentence: stands in the index and in the first screen. */
  outcome: Text,
  /** What the author was, such as "Lead engineer". */
  role: Text,
  /** The client's field, such as "Logistics". */
  sector: Text,
  /** Text of the cover for those who cannot see it. Needed where there is a cover. */
  coverAlt: Text.optional(),
  /**
   * What stands around a sealed copy, for whoever finds its address without its key: public, so it
   * names nothing that is not.
   */
  synopsis: Text.optional(),
  acrostic: Acrostic.optional(),
};

/** Front matter of `content/case-studies/SLUG/index.mdx`: the facts, and the words of one language. */
export const CaseStudy = z
  .strictObject({
    ...words,
    nda: Nda,
    /** The most the author wants shown; agreements can only lower it. */
    disclosure: Level,
    /** The client of work without an agreement. With one, the client stands in the agreement. */
    client: Text.optional(),
    /** An embargo: sealed before this day. */
    opens: Day.optional(),
    /** What the author withholds of his own accord, whatever agreements permit. */
    withhold: z.array(Reason).default([]),
    /** First and last month of the work, both included. Leave `ended` out while it goes on. */
    started: Month,
    ended: Month.optional(),
    tags: z.array(Text).default([]),
    /** A picture beside the file. `reason` says under which withheld reason it disappears. */
    cover: z.strictObject({ src: NearbyPath, reason: Reason.optional() }).optional(),
    eggs: z.array(Egg).default([]),
  })
  .refine(({ started, ended }) => ended === undefined || ended >= started, {
    path: ['ended'],
    message: 'expected the same month as `started` or a later one',
  })
  .refine(({ cover, coverAlt }) => cover === undefined || coverAlt !== undefined, {
    path: ['coverAlt'],
    message: 'expected a text for those who cannot see the cover',
  })
  .refine(({ nda, client }) => nda === false || client === undefined, {
    path: ['client'],
    message: 'expected no `client` beside `nda`: the agreement names the client',
  });
export type CaseStudy = z.infer<typeof CaseStudy>;

/** Front matter of `content/case-studies/SLUG/ja.mdx` and the like: the words of another language. */
export const CaseStudyTranslation = z.strictObject(words);
export type CaseStudyTranslation = z.infer<typeof CaseStudyTranslation>;

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
  phrase: Text.refine((phrase) => (phrase.match(/\p{L}/gu) ?? []).length >= 5, {
    message: 'expected at least 5 letters: a shorter phrase stands in many texts by chance',
  }).describe(
    'What the initials spell: Latin, Cyrillic or kana, at least 5 letters. Spaces and punctuation do not count.',
  ),
  of: z
    .enum(['paragraphs', 'headings', 'items'], {
      error: 'expected `paragraphs`, `headings` or `items`',
    })
    .describe(
      'Whose initials. Headings are those of the second level and below, items those of one list.',
    ),
});
export type Acrostic = z.infer<typeof Acrostic>;

/** A secret phrase that opens a signed statement; placed with `<EasterEgg id="…" />`. */
export const Egg = z.strictObject({
  id: Slug.describe('What `<EasterEgg id="…" />` in the text names.'),
  phrase: z
    .string()
    .trim()
    .min(16, 'expected at least 16 characters: four or more random words')
    .meta({ title: 'a text of 16 characters or more' })
    .describe(
      'Never published. Four or more random words: whoever guesses it reads the statement.',
    ),
  statement: Text.describe(
    'What the visitor reads when it opens. Until then it is not public, but then it is.',
  ),
});
export type Egg = z.infer<typeof Egg>;

/**
 * What a language version says. In these texts `{client}` stands for the client's name or
 * description, by level, and `{F|38 %}` for a figure (or S, P, N) that may have to be withheld.
 */
const words = {
  lang: Locale.describe('The language of this text.'),
  title: Text.describe('The title, as it stands over the page.'),
  summary: Text.describe('One or two sentences for search engines, link cards and feeds.'),
  outcome: Text.describe(
    'The result as one sentence: stands in the index and in the first screen.',
  ),
  role: Text.describe(
    'What you were, such as "Lead engineer". The index can be filtered by what stands before the first comma.',
  ),
  sector: Text.describe('The field of the client, such as "Logistics".'),
  coverAlt: Text.optional().describe(
    'The cover in words, for those who cannot see it. Needed where there is a `cover`.',
  ),
  synopsis: Text.optional().describe(
    'What stands around a sealed copy, for whoever finds its address without its key. It is public, so it must name nothing that is not.',
  ),
  acrostic: Acrostic.optional().describe('A phrase that the initials of this text spell: a mark.'),
};

/** Front matter of `content/case-studies/SLUG/index.mdx`: the facts, and the words of one language. */
export const CaseStudy = z
  .strictObject({
    ...words,
    nda: Nda.describe(
      '`false` for work that no agreement covers, else the agreement or agreements. There is no default.',
    ),
    disclosure: Level.describe('The most you want shown; agreements can only lower it.'),
    client: Text.optional().describe(
      'The client of work without an agreement. With one, the client stands in the agreement.',
    ),
    opens: Day.optional().describe('An embargo: sealed before this day.'),
    withhold: z
      .array(Reason)
      .default([])
      .describe('What you withhold of your own accord, whatever agreements permit.'),
    started: Month.describe('The first month of the work.'),
    ended: Month.optional().describe(
      'The last month, included. Leave it out while the work goes on.',
    ),
    tags: z.array(Text).default([]).describe('Words to find it by.'),
    cover: z
      .strictObject({
        src: NearbyPath.describe('The picture.'),
        reason: Reason.optional().describe('Where this reason is withheld, the cover is too.'),
      })
      .optional()
      .describe('A picture at the top of the page and in the link card.'),
    eggs: z
      .array(Egg)
      .default([])
      .describe('Secret phrases that open a statement signed by you: a mark each.'),
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

import { z } from 'zod';
import { Day, FileName, Sha256, Slug, Text, TimeZone, perLocale } from './fields.ts';
import { Level, reaches } from './level.ts';

/**
 * A name or description in running text. Where a language declines it, give its cases:
 * `{ nom: порт, gen: порта, dat: порту, acc: порт, ins: портом, pre: порте }`.
 */
export const Phrase = z
  .union([
    Text,
    z.strictObject({
      nom: Text,
      gen: Text.optional(),
      dat: Text.optional(),
      acc: Text.optional(),
      ins: Text.optional(),
      pre: Text.optional(),
    }),
  ])
  .meta({
    title: 'a text, or its cases `{ nom: порт, gen: порта, dat: …, acc: …, ins: …, pre: … }`',
  });
export type Phrase = z.infer<typeof Phrase>;

/** The grammatical cases `<Client form="gen" />` can ask for. */
export const FORMS = ['nom', 'gen', 'dat', 'acc', 'ins', 'pre'] as const;
export type Form = (typeof FORMS)[number];

/** Something confidential that the gate searches the output for. */
export const Term = z.strictObject({
  id: Slug.describe('What findings call it, since they never print the term: say nothing with it.'),
  term: Text.describe('What must not be published.'),
  aliases: z.array(Text).default([]).describe('Other writings that are not variants of the first.'),
  kind: z
    .enum(['name', 'word', 'person', 'domain', 'figure'], {
      error: 'expected `name`, `word`, `person`, `domain` or `figure`',
    })
    .describe(
      'Names and persons are declined and transliterated; figures and dates, telephone numbers and streets are sought in every notation. Shorter names that people use are sought as well: without a legal form, a trade, titles, middle names or `Project`. A person’s surname alone is only warned of: to refuse it, give it as an alias.',
    ),
});

/** What may be shown below `full`: figures, screens, persons. */
const Shows = z.array(z.enum(['F', 'S', 'P']));

/** Permission on record. */
export const Consent = z
  .strictObject({
    id: Slug.describe('What reports call it.'),
    by: Text.describe('Who gave it. Private.'),
    on: Day.describe('The day it was given.'),
    until: Day.optional().describe('The last day it holds. Left out: for good.'),
    revoked: Day.optional().describe('The day it was taken back: from then on it does not hold.'),
    works: z
      .union([z.literal('all'), z.array(Slug).min(1)], {
        error: 'expected `all` or a list of slugs',
      })
      .describe('The works it covers, by the names of their folders.'),
    level: Level.describe('The highest level it allows.'),
    shows: Shows.default([]).describe('What it allows to be shown beyond the level.'),
    evidence: z
      .strictObject({
        sha256: Sha256.describe('Its hash, as `sha256sum` prints it.'),
        what: Text.describe('What it is, such as "e-mail of 3 March". Private.'),
      })
      .describe(
        'The letter or e-mail it rests on, by hash, so that it can be shown to be the one.',
      ),
  })
  .refine(({ on, until }) => until === undefined || until >= on, {
    path: ['until'],
    message: 'expected the same day as `on` or a later one',
  });
export type Consent = z.infer<typeof Consent>;

/** From a day on, this level is allowed: if `consent` is `required`, only with one on record. */
const Step = z.strictObject({
  from: Day.describe('From the beginning of this day on, later than the step before.'),
  level: Level.describe('The level, no lower than that of the step before.'),
  consent: z
    .enum(['required', 'not-required'], { error: 'expected `required` or `not-required`' })
    .describe('Whether the step counts only with a consent on record.'),
});

/** A call to the client, once or again and again. */
const FollowUp = z.strictObject({
  on: Day.describe('The day of the first call.'),
  everyMonths: z
    .int('expected a number of months')
    .min(1)
    .max(120)
    .optional()
    .describe('How often after that. Left out: once.'),
  about: Text.optional().describe('What to talk about. Private.'),
});
export type FollowUp = z.infer<typeof FollowUp>;

/** What the client allows to be shown to single readers whom the author picks. */
const SharePermission = z
  .strictObject({
    level: z
      .enum(['anonymous', 'named', 'full'], { error: 'expected `anonymous`, `named` or `full`' })
      .describe('The highest level such a reader may see.'),
    shows: Shows.default([]).describe(
      'What may be shown below `full`, beside what the agreement `permits` in public.',
    ),
    from: Day.describe('The first day.'),
    until: Day.optional().describe('The last day. Sealed pages are not published after it.'),
  })
  .refine(({ from, until }) => until === undefined || until >= from, {
    path: ['until'],
    message: 'expected the same day as `from` or a later one',
  });

/** The other party, and everything by which a stranger could tell who it is. */
const Client = z.strictObject({
  name: perLocale(Phrase).describe(
    'The name; it reaches a page only at `named` and above. In Russian texts with its cases.',
  ),
  aliases: z
    .array(Text)
    .default([])
    .describe(
      'Tickers, names of products, former names, the other alphabet of a name of less than five letters (`VK` and `ВК`), and short names that are more than the name without its legal form.',
    ),
  description: perLocale(Phrase).describe(
    'What stands in place of the name, such as "a container terminal in Northern Europe".',
  ),
  domains: z.array(Text).default([]).describe('Their domains, such as `example.com`.'),
  logos: z
    .array(FileName)
    .default([])
    .describe(
      'Pictures of their logos, each alone on a plain or transparent ground, beside the agreement or in the vault. While the client may be named nowhere, the gate looks for them in every picture.',
    ),
  traits: z
    .array(Text)
    .optional()
    .describe(
      'What is not confidential by itself and narrows the client down where it stands together: the city, how large they are, what only they make. The gate warns where two of these stand on a page that may not name the client.',
    ),
  people: z
    .array(
      z.strictObject({
        name: Text.describe('The name in full, with a patronymic or middle name if there is one.'),
        aliases: z
          .array(Text)
          .default([])
          .describe(
            'Nicknames, initials, handles; the surname too, if it must not stand alone: by itself it is only warned of.',
          ),
      }),
    )
    .default([])
    .describe('Persons on their side, who are named only where `P` is permitted.'),
});

/** `content/agreements/ID.yaml`: the NDA with one client. Nothing in it is public as such. */
export const Agreement = z
  .strictObject({
    id: Slug.describe(
      'The name of the file, and what front matter calls it: it says nothing about the client.',
    ),
    client: Client.describe('Who the agreement is with.'),
    terms: z
      .array(Term)
      .default([])
      .describe('What else is confidential: projects, products, figures.'),
    signed: Day.describe('The day it was signed.'),
    timezone: TimeZone.describe('Whose midnight the days of this agreement begin at.'),
    schedule: z
      .array(Step)
      .min(1, 'expected at least one step')
      .describe(
        'How much may be public from which day on, in order. Before the first step everything is sealed.',
      ),
    permits: Shows.describe(
      'What the agreement itself lets be shown below `full`: figures, screens, persons. `[]` for nothing.',
    ),
    consents: z.array(Consent).default([]).describe('Permissions that the client gave later.'),
    followUp: FollowUp.optional().describe(
      'When to call the client again: to ask for a consent or a reference, or how they are.',
    ),
    shares: SharePermission.optional().describe(
      'What one chosen reader may be shown in a sealed page. Left out: nothing.',
    ),
  })
  .superRefine(({ schedule }, context) => {
    schedule.forEach((step, index) => {
      const before = schedule[index - 1];
      if (!before) return;
      if (step.from <= before.from)
        context.addIssue({
          code: 'custom',
          path: ['schedule', index, 'from'],
          message: 'expected a later day than the step before',
        });
      if (!reaches(step.level, before.level))
        context.addIssue({
          code: 'custom',
          path: ['schedule', index, 'level'],
          message: 'expected a level no lower than the step before',
        });
    });
  });
export type Agreement = z.infer<typeof Agreement>;

import { z } from 'zod';
import { Day, FileName, Sha256, Slug, Text, TimeZone, perLocale } from './fields.ts';
import { Level, reaches } from './level.ts';

/**
 * A name or description in running text. Where a language declines it, give its cases:
 * `{ nom: порт, gen: порта, dat: порту, acc: порт, ins: портом, pre: порте }`.
 */
export const Phrase = z.union([
  Text,
  z.strictObject({
    nom: Text,
    gen: Text.optional(),
    dat: Text.optional(),
    acc: Text.optional(),
    ins: Text.optional(),
    pre: Text.optional(),
  }),
]);
export type Phrase = z.infer<typeof Phrase>;

/** The grammatical cases `<Client form="gen" />` can ask for. */
export const FORMS = ['nom', 'gen', 'dat', 'acc', 'ins', 'pre'] as const;
export type Form = (typeof FORMS)[number];

/** Something confidential that the gate searches the output for. */
export const Term = z.strictObject({
  /** What findings call it, since they never print the term. Say nothing with it. */
  id: Slug,
  term: Text,
  aliases: z.array(Text).default([]),
  kind: z.enum(['name', 'word', 'person', 'domain', 'figure'], {
    error: 'expected `name`, `word`, `person`, `domain` or `figure`',
  }),
});

/** Permission on record. */
export const Consent = z
  .strictObject({
    id: Slug,
    /** Who gave it. Private. */
    by: Text,
    on: Day,
    /** The last day it holds. */
    until: Day.optional(),
    /** The day it was taken back: from then on it does not hold. */
    revoked: Day.optional(),
    /** Slugs of the works it covers, or `all`. */
    works: z.union([z.literal('all'), z.array(Slug).min(1)], {
      error: 'expected `all` or a list of slugs',
    }),
    /** The highest level it allows. */
    level: Level,
    /** What it allows to be shown beyond the level: figures, screens, persons. */
    shows: z.array(z.enum(['F', 'S', 'P'])).default([]),
    /** The letter or e-mail it rests on, by hash, so that it can be shown to be the one. */
    evidence: z.strictObject({ sha256: Sha256, what: Text }),
  })
  .refine(({ on, until }) => until === undefined || until >= on, {
    path: ['until'],
    message: 'expected the same day as `on` or a later one',
  });
export type Consent = z.infer<typeof Consent>;

/** From a day on, this level is allowed: if `consent` is `required`, only with one on record. */
const Step = z.strictObject({
  from: Day,
  level: Level,
  consent: z.enum(['required', 'not-required'], {
    error: 'expected `required` or `not-required`',
  }),
});

/** A call to the client, once or again and again. */
const FollowUp = z.strictObject({
  on: Day,
  everyMonths: z.int('expected a number of months').min(1).max(120).optional(),
  /** What to talk about. Private. */
  about: Text.optional(),
});
export type FollowUp = z.infer<typeof FollowUp>;

/** What the client allows to be shown to single readers whom the author picks. */
const SharePermission = z
  .strictObject({
    level: z.enum(['anonymous', 'named', 'full'], {
      error: 'expected `anonymous`, `named` or `full`',
    }),
    /** What may be shown below `full`, beside what the agreement `permits` in public. */
    shows: z.array(z.enum(['F', 'S', 'P'])).default([]),
    from: Day,
    /** The last day. Sealed pages are not published after it. */
    until: Day.optional(),
  })
  .refine(({ from, until }) => until === undefined || until >= from, {
    path: ['until'],
    message: 'expected the same day as `from` or a later one',
  });

/** `content/agreements/ID.yaml`: the NDA with one client. Nothing in it is public as such. */
export const Agreement = z
  .strictObject({
    /** Opaque: it appears in front matter, and says nothing about the client. */
    id: Slug,
    client: z.strictObject({
      /** A spelling a language; reaches a page only at `named` and above. */
      name: perLocale(Phrase),
      /** Other writings: short names, tickers, product names, former names. */
      aliases: z.array(Text).default([]),
      /** What stands in place of the name, such as "a container terminal in Northern Europe". */
      description: perLocale(Phrase),
      domains: z.array(Text).default([]),
      /**
       * Pictures of their logos, each alone on a plain or transparent ground, by file name: beside
       * the agreement, or in the vault. While the client may be named nowhere, the gate looks for
       * them in every picture.
       */
      logos: z.array(FileName).default([]),
      /**
       * What is not confidential by itself and narrows the client down where it stands together: the
       * city, how large they are, what only they make. The gate warns where two of these stand on a
       * page that may not name the client.
       */
      traits: z.array(Text).optional(),
      people: z
        .array(z.strictObject({ name: Text, aliases: z.array(Text).default([]) }))
        .default([]),
    }),
    terms: z.array(Term).default([]),
    signed: Day,
    /** Whose midnight the days of this agreement begin at. */
    timezone: TimeZone,
    /** In order of time. Before the first step everything is sealed. */
    schedule: z.array(Step).min(1, 'expected at least one step'),
    /** What the agreement itself lets be shown below `full`. */
    permits: z.array(z.enum(['F', 'S', 'P'])),
    consents: z.array(Consent).default([]),
    /** When to call the client again: to ask for a consent or a reference, or how they are. */
    followUp: FollowUp.optional(),

    /** What one chosen reader may be shown in a sealed page. Left out: nothing. */
    shares: SharePermission.optional(),
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

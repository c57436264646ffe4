import { z } from 'zod';
import { fromBase64url } from '../bytes/base64.ts';
import type { Json } from '../bytes/canonical-json.ts';
import { toHex } from '../bytes/hex.ts';
import { DELIVERED_CARRIERS, MarkError, commitToPhrase, markId } from '../marks/index.ts';
import { Locale } from '../schemas/locale.ts';
import type { Author } from './author.ts';
import type { MarkPlan } from './page-marks.ts';
import type { WorkRecord } from './ledger.ts';
import { acrosticId, eggId, textId } from './page-marks.ts';
import { wordingOpening } from './wording-marks.ts';

const Id = z.string().regex(/^[\da-f]{16}$/);
const Key = z.string().refine((text) => fromBase64url(text)?.length === 32);
const Label = z.string().min(1).max(200).optional();
const Phrase = z.string().min(1).max(1000);

/** A constant that was picked with a mark's key, and for which wish. */
export const ConstantWish = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('uuid'), label: Label }),
  z.strictObject({
    kind: z.literal('color'),
    label: Label,
    near: z
      .string()
      .regex(/^#[\da-f]{6}$/)
      .optional(),
  }),
  z.strictObject({ kind: z.literal('bezier'), label: Label }),
  z.strictObject({ kind: z.literal('integer'), label: Label, min: z.int(), max: z.int() }),
]);
export type ConstantWish = z.infer<typeof ConstantWish>;

/** A mark in work that was delivered: with its key, 32 bytes as base64url, it can be found there. */
export const DeliveredMark = z.discriminatedUnion('carrier', [
  z.strictObject({ carrier: z.enum(DELIVERED_CARRIERS), id: Id, key: Key }),
  z.strictObject({
    carrier: z.literal('constant'),
    id: Id,
    key: Key,
    wishes: z.array(ConstantWish).min(1).max(100),
  }),
  /** An egg in somebody else's page: the key finds it, and one of the phrases opens it. */
  z.strictObject({
    carrier: z.literal('phrase'),
    id: Id,
    key: Key,
    phrases: z.array(Phrase).min(1).max(20),
  }),
]);
export type DeliveredMark = z.infer<typeof DeliveredMark>;

/**
 * The wordings that a text offers, all of them, and the key that picked: whoever has it finds the
 * places in a copy by the words around them. They stand here so that nobody can look for places that
 * happen to fit once a copy is there.
 */
const WordingOpening = z.strictObject({
  carrier: z.literal('wording'),
  lang: Locale,
  id: Id,
  key: Key,
  places: z
    .array(
      z.strictObject({
        before: z.string().max(400),
        after: z.string().max(400),
        of: z.array(z.string().min(1).max(1000)).min(2).max(8),
        nth: z.int().min(0),
      }),
    )
    .min(1)
    .max(2000),
});
export type WordingOpening = z.infer<typeof WordingOpening>;

/** A mark on the page of a work, in one of its languages. */
const PageOpening = z.discriminatedUnion('carrier', [
  /** Invisible characters that spell the id under the author's detection key. */
  z.strictObject({ carrier: z.literal('text'), lang: Locale, id: Id }),
  /** The initials of paragraphs, headings or items spell the phrase; the id commits to it. */
  z.strictObject({
    carrier: z.literal('acrostic'),
    lang: Locale,
    id: Id,
    phrase: Phrase,
    of: z.enum(['paragraphs', 'headings', 'items']),
  }),
  /** The phrase opens the signed statement in the page's egg with this id. */
  z.strictObject({ carrier: z.literal('phrase'), lang: Locale, id: Id, phrase: Phrase }),
  WordingOpening,
]);

/**
 * What shows a mark to a doubter: what it is, in which language version of the work, and what has
 * to be known to find it. The id is what the mark carries, 8 bytes as hexadecimal digits.
 */
export const MarkOpening = z.union([PageOpening, DeliveredMark]);
export type MarkOpening = z.infer<typeof MarkOpening>;

/** What of an author the ids of marks depend on. */
type Keyed = Pick<Author, 'detectionKey' | 'blind'>;

/**
 * Lists the openings of all marks of a work, in an order that stays: text, acrostic, eggs, wordings,
 * language by language. Talks have a text mark only where there is room for one, which the page alone
 * knows: theirs is not listed.
 *
 * @param plans - one for each language the work is written in.
 */
export function markOpenings(plans: readonly MarkPlan[], author: Keyed): readonly MarkOpening[] {
  return plans.flatMap((plan) => {
    const { work, lang, acrostic, eggs, wordings: places = [] } = plan;
    return [
      ...(plan.kind === 'talks'
        ? []
        : [{ carrier: 'text' as const, lang, id: toHex(textId(plan, author)) }]),
      ...(acrostic
        ? [{ carrier: 'acrostic' as const, lang, id: acrosticId(acrostic, author), ...acrostic }]
        : []),
      ...eggs.map((egg) => ({
        carrier: 'phrase' as const,
        lang,
        id: toHex(eggId(egg, plan, author)),
        phrase: egg.phrase,
      })),
      ...(places.length > 0 ? [wordingOpening(author, { work, lang, places })] : []),
    ];
  });
}

/**
 * @param openings - of all its marks: on its pages, then in what was delivered.
 * @returns the claims of a work's record: what the content says, and `mark:1`, `mark:2` and so on.
 */
export function withMarks(
  claims: WorkRecord['claims'],
  openings: readonly MarkOpening[],
): WorkRecord['claims'] {
  const marks = openings.map(
    (opening, index) => [`mark:${index + 1}`, { ...opening } as Json] as const,
  );
  return { ...claims, ...Object.fromEntries(marks) };
}

/** Whether a mark is public from the day its page is: only the others are the author's to reveal. */
export function isSecret({ carrier }: MarkOpening): boolean {
  return carrier !== 'text';
}

/**
 * Computes the id of an opening again, from what the opening says.
 *
 * @param work - the slug, if it was revealed.
 * @returns whether it is the id; null if what was revealed is not enough to compute it.
 */
export function recomputes(
  opening: MarkOpening,
  detectionKey: Uint8Array,
  work: string | null,
): boolean | null {
  switch (opening.carrier) {
    case 'acrostic':
      return commits(opening, detectionKey);
    case 'text':
      if (work === null) return null;
      return toHex(markId(detectionKey, 'text', work, opening.lang)) === opening.id;
    // The key of an egg is in the phrase; those of wordings and delivered work are the author's to derive.
    default:
      return null;
  }
}

function commits({ phrase, id }: { phrase: string; id: string }, key: Uint8Array): boolean {
  try {
    return toHex(commitToPhrase(phrase, key)) === id;
  } catch (error) {
    // A stranger's phrase may have too few letters to be one.
    if (error instanceof MarkError) return false;
    throw error;
  }
}

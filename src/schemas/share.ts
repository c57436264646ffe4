import { z } from 'zod';
import { Day, Slug, Text } from './fields.ts';
import { Locale } from './locale.ts';

/** What is sealed for one reader: a case study, or an invitation to a delivery of a talk. */
const Shared = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('study'), work: Slug }),
  z.strictObject({
    kind: z.literal('invitation'),
    work: Slug,
    delivery: Slug,
    /** What the author says to this guest; nobody else reads it. */
    note: Text,
  }),
]);

/** One sealed page for one reader. Private: it says who got what, and how it opens. */
export const Share = z.strictObject({
  /** Part of the address, and says nothing: 80 random bits in base32. */
  id: z.string().regex(/^[a-z2-7]{16}$/, 'expected 16 characters of base32'),
  /** The passphrase: 160 random bits in base32. The link holds it in its fragment. */
  secret: z.string().regex(/^[a-z2-7]{32}$/, 'expected 32 characters of base32'),
  what: Shared,
  /** Who it is for. */
  to: Text,
  /** The language of the page around it, and of the text if it exists in that. */
  lang: Locale,
  made: Day,
  /** The last day it is published. */
  until: Day.nullable(),
  /** The day it was taken back. */
  revoked: Day.nullable(),
});
export type Share = z.infer<typeof Share>;

export const Shares = z.array(Share);

/** @returns whether a share is published on a day, YYYY-MM-DD. */
export function isActive({ until, revoked }: Share, day: string): boolean {
  return revoked === null && (until === null || day <= until);
}

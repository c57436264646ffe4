import { z } from 'zod';
import { Locale } from './locale.ts';

/** What everybody may know of a sealed page: that it is there, and what the author wrote about it. */
export const PublicShare = z.strictObject({
  /** Part of its address. */
  share: z.string(),
  locale: Locale,
  /** Written for the public; null if nothing was. */
  synopsis: z.string().nullable(),
  /** The language of the synopsis. */
  lang: Locale,
});
export type PublicShare = z.infer<typeof PublicShare>;

import { z } from 'zod';
import { Day, Slug, Text } from './fields.ts';

/** One work that was taken down and stays down, whatever its agreements allow. */
const Retraction = z.strictObject({
  /** The slug of a case study or talk. */
  work: Slug,
  on: Day,
  /** For the author; never published. */
  reason: Text.optional(),
  /** Its folder was removed as well: without this, a slug that no work has is a mistake. */
  isGone: z.literal(true).optional(),
});
export type Retraction = z.infer<typeof Retraction>;

/** `content/retractions.yaml`. */
export const Retractions = z.array(Retraction, 'expected a list of `{ work, on }`');

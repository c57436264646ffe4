import { z } from 'zod';
import { Day, Slug, Text } from './fields.ts';

/** One work that was taken down and stays down, whatever its agreements allow. */
const Retraction = z.strictObject({
  work: Slug.describe('The case study or talk, by the name of its folder.'),
  on: Day.describe('The day it was taken down.'),
  reason: Text.optional().describe('For yourself; never published.'),
  isGone: z
    .literal(true)
    .optional()
    .describe(
      'Its folder was removed as well: without this, a name that no work has is a mistake.',
    ),
});
export type Retraction = z.infer<typeof Retraction>;

/** `content/retractions.yaml`. */
export const Retractions = z.array(Retraction, 'expected a list of `{ work, on }`');

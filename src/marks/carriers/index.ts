import type { PageCarrierId } from '../keys.ts';
import { acrostic } from './acrostic.ts';
import { phrase } from './phrase.ts';
import { text } from './text.ts';

/** Every carrier of a page. */
export const carriers = { text, acrostic, phrase } as const satisfies Record<
  PageCarrierId,
  unknown
>;

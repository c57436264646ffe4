import type { CarrierId } from '../keys.ts';
import { acrostic } from './acrostic.ts';
import { phrase } from './phrase.ts';
import { text } from './text.ts';

/** Every carrier there is. */
export const carriers = { text, acrostic, phrase } as const satisfies Record<CarrierId, unknown>;

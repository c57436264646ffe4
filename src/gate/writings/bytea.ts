import { fromHex } from '../../bytes/hex.ts';
import { attemptsIn, contents } from './encoded-contents.ts';
import type { Writing } from './writing.ts';

const BYTES = /\\x((?:[\da-f]{2}){6,})/gi;

/** Bytes as PostgreSQL writes them: one mark before all, where a program has one before each. */
export const bytea: Writing = function* (text, context) {
  if (!text.includes('\\x')) return;
  const attempts = attemptsIn(context);
  for (const [, digits = ''] of text.matchAll(BYTES))
    yield* contents('bytea', fromHex(digits.toLowerCase()), attempts);
};

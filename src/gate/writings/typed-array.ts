import { attemptsIn, contents } from './encoded-contents.ts';
import { matchesFrom } from './writing.ts';
import type { Writing } from './writing.ts';

/** As JSON has bytes of a program that forgot what they are: `{"0":81,"1":117}`. */
const ARRAY = /\{"0":\s?\d{1,3}(?:,\s{0,8}"\d{1,7}":\s?\d{1,3}){5,}/y;
const VALUES = /":\s?(\d+)/g;

/** Arrays of bytes as objects with a number for each, which is what becomes of them in JSON. */
export const typedArrays: Writing = function* (text, context) {
  for (const [array] of matchesFrom(text, '{"0":', ARRAY)) {
    const values = Array.from(array.matchAll(VALUES), ([, value]) => Number(value));
    if (values.every((value) => value < 0x100))
      yield* contents('typed-array', Uint8Array.from(values), attemptsIn(context));
  }
};

import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { isAlike } from './near.ts';

const letters = fc.string({ unit: fc.constantFrom(...'abc'), minLength: 7, maxLength: 12 });
const codesOf = (text: string) => Uint16Array.from(text, (letter) => letter.charCodeAt(0));
/** In the middle of others, as words are. */
const isAlikeIn = (whole: string, word: string) =>
  isAlike(whole, codesOf(`ab${word}cab`), 2, 2 + word.length);

test.prop([letters, fc.nat(11), fc.constantFrom('a', 'b', 'x')], { numRuns: 2000 })(
  'a word is like itself with a letter changed, put in, left out, or two that changed places',
  (whole, place, letter) => {
    const at = place % whole.length;
    const [before, rest] = [whole.slice(0, at), whole.slice(at)];
    const [first = '', second = ''] = rest;
    for (const other of [
      before + letter + rest,
      before + letter + rest.slice(1),
      before + rest.slice(1),
      before + second + first + rest.slice(2),
    ])
      expect(isAlikeIn(whole, other)).toBe(true);
  },
);

test('a word that only ends like another is none like it', () => {
  expect(isAlikeIn('kestrelexample', 'seeherexxample')).toBe(false);
});

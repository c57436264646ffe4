import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { automaton } from './automaton.ts';

function scan(strings: readonly string[], text: string): readonly string[] {
  const codes = Uint16Array.from(text, (_letter, at) => text.charCodeAt(at));
  const found: string[] = [];
  automaton(strings).scan(codes, codes.length, (string, end) => found.push(`${string}@${end}`));
  return found.toSorted();
}

function search(strings: readonly string[], text: string): readonly string[] {
  return strings
    .flatMap((string, index) =>
      Array.from({ length: text.length + 1 }, (_each, end) => end)
        .filter((end) => text.slice(0, end).endsWith(string))
        .map((end) => `${index}@${end}`),
    )
    .toSorted();
}

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '京'), minLength: 1, maxLength: 5 });
const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '京', 'x'), maxLength: 60 });

test.prop([fc.array(word, { maxLength: 12 }), text])(
  'finds what looking at every place finds',
  (strings, within) => {
    expect(scan(strings, within)).toEqual(search(strings, within));
  },
);

test('thousands of strings are found among each other', () => {
  const strings = Array.from({ length: 5000 }, (_each, index) => `w${index.toString(7)}x`);
  expect(scan(strings, 'w66xw1x')).toEqual(['1@7', '48@4']);
});

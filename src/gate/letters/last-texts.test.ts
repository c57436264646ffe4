import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { ofLastTexts } from './last-texts.ts';

const text = fc
  .tuple(fc.constantFrom('a', 'b', 'cd'), fc.constantFrom(1, 200, 400))
  .map(([part, times]) => part.repeat(times));

test.prop([fc.array(text, { maxLength: 40 })])(
  'whatever was asked for before, a text comes to the same',
  (texts) => {
    const lengthOf = ofLastTexts(({ length }) => length);
    for (const each of texts) expect(lengthOf(each)).toBe(each.length);
  },
);

test.each([
  ['a short text', ['a', 'a', 'a'], 1],
  ['two short ones in turns', ['a', 'b', 'a', 'b'], 4],
  ['eight that are longer, in turns', turns(8, 300, 3), 8],
  ['nine of them', turns(9, 300, 2), 18],
  ['two of a megabyte among many others', turns(2, 1 << 20, 3, turns(9, 300, 1)), 2 + 3 * 2 * 9],
])('%s: how often they are gone through', (_what, texts, times) => {
  let count = 0;
  const lengthOf = ofLastTexts(({ length }) => {
    count += 1;
    return length;
  });
  for (const each of texts) lengthOf(each);
  expect(count).toBe(times);
});

/** @returns so many texts one after the other, so many times, and some others behind each. */
function turns(
  count: number,
  length: number,
  times: number,
  others: readonly string[] = [],
): readonly string[] {
  const texts = Array.from({ length: count }, (_each, at) => String(at).repeat(length));
  return Array.from({ length: times }, () => texts.flatMap((each) => [each, ...others])).flat();
}

import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { letterGroup } from './other-letters.ts';

const GROUPS = [/[é-ü]/, /[かな]/, /[\uDF89\uFE0F]/];
const groups = GROUPS.map(letterGroup);
const text = fc.string({
  unit: fc.constantFrom('a', '\0', 'é', 'Д', 'か', '\u{1F389}', '️'),
  maxLength: 400,
});

test.prop([fc.array(text, { maxLength: 6 })])(
  'a text has letters of the groups that patterns find',
  (texts) => {
    for (const each of [...texts, ...texts.toReversed()])
      expect(groups.map((has) => has(each))).toEqual(GROUPS.map((letters) => letters.test(each)));
  },
);

test('a group that is made known later is told of texts that were asked for before', () => {
  const within = 'Договор '.repeat(64);
  expect(groups.map((has) => has(within))).toEqual([false, false, false]);
  expect(letterGroup(/Д/)(within)).toBe(true);
});

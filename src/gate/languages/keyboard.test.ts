import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { inOtherLayout, unshifted } from './keyboard.ts';

const russian = fc.string({
  unit: fc.constantFrom(...'абвгдеёжзийклмнопрстуфхцчшщъыьэюя'),
  minLength: 1,
});

test.prop([russian])('what is typed in the other layout is typed back', (word) => {
  const typed = inOtherLayout(word) ?? '';
  expect([...typed].map((key) => inOtherLayout(key)).join('')).toBe(word);
});

test.each([
  ['harbour', 'рфкищгк'],
  ['харбор', '[fh,jh'],
  ['ёж', '`;'],
])('%s is typed %s', (word, typed) => {
  expect(inOtherLayout(word)).toBe(typed);
});

test('a letter that no key has is typed on none of them', () => {
  expect(inOtherLayout('müller')).toBeNull();
  expect(inOtherLayout('ケストレル')).toBeNull();
});

test('signs with Shift are those of the same keys', () => {
  expect(unshifted('{FH<JH')).toBe('[fh,jh');
});

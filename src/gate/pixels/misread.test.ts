import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { GateTerm } from '../term.ts';
import { findMisread } from './misread.ts';

const term = (writing: string): GateTerm => ({ id: 'client', writings: [writing], kind: 'name' });
const severityIn = (text: string, writing: string) =>
  findMisread(text, [term(writing)])[0]?.severity ?? null;

describe('a term is found as OCR misreads it:', () => {
  test.each([
    ['letters for digits', 'at Qu0rvexi1 Mar1time today', 'Quorvexil Maritime'],
    ['rn for m', 'the Harrnony 8ank report', 'Harmony Bank'],
    ['m for rn', 'at Fembrook Bank', 'Fernbrook Bank'],
    ['cl for d', 'by Branclon Foundry', 'Brandon Foundry'],
    ['a stroke for l', 'from Pa|ermo Labs', 'Palermo Labs'],
    ['the name without its legal form', 'at Qu0rvexil Maritirne, in', 'Quorvexil Maritime GmbH'],
    ['words stuck together', 'ofQuorvexilMaritimein', 'Quorvexil Maritime'],
    ['a letter wrong in a long term', 'at Quorvexal Maritime', 'Quorvexil Maritime'],
    ['a letter missing', 'at Quovexil Maritime', 'Quorvexil Maritime'],
    ['a letter too many', 'at Quorvexil Marritime', 'Quorvexil Maritime'],
    ['kana for kanji of the same shape', '昨年から二シムラ口ジスと', 'ニシムラロジス'],
  ])('%s', (_how, text, writing) => {
    expect(severityIn(text, writing)).toBe('error');
  });
});

test('a short term is only warned of, and only as a word of its own', () => {
  expect(severityIn('sent to 0XM5 yesterday', 'OXMS')).toBe('warning');
  expect(severityIn('the b0xm5th', 'OXMS')).toBeNull();
  expect(severityIn('a shift of 10 days', 'HVL')).toBeNull();
});

test.each([
  ['another bank', '東京銀行と', '東雲銀行'],
  ['a word that shares half', 'the maritime museum', 'Quorvexil Maritime'],
  ['two letters wrong', 'at Quarvexal Maritime', 'Quorvexil Maritime'],
  ['a word that is like a short one', 'the harbor', 'Harbop'],
])('innocent: %s', (_how, text, writing) => {
  expect(severityIn(text, writing)).toBeNull();
});

const CONFUSED: Readonly<Record<string, string>> = {
  o: '0',
  l: '1',
  i: 'l',
  s: '5',
  b: '8',
  z: '2',
  m: 'rn',
};

test.prop([
  fc.string({ unit: fc.constantFrom(...'abdefghiklmnopstz'), minLength: 7, maxLength: 14 }),
  fc.array(fc.boolean(), { minLength: 14, maxLength: 14 }),
  fc.constantFrom('', 'in ', 'x. '),
])('any mix of confusions is undone, and its place told', (name, isConfused, before) => {
  const read = [...name]
    .map((letter, index) => (isConfused[index] && CONFUSED[letter]) || letter)
    .join('');
  const text = `${before}${read} is`;
  const [found] = findMisread(text, [term(name)]);
  expect(found?.severity).toBe('error');
  expect(text.slice(found?.start, found?.end)).toBe(read);
});

test.prop([fc.string({ unit: 'binary' }), fc.string({ minLength: 3 })])(
  'nothing makes it throw',
  (text, writing) => {
    expect(() => findMisread(text, [term(writing)])).not.toThrow();
  },
);

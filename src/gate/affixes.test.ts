import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { judgeBefore, judgeBehind, mayBegin, mayEnd } from './affixes.ts';

const AFFIXES = [
  '',
  's',
  'S',
  'v',
  'hq',
  'Inc',
  'GMBH',
  'prod',
  'www',
  'get',
  'lib',
  'ооо',
  'Пром',
  'l',
  'э',
];
const SIGNS = ['', ' ', '-', '\\', '%', '1', '_', ' -', '\u{1D400}', 'かな', '\u200B'];
const piece = fc.constantFrom(...AFFIXES, ...SIGNS);

test.prop([fc.array(piece, { maxLength: 3 }), fc.array(piece, { maxLength: 3 })], {
  numRuns: 3000,
})('what is looked at first is never stricter than what decides', (before, behind) => {
  const [start, name] = [before.join('').length, 'Harbour'];
  const text = `${before.join('')}${name}${behind.join('')}`;
  const end = start + name.length;
  if (judgeBehind(text, start, end, name.length)) expect(mayEnd(text, end)).toBe(true);
  if (judgeBefore(text, start, name.length)) expect(mayBegin(text, start)).toBe(true);
});

import { expect, test } from 'vitest';
import { fromLatin1, toLatin1 } from '../bytes/latin1.ts';
import { sizedStrings } from './sized-strings.ts';

const found = (text: string) => [...sizedStrings(toLatin1(text))].map(fromLatin1);
const long = (size: number) => 'Harbour Vale'.padEnd(size, '.');

test.each([
  ['of Pascal', `\u0001Q${long(81)}\u0001`],
  ['in two bytes, the first one first, as in IPTC', `\u001C\u0002\u0078\0Q${long(81)}\u001C`],
  ['with its zero, as in profiles of colours', `\0\0\0R${long(81)}\0`],
  ['at the end, as in certificates', `\u000CQ${long(81)}`],
  ['before the size of the next, as in comments of Ogg', `Q\0\0\0${long(81)}d\0\0\0${long(100)}`],
  ['before a longer one', `\u0011\0\0\0${long(17)}rR\0\0${long(20)}`],
])('a size is no letter: %s', (_where, text) => {
  expect(found(text)).toContainEqual(expect.stringMatching(/^Harbour Vale\.*\0?$/));
});

test('what has no size before it stays as it is', () => {
  expect(found(`\0Q${long(40)}\0`)).toEqual([]);
  expect(found(long(90))).toEqual([]);
  expect(found(`\u0005\0\0\0\0\0`)).toEqual([]);
});

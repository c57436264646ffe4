import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { indexOfMark, isAt } from './marks-in-bytes.ts';

const bytes = fc.uint8Array({ max: 3, maxLength: 40 });

test.prop([bytes, fc.uint8Array({ max: 3, minLength: 1, maxLength: 4 }), fc.nat(45)])(
  'a mark is found where Node finds it',
  (within, mark, from) => {
    const found = indexOfMark(within, String.fromCharCode(...mark), from);
    expect(found).toBe(from > within.length ? -1 : Buffer.from(within).indexOf(mark, from));
    if (found >= 0) expect(isAt(within, String.fromCharCode(...mark), found)).toBe(true);
  },
);

test('a mark that the end cuts is none', () => {
  expect(isAt(Uint8Array.of(1, 2), '\u0001\u0002\u0003', 0)).toBe(false);
});

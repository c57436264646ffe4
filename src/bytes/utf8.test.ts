import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { fromUtf8, toUtf8 } from './utf8.ts';

test.prop([fc.string({ unit: 'binary' })])('decoding undoes encoding', (text) => {
  expect(fromUtf8(toUtf8(text))).toBe(text);
});

test('a byte order mark is kept', () => {
  expect(fromUtf8(new Uint8Array([0xef, 0xbb, 0xbf, 0x61]))).toBe('\uFEFFa');
});

test.each([[[0xff]], [[0xc3]], [[0xed, 0xa0, 0x80]], [[0xc0, 0x80]]])(
  'not UTF-8 is null: %j',
  (bytes) => {
    expect(fromUtf8(new Uint8Array(bytes))).toBeNull();
  },
);

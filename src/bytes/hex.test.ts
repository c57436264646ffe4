import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { fromHex, toHex } from './hex.ts';

test.prop([fc.uint8Array()])('decoding undoes encoding', (bytes) => {
  expect(fromHex(toHex(bytes))).toEqual(bytes);
});

test('both cases are read, lower case is written', () => {
  expect(toHex(fromHex('00FFa9') ?? new Uint8Array())).toBe('00ffa9');
});

test.each(['0', '0g', '0x00', ' 00'])('what is not hexadecimal is null: %j', (text) => {
  expect(fromHex(text)).toBeNull();
});

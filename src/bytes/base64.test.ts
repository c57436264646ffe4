import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { fromBase64, fromBase64url, toBase64, toBase64url } from './base64.ts';

test.prop([fc.uint8Array()])('decoding undoes encoding', (bytes) => {
  expect(fromBase64(toBase64(bytes))).toEqual(bytes);
  expect(fromBase64url(toBase64url(bytes))).toEqual(bytes);
});

// RFC 4648 §10.
test.each([
  ['', ''],
  ['f', 'Zg=='],
  ['fo', 'Zm8='],
  ['foo', 'Zm9v'],
  ['foob', 'Zm9vYg=='],
])('published vector: %j', (text, encoded) => {
  expect(toBase64(new TextEncoder().encode(text))).toBe(encoded);
});

test('base64url has neither padding nor characters a URL would escape', () => {
  expect(toBase64url(new Uint8Array([0xfb, 0xff, 0xfe, 0xff]))).toBe('-__-_w');
});

test.each(['Zg=', 'Z', 'Zg ==', '+/+/', 'Zm9v\n'])('what is not base64url is null: %j', (text) => {
  expect(fromBase64url(text)).toBeNull();
});

test('a large input does not overflow the stack', () => {
  expect(toBase64(new Uint8Array(300_000))).toHaveLength(400_000);
});

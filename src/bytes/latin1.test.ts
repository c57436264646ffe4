import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { fromLatin1, toLatin1 } from './latin1.ts';

test.prop([fc.uint8Array({ maxLength: 20_000 })])('every byte comes back', (bytes) => {
  expect(toLatin1(fromLatin1(bytes))).toEqual(bytes);
});

test('the bytes between the letters are no letters of windows-1252', () => {
  expect(fromLatin1(Uint8Array.of(0x41, 0x80, 0x99))).toBe('A\u0080\u0099');
});

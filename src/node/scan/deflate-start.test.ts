import { constants, deflateRawSync } from 'node:zlib';
import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { mayBeDeflate } from '../../gate/writings/deflate-start.ts';
import { decompress } from './decompress.ts';

test.prop([
  fc.oneof(fc.uint8Array({ maxLength: 400 }), fc.string({ maxLength: 400 }).map(utf8)),
  fc.integer({ min: 0, max: 9 }),
  fc.constantFrom(constants.Z_DEFAULT_STRATEGY, constants.Z_HUFFMAN_ONLY, constants.Z_FIXED),
])('what was packed is told from its start', (bytes, level, strategy) => {
  expect(mayBeDeflate(deflateRawSync(bytes, { level, strategy }))).toBe(true);
});

test.prop([fc.uint8Array({ minLength: 16, maxLength: 64 })], { numRuns: 3000 })(
  'nothing is refused that unpacks',
  (bytes) => {
    if (unpacks(bytes)) expect(mayBeDeflate(bytes)).toBe(true);
  },
);

test('most of what is none is refused', () => {
  const noise = (seed: number) =>
    Uint8Array.from({ length: 24 }, (_each, at) => (seed * 251 + at * at * 97) >> 3);
  const tries = Array.from({ length: 500 }, (_each, seed) => noise(seed));
  expect(tries.filter(mayBeDeflate).length).toBeLessThan(250);
});

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function unpacks(bytes: Uint8Array): boolean {
  try {
    decompress.inflateRaw(bytes, 1 << 20);
    return true;
  } catch {
    return false;
  }
}

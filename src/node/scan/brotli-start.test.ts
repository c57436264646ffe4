import { brotliCompressSync, constants } from 'node:zlib';
import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { mayBeBrotli } from '../../gate/writings/brotli-start.ts';
import { decompress } from './decompress.ts';

const HEAD = 32;

test.prop([
  fc.oneof(
    fc.string({ minLength: 1, maxLength: 400 }),
    fc.array(fc.constantFrom('the ', 'client ', 'Hafen', '京', '\n'), { minLength: 1 }).map(text),
  ),
  fc.integer({ min: 0, max: 11 }),
  fc.integer({ min: 10, max: 24 }),
])('a text that was packed is told from its start', (written, quality, window) => {
  const packed = brotliCompressSync(written, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: quality,
      [constants.BROTLI_PARAM_LGWIN]: window,
    },
  });
  // What hardly holds more than its own size says so is not looked for, nor what repeats itself.
  fc.pre(written.length * 2 > packed.length && written.length < packed.length * 30);
  expect(mayBeBrotli(packed)).toBe(true);
  expect(mayBeBrotli(packed.subarray(0, HEAD), packed.length)).toBe(true);
});

test.prop([fc.uint8Array({ minLength: 16, maxLength: 64 })], { numRuns: 3000 })(
  'nothing is refused that unpacks to as much as a text has',
  (bytes) => {
    const size = unpackedSize(bytes);
    if (size * 3 >= bytes.length && size <= bytes.length * 100)
      expect(mayBeBrotli(bytes)).toBe(true);
  },
);

test('nearly all noise is none', () => {
  const noise = Array.from({ length: 2000 }, (_each, seed) =>
    Uint8Array.from(
      { length: HEAD },
      (_byte, at) => Math.imul(seed * HEAD + at, 0x9e3779b1) >>> 24,
    ),
  );
  expect(noise.filter((bytes) => mayBeBrotli(bytes)).length).toBeLessThan(40);
});

function text(words: readonly string[]): string {
  return words.join('');
}

function unpackedSize(bytes: Uint8Array): number {
  try {
    return decompress.brotli(bytes, 1 << 20).bytes.length;
  } catch {
    return 0;
  }
}

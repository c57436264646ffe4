import { constants, deflateRawSync } from 'node:zlib';
import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { mayBeDeflate, mayBeFixedText } from '../../gate/writings/deflate-start.ts';
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

const packed = fc
  .tuple(
    fc.oneof(
      fc.string({ minLength: 1, maxLength: 80 }),
      fc.string({ unit: fc.constantFrom('a', 'bc', 'é', '京', '\n', '😀'), minLength: 1 }),
    ),
    fc.uint8Array({ maxLength: 8 }),
  )
  .map(([text, behind]) => [
    ...deflateRawSync(utf8(text), { strategy: constants.Z_FIXED, level: 9 }),
    ...behind,
  ]);

test.prop([packed], { numRuns: 500 })('fixed codes that spell a text are known', (bytes) => {
  const stream = Uint8Array.from(bytes);
  const controls = /[\0-\u0008\u000E-\u001F\u007F]/;
  const text = new TextDecoder().decode(decompress.inflateRaw(stream, 1 << 20).bytes);
  if (!controls.test(text)) expect(mayBeFixedText(stream, 8)).toBe(true);
});

test.prop([packed, fc.nat(), fc.nat(255)], { numRuns: 500 })(
  'what is refused as text of fixed codes is none',
  (bytes, at, byte) => {
    const stream = Uint8Array.from(bytes);
    stream[at % stream.length] = byte;
    if (!unpacks(stream)) return;
    const { bytes: inner, used } = decompress.inflateRaw(stream, 1 << 20);
    const isText = /^[\t-\r -~\u00A0-\uFFEF]*$/.test(new TextDecoder().decode(inner));
    if (isText && used >= stream.length - 8) expect(mayBeFixedText(stream, 8)).toBe(true);
  },
);

test('and most noise is none', () => {
  const noise = Array.from({ length: 500 }, (_each, seed) =>
    Uint8Array.from({ length: 24 }, (_byte, at) =>
      at === 0 ? 3 : (seed * 251 + at * at * 97 + seed * at) >> 2,
    ),
  );
  expect(noise.filter((bytes) => mayBeFixedText(bytes, 8)).length).toBeLessThan(50);
});

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

import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { packSealed, paddedSize, unpackSealed } from './sealed-container.ts';

const content = fc.record({
  title: fc.string({ unit: 'grapheme' }),
  lang: fc.constantFrom('en' as const, 'ja' as const, 'ru' as const),
  html: fc.string({ unit: 'grapheme' }),
  files: fc.array(
    fc.record({
      name: fc.option(fc.string()),
      type: fc.constant('image/webp'),
      bytes: fc.uint8Array({ maxLength: 5000 }),
    }),
    { maxLength: 4 },
  ),
  fonts: fc.array(
    fc.record({
      family: fc.string(),
      style: fc.constantFrom('normal' as const, 'italic' as const),
      weight: fc.constant('400 600'),
      ranges: fc.constant('U+61-62'),
      bytes: fc.uint8Array({ maxLength: 5000 }),
    }),
    { maxLength: 3 },
  ),
});

test.prop([content])('what was packed comes out again', (given) => {
  expect(unpackSealed(packSealed(given))).toEqual(given);
});

test.prop([fc.integer({ min: 1, max: 2 ** 28 })])(
  'a size says little: the padded one is no smaller, and at most √2 times as large',
  (size) => {
    const padded = paddedSize(size);
    expect(padded).toBeGreaterThanOrEqual(size);
    expect(padded).toBeLessThanOrEqual(Math.max(128 * 1024, Math.ceil(size * Math.SQRT2) + 2));
    expect(paddedSize(padded)).toBe(padded);
  },
);

test('up to 64 MB there are fewer than twenty sizes', () => {
  const sizes = new Set<number>();
  for (let size = 1; size < 2 ** 26; size = Math.ceil(size * 1.01)) sizes.add(paddedSize(size));
  expect(sizes.size).toBeLessThan(20);
});

test.prop([fc.uint8Array({ maxLength: 200 })])('other bytes are no sealed page', (bytes) => {
  expect(unpackSealed(bytes)).toBeNull();
});

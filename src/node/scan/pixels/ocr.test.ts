import sharp from 'sharp';
import { afterEach, expect, test } from 'vitest';
import { modelFor } from './ocr-data.ts';
import { ocrEngine } from './ocr.ts';
import type { Ocr } from './ocr.ts';

const MODEL = modelFor('latin');
let ocr: Ocr;
afterEach(() => ocr.close());

/** Strokes in rows: something to look at for a while. */
async function strokes(rows: number): Promise<Uint8Array> {
  const body = Array.from(
    { length: rows * 40 },
    (_each, index) => `M${(index % 40) * 20 + 9} ${Math.floor(index / 40) * 24 + 4}v14l6 -9v9`,
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="820" height="${rows * 24 + 8}"><rect width="100%" height="100%" fill="#fff"/><path d="${body.join('')}" stroke="#000" stroke-width="2" fill="none"/></svg>`;
  return new Uint8Array(await sharp(Buffer.from(svg)).png().toBuffer());
}

test(
  'a picture has its time for itself, however many wait with it',
  { timeout: 120_000 },
  async () => {
    const png = await strokes(2);
    ocr = ocrEngine(1);
    await ocr.read(png, MODEL);
    let longest = 0;
    for (let time = 0; time < 4; time++) {
      const since = performance.now();
      await ocr.read(png, MODEL);
      longest = Math.max(longest, performance.now() - since);
    }
    await ocr.close();
    // All together take longer than that, and none of them by itself, whatever else the machine does.
    ocr = ocrEngine(1, longest * 16);
    const texts = await Promise.all(Array.from({ length: 64 }, () => ocr.read(png, MODEL)));
    expect(new Set(texts).size).toBe(1);
  },
);

test('one that takes too long is no matter to those behind it', { timeout: 120_000 }, async () => {
  const [small, large] = [await strokes(1), await strokes(300)];
  ocr = ocrEngine(1, 3_000);
  const [first, second] = await Promise.allSettled([
    ocr.read(large, MODEL),
    ocr.read(small, MODEL),
  ]);
  expect([first?.status, second?.status]).toEqual(['rejected', 'fulfilled']);
});

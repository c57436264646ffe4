import jsQR from 'jsqr';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { qrCode } from './qr-code.ts';

const ADDRESS = 'https://mara-lindqvist.example/ja/talks/the-gate-that-says-no/tokyo-2027/';

/** What a camera sees of a code that is 30 mm wide, at so many pixels a millimetre. */
async function photograph(pixelsPerMm: number, blur: number) {
  const { size, path } = qrCode(ADDRESS);
  const width = Math.round(30 * pixelsPerMm);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${width}" viewBox="0 0 ${size} ${size}"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${path}"/></svg>`;
  const image = sharp(Buffer.from(svg)).blur(blur).jpeg({ quality: 60 });
  const { data, info } = await sharp(await image.toBuffer())
    .rotate(3, { background: '#fff' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return jsQR(new Uint8ClampedArray(data), info.width, info.height)?.data;
}

describe('printed at 30 mm, another program reads it', () => {
  test.each([
    ['close', 12, 0.5],
    ['at arm’s length', 7, 0.6],
    ['far and out of focus', 5, 0.8],
  ])('%s', async (_name, pixelsPerMm, blur) => {
    expect(await photograph(pixelsPerMm, blur)).toBe(ADDRESS);
  });
});

test('modules stay wide enough for a print of 30 mm', () => {
  expect(30 / qrCode(ADDRESS).size).toBeGreaterThan(0.5);
});

test('the quiet zone is four modules wide', () => {
  const { size, path } = qrCode(ADDRESS);
  const starts = [...path.matchAll(/M(\d+) (\d+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
  const ends = [...path.matchAll(/M(\d+) \d+h(\d+)/g)].map(([, x, w]) => Number(x) + Number(w));
  expect(Math.min(...starts.flat())).toBe(4);
  expect(Math.max(...ends)).toBe(size - 4);
});

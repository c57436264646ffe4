import { fc, test } from '@fast-check/vitest';
import sharp from 'sharp';
import type { Sharp } from 'sharp';
import { describe, expect } from 'vitest';
import type { Rgba } from '../pixels/gray.ts';
import { findReusedPictures, indexPictures } from './reused-picture.ts';

/** The sample's pictures: screens, charts, drawings and photographs. */
const NAMES = [
  'case-studies/quiet-ledger/shrunk-counterexample.webp',
  'case-studies/night-train-timetable/changed-pages.webp',
  'case-studies/forty-milliseconds/board-percentiles.webp',
  'case-studies/forty-milliseconds/flame-worker.webp',
  'case-studies/forty-milliseconds/simulated-tail.webp',
  'case-studies/herbarium-at-scale/open-flower.webp',
  'case-studies/herbarium-at-scale/yellow-detail.webp',
  'case-studies/the-reading-room/search-page.webp',
  'case-studies/two-customs-houses/diagnostics.png',
  'talks/marks-that-survive/berlin-hall.webp',
  'portrait.webp',
];
const open = (name: string) => sharp(new URL(`../../../content/${name}`, import.meta.url).pathname);

async function pixels(image: Sharp): Promise<Rgba> {
  const small = sharp(await image.png().toBuffer()).resize(256, 256, { fit: 'inside' });
  const { data, info } = await small.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data: new Uint8Array(data) };
}

const PICTURES = await Promise.all(
  NAMES.map(async (name) => ({ name, pixels: await pixels(open(name)) })),
);
const INDEX = indexPictures(
  PICTURES.map(({ name, pixels: own }) => ({ work: { id: name }, pixels: own })),
);
const recognised = (picture: Rgba) =>
  findReusedPictures({ file: 'a.webp', pixels: picture }, INDEX).map(({ work }) => work.id);

const recompressed = async (image: Sharp) => sharp(await image.jpeg({ quality: 35 }).toBuffer());
const scaled = async (image: Sharp) => sharp(await image.resize(240).webp().toBuffer());
async function cut(image: Sharp, ...[left, top, right, bottom]: readonly number[]) {
  const { width, height } = await image.metadata();
  return image.extract({
    left: Math.round(width * (left ?? 0)),
    top: Math.round(height * (top ?? 0)),
    width: Math.round(width * (1 - (left ?? 0) - (right ?? 0))),
    height: Math.round(height * (1 - (top ?? 0) - (bottom ?? 0))),
  });
}

const COPIES: readonly (readonly [string, (image: Sharp) => Sharp | Promise<Sharp>])[] = [
  ['recompressed', recompressed],
  ['scaled down', scaled],
  ['stretched', (image) => image.resize(400, 300, { fit: 'fill' })],
  ['in grey', (image) => image.grayscale()],
  ['in other colours', (image) => image.modulate({ hue: 120, saturation: 1.4 })],
  ['inverted', (image) => image.negate({ alpha: false })],
  ['mirrored', (image) => image.flop()],
  ['cut by a twentieth all around', (image) => cut(image, 0.05, 0.05, 0.05, 0.05)],
  ['cut unevenly', (image) => cut(image, 0.03, 0.07, 0.01, 0)],
  ['cut at the bottom', (image) => cut(image, 0, 0, 0, 0.09)],
];

describe.each(COPIES)('a copy that is %s', (_how, change) => {
  test('is recognised, and as no other', async () => {
    for (const { name } of PICTURES)
      expect(recognised(await pixels(await change(open(name)))), name).toEqual([name]);
  });
});

test('no picture is taken for another', () => {
  for (const { name, pixels: own } of PICTURES) expect(recognised(own)).toEqual([name]);
});

test('what is too flat to be told apart is not known again', () => {
  const flat = { width: 64, height: 64, data: new Uint8Array(64 * 64 * 4).fill(180) };
  const index = indexPictures([{ work: { id: 'sealed-1' }, pixels: flat }]);
  expect(findReusedPictures({ file: 'a.png', pixels: flat }, index)).toEqual([]);
});

test.prop([fc.integer({ min: 0, max: 2 ** 31 }), fc.integer({ min: 2, max: 40 })], { numRuns: 40 })(
  'drawn at random, of any coarseness, a picture is never one of these',
  (seed, grain) => {
    const data = new Uint8Array(160 * 120 * 4);
    for (let at = 0; at < data.length; at++) {
      const [x, y] = [Math.floor(((at / 4) % 160) / grain), Math.floor(at / 640 / grain)];
      data[at] = at % 4 === 3 ? 255 : Math.imul(seed ^ (x * 73 + y * 179), 2654435761) >>> 24;
    }
    expect(recognised({ width: 160, height: 120, data })).toEqual([]);
  },
);

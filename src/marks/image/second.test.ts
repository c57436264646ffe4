import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import type { Sharp } from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { toHex } from '../../bytes/hex.ts';
import { embedImage } from './embed.ts';
import type { Pixels } from './plane.ts';
import { openImageReader } from './read.ts';

const PICTURE = fileURLToPath(
  new URL('../../../content/case-studies/herbarium-at-scale/open-flower.webp', import.meta.url),
);
const overt = { id: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8), key: new Uint8Array(32).fill(5) };
const covert = { id: Uint8Array.of(8, 7, 6, 5, 4, 3, 2, 1), key: new Uint8Array(32).fill(6) };
/** Of another picture. */
const other = { id: Uint8Array.of(9, 7, 5, 3, 1, 2, 4, 6), key: new Uint8Array(32).fill(7) };

async function toPixels(image: Sharp): Promise<Pixels> {
  const { data, info } = await image.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data: new Uint8ClampedArray(data) };
}

function toSharp({ data, width, height }: Pixels): Sharp {
  return sharp(data, { raw: { width, height, channels: 4 } }).removeAlpha();
}

const asJpeg = async (pixels: Pixels, quality: number) =>
  toPixels(sharp(await toSharp(pixels).jpeg({ quality }).toBuffer()));

let plain: Pixels;
let marked: Pixels;
beforeAll(async () => {
  plain = await toPixels(sharp(PICTURE).resize(1000, 1000, { fit: 'inside' }));
  marked = embedImage(plain, [overt, covert]);
});

describe('a second mark beneath the first', () => {
  test.each<[string, () => Promise<Pixels>]>([
    ['as it is', async () => marked],
    ['as JPEG at 50', () => asJpeg(marked, 50)],
    ['turned by a quarter', () => toPixels(toSharp(marked).rotate(90))],
    ['without its first two rows and columns', () => cut(marked, 2, 1)],
    ['cut to half its area', () => cut(marked, 23, Math.SQRT1_2)],
  ])('%s, both are there', async (_, change) => {
    const reader = openImageReader(await change());
    expect(toHex(reader.read(overt.key)?.id ?? new Uint8Array())).toBe(toHex(overt.id));
    expect(reader.readSecond(overt.key, covert)).not.toBeNull();
    expect(reader.readSecond(overt.key, other)).toBeNull();
  });

  test('stays when somebody who knows the public key writes another over the first', async () => {
    const forged = embedImage(marked, [{ id: other.id, key: overt.key }]);
    const reader = openImageReader(await asJpeg(forged, 75));
    expect(toHex(reader.read(overt.key)?.id ?? new Uint8Array())).toBe(toHex(other.id));
    expect(reader.readSecond(overt.key, covert)).not.toBeNull();
  });

  test('is not found where there is none', () => {
    expect(openImageReader(plain).readSecond(overt.key, covert)).toBeNull();
    const alone = openImageReader(embedImage(plain, [overt]));
    expect(alone.readSecond(overt.key, covert)).toBeNull();
  });
});

async function cut(pixels: Pixels, from: number, part: number): Promise<Pixels> {
  const [width, height] = [pixels.width, pixels.height].map((side) =>
    Math.min(side - from, Math.round(side * part)),
  );
  const area = { left: from, top: from, width: width ?? 0, height: height ?? 0 };
  return toPixels(toSharp(pixels).extract(area));
}

test('where an unknown id cannot be read any more, one of a list still can', async () => {
  const list = [other.id, overt.id];
  let weakest: Pixels | null = null;
  for (let side = 128; side > 60 && !weakest; side -= 8) {
    const small = await toPixels(toSharp(marked).resize(side));
    if (!openImageReader(small).readWhole(overt.key)) weakest = small;
  }
  if (!weakest) throw new Error('the id came back from every size');
  const reader = openImageReader(weakest);
  expect(toHex(reader.readWhole(overt.key, list)?.id ?? new Uint8Array())).toBe(toHex(overt.id));
  expect(reader.readWhole(overt.key, [other.id])).toBeNull();
});

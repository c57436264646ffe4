import { fileURLToPath } from 'node:url';
import { fc, test } from '@fast-check/vitest';
import sharp from 'sharp';
import type { Sharp } from 'sharp';
import { beforeAll, describe, expect } from 'vitest';
import { toHex } from '../../bytes/hex.ts';
import { decodeId, encodeId } from '../id-code.ts';
import { embedImage, kindOf } from './embed.ts';
import { invertSquare, makeComplex, transformSquare } from './fourier.ts';
import { layoutOf } from './layout.ts';
import type { Pixels } from './plane.ts';
import { readImage, readWholeImage } from './read.ts';

const PICTURE = fileURLToPath(
  new URL('../../../content/case-studies/herbarium-at-scale/open-flower.webp', import.meta.url),
);
const key = new Uint8Array(32).fill(5);
const otherKey = new Uint8Array(32).fill(6);
const id = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
const Id = fc.uint8Array({ minLength: 8, maxLength: 8 });

async function toPixels(image: Sharp): Promise<Pixels> {
  const { data, info } = await image.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data: new Uint8ClampedArray(data) };
}

function toSharp({ data, width, height }: Pixels): Sharp {
  return sharp(data, { raw: { width, height, channels: 4 } }).removeAlpha();
}

const encoded = async (image: Sharp) => toPixels(sharp(await image.toBuffer()));

let plain: Pixels;
let marked: Pixels;
beforeAll(async () => {
  plain = await toPixels(sharp(PICTURE).resize(1000, 1000, { fit: 'inside' }));
  marked = embedImage(plain, [{ id, key }]);
});

describe('a marked photograph', () => {
  const { round } = Math;
  test.each<[string, (image: Sharp, width: number, height: number) => Promise<Pixels>]>([
    ['as it is', (image) => toPixels(image)],
    ['as JPEG at 50', (image) => encoded(image.jpeg({ quality: 50 }))],
    ['as WebP at 50', (image) => encoded(image.webp({ quality: 50 }))],
    ['as AVIF at 50', (image) => encoded(image.avif({ quality: 50, effort: 2 }))],
    ['at half its size', (image, width) => toPixels(image.resize(round(width / 2)))],
    ['mirrored', (image) => toPixels(image.flop())],
    ['turned by a quarter', (image) => toPixels(image.rotate(90))],
    ['turned by a quarter and mirrored', (image) => toPixels(image.flop().rotate(90))],
    [
      'on a page',
      (image) =>
        toPixels(image.extend({ top: 90, left: 140, right: 210, bottom: 160, background: '#fff' })),
    ],
    ['turned by a degree', (image) => toPixels(image.rotate(1, { background: '#000' }))],
    [
      'stretched',
      (image, width, height) =>
        toPixels(image.resize(width, round(height * 0.95), { fit: 'fill' })),
    ],
    ['brighter, and clipped', (image) => toPixels(image.linear(1.2, 0))],
    [
      'cut to half its area',
      (image, width, height) =>
        toPixels(
          image.extract({
            left: 31,
            top: 17,
            width: round(width * 0.707),
            height: round(height * 0.707),
          }),
        ),
    ],
  ])('%s still tells its id', async (_, change) => {
    const changed = await change(toSharp(marked), marked.width, marked.height);
    const reading = readImage(changed, key);
    expect(reading && toHex(reading.id)).toBe(toHex(id));
  });

  test('looks the same: at least 42.5 dB, and alpha is left as it is', () => {
    const colours = marked.data.filter((_, at) => at % 4 < 3).length;
    const error = marked.data.reduce(
      (sum, value, at) => sum + (value - (plain.data[at] ?? 0)) ** 2,
      0,
    );
    expect(10 * Math.log10(255 ** 2 / (error / colours))).toBeGreaterThanOrEqual(42.5);
    expect(marked.data.every((value, at) => at % 4 < 3 || value === plain.data[at])).toBe(true);
  });

  test('tells nothing to another key, and an unmarked one nothing to anybody', () => {
    expect(readImage(marked, otherKey)).toBeNull();
    expect(readWholeImage(plain, key)).toBeNull();
  });
});

test('a drawn picture changes by at most 4 levels, and tells its id', async () => {
  const bars = Array.from({ length: 24 }, (_, at) => {
    const size = 40 + ((at * 37) % 300);
    return `<rect x="${40 + at * 46}" y="${640 - size}" width="30" height="${size}" fill="hsl(${at * 15} 50% 50%)"/><text x="${40 + at * 46}" y="680" font-size="16">${size}</text>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="720"><rect width="1200" height="720" fill="#fff"/>${bars.join('')}</svg>`;
  const drawing = await toPixels(sharp(Buffer.from(svg)));
  expect(kindOf(drawing)).toBe('graphic');
  const changed = embedImage(drawing, [{ id, key }]);
  const most = changed.data.reduce(
    (max, value, at) => Math.max(max, Math.abs(value - (drawing.data[at] ?? 0))),
    0,
  );
  expect(most).toBeLessThanOrEqual(4);
  const reading = readImage(await encoded(toSharp(changed).jpeg({ quality: 75 })), key);
  expect(reading && toHex(reading.id)).toBe(toHex(id));
});

test('a card with a few words is changed less still, and tells its id', async () => {
  const lines = ['Charts that are read aloud', 'Mara Lindqvist', 'mara-lindqvist.example'].map(
    (line, at) => `<text x="80" y="${200 + at * 90}" font-size="${56 - at * 14}">${line}</text>`,
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630"><rect width="1200" height="630" fill="#f4efe6"/>${lines.join('')}</svg>`;
  const card = await toPixels(sharp(Buffer.from(svg)));
  expect(kindOf(card)).toBe('plain');
  const changed = embedImage(card, [{ id, key }]);
  const power = changed.data.reduce(
    (sum, value, at) => sum + (value - (card.data[at] ?? 0)) ** 2,
    0,
  );
  // In levels, of colours alone: the quality of 45 dB allows 1.4.
  expect(Math.sqrt(power / (1200 * 630 * 3))).toBeLessThan(1);
  const reading = readImage(await encoded(toSharp(changed).jpeg({ quality: 75 })), key);
  expect(reading && toHex(reading.id)).toBe(toHex(id));
});

test.prop([fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 90 }), fc.nat(255), Id], {
  numRuns: 12,
})('neither marking nor reading throws on an image of any size', (width, height, level, any) => {
  const data = new Uint8ClampedArray(width * height * 4).fill(level);
  const changed = embedImage({ width, height, data }, [{ id: any, key }]);
  expect(changed.data).toHaveLength(data.length);
  readWholeImage(changed, key);
});

describe('the code', () => {
  test.prop([Id, fc.uniqueArray(fc.nat(319), { maxLength: 40 })])(
    'comes back from 320 bits of which 40 are wrong or unknown',
    (any, wrong) => {
      const soft = Float64Array.from(encodeId(any));
      for (const [index, at] of wrong.entries()) soft[at] = index % 2 === 0 ? 0 : -(soft[at] ?? 0);
      expect(decodeId(soft)).toEqual(any);
    },
  );

  test('published vector', () => {
    expect(
      encodeId(id)
        .reduce((text, bit) => text + (bit > 0 ? '1' : '0'), '')
        .slice(0, 40),
    ).toMatchInlineSnapshot(`"1110110001001001010110101111111100110111"`);
  });
});

test('the layout is the key’s, with every code bit in every zone', () => {
  const { sync, payload, bits, signs } = layoutOf(key);
  expect([sync.length, payload.length, bits.length, signs.length]).toEqual([64, 480, 960, 960]);
  for (const zone of [0, 1, 2])
    expect(new Set(bits.slice(zone * 320, zone * 320 + 320)).size).toBe(320);
  const places = [...sync, ...payload].map(({ kx, ky }) => `${kx},${ky}`);
  expect(new Set(places).size).toBe(544);
  expect(layoutOf(otherKey).payload).not.toEqual(payload);
  // Made by this implementation on 2026-11-23; it may never change, or every mark is lost.
  expect([...signs.slice(0, 16), ...bits.slice(0, 4), payload[0]?.kx, payload[0]?.ky])
    .toMatchInlineSnapshot(`
    [
      1,
      -1,
      -1,
      1,
      -1,
      1,
      1,
      1,
      -1,
      1,
      1,
      -1,
      1,
      -1,
      1,
      -1,
      74,
      140,
      85,
      97,
      2,
      12,
    ]
  `);
});

test.prop([
  fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 64, maxLength: 64 }),
])('a transform and its inverse give back what went in', (values) => {
  const square = makeComplex(64);
  square.re.set(values);
  transformSquare(square, 8);
  invertSquare(square, 8);
  for (const [at, value] of values.entries())
    expect((square.re[at] ?? 0) / 64).toBeCloseTo(value, 9);
});

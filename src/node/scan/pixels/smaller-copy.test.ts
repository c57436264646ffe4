import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fc, test } from '@fast-check/vitest';
import sharp from 'sharp';
import type { Sharp } from 'sharp';
import { beforeAll, describe, expect } from 'vitest';
import { isScaledCopy, mayBeCopies, toGray } from '../../../gate/index.ts';
import type { Gray } from '../../../gate/index.ts';
import type { Setter } from '../../../site/cards/card.ts';
import { toPixels } from '../../pictures/image-pixels.ts';
import { letterSetter } from '../../pictures/letter-setter.ts';
import { asCopy } from './look.ts';
import { thumbnailOf } from './smaller-copy.ts';

const SOURCES = [
  'case-studies/hidden-in-plain-text/paste-journeys.png',
  'case-studies/kinsoku/headings.png',
  'case-studies/two-customs-houses/diagnostics.png',
].map(
  (name) =>
    new Uint8Array(
      readFileSync(fileURLToPath(new URL(`../../../../content/${name}`, import.meta.url))),
    ),
);
const WIDTH = 480;
const WORDS = ['Quorvexil', '白鷺電力', 'Тиндрелла'] as const;
const QUALITY = { webp: {}, avif: { quality: 60 }, jpeg: {}, png: {} } as const;
const FORMATS = ['webp', 'avif', 'jpeg', 'png'] as const;

let setter: Setter;
beforeAll(async () => {
  setter = await letterSetter(WORDS);
});

async function gray(image: Sharp): Promise<Gray> {
  return toGray(await toPixels(image.toColourspace('srgb')), 255);
}

interface Word {
  readonly text: (typeof WORDS)[number];
  readonly size: number;
  /** Levels by which it is darker or lighter than what it stands on. */
  readonly contrast: number;
  /** Where it stands, in parts of the room there is. */
  readonly across: number;
  readonly down: number;
}

/** A copy of a picture with a word over it, as an image service saves it. */
async function withWord(
  small: Uint8Array,
  { text, size, contrast, across, down }: Word,
  format: (typeof FORMATS)[number],
): Promise<Uint8Array> {
  const { data, info } = await sharp(small)
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const line = setter.set(text, { size, family: 'serif', locale: 'ja' });
  const left = across * (width - line.width);
  const top = size + down * (height - size * 1.5);
  const ink = await sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><g fill="#fff" transform="translate(${left} ${top})">${line.svg}</g></svg>`,
    ),
  )
    .flatten({ background: '#000' })
    .grayscale()
    .toColourspace('b-w')
    .raw()
    .toBuffer();
  const marked = new Uint8ClampedArray(data);
  for (let at = 0; at < marked.length; at++) {
    // White would hide what is lighter, black what is darker.
    const step = (data[at] ?? 0) > 127 ? -contrast : contrast;
    marked[at] = (data[at] ?? 0) + (step * (ink[Math.floor(at / 3)] ?? 0)) / 255;
  }
  return encode(sharp(marked, { raw: { width, height, channels: 3 } }), format);
}

async function encode(image: Sharp, format: (typeof FORMATS)[number]): Promise<Uint8Array> {
  return new Uint8Array(await image.toFormat(format, QUALITY[format]).toBuffer());
}

const smaller = (bytes: Uint8Array, fit: 'fill' | 'cover' = 'fill') =>
  sharp(bytes).resize(WIDTH, 260, { fit }).removeAlpha();

describe('a smaller copy', () => {
  test.each(SOURCES.map((bytes, index) => [index, bytes] as const))(
    'of picture %i is known, and has its thumbnail',
    async (_index, bytes) => {
      const height = await sharp(bytes)
        .metadata()
        .then((about) => Math.round(((about.height ?? 0) * WIDTH) / (about.width ?? 1)));
      // What rings around letters farther than this does is read by itself: JPEG, and coarse AVIF.
      for (const format of ['webp', 'avif', 'png'] as const)
        for (const fit of ['fill', 'cover'] as const) {
          const copy = await encode(sharp(bytes).resize(WIDTH, height, { fit }), format);
          expect(await asCopy({ bytes: copy, larger: bytes })).toEqual([]);
          const [one, other] = await Promise.all([thumbnailOf(copy), thumbnailOf(bytes)]);
          expect(one && other && mayBeCopies(one, other)).toBe(true);
        }
    },
  );
});

const word: fc.Arbitrary<Word> = fc.record({
  text: fc.constantFrom(...WORDS),
  size: fc.integer({ min: 10, max: 40 }),
  contrast: fc.integer({ min: 24, max: 120 }),
  across: fc.double({ min: 0, max: 1, noNaN: true }),
  down: fc.double({ min: 0, max: 1, noNaN: true }),
});

const runs = { numRuns: 30 };

test.prop([fc.constantFrom(...SOURCES), word, fc.constantFrom(...FORMATS)], runs)(
  'a word that was drawn into it, or is missing in it, makes it another picture',
  async (source, drawn, format) => {
    const plain = await encode(smaller(source), 'png');
    const changed = await withWord(plain, drawn, format);
    const [one, other] = await Promise.all([gray(sharp(plain)), gray(sharp(changed))]);
    expect(isScaledCopy(other, one)).toBe(false);
    expect(isScaledCopy(one, other)).toBe(false);
  },
);

test('another part of a picture, and a picture of another size, are no copies', async () => {
  const [source = new Uint8Array()] = SOURCES;
  const whole = await gray(smaller(source));
  const part = sharp(source).extract({ left: 8, top: 8, width: 1380, height: 680 });
  expect(isScaledCopy(await gray(part.resize(WIDTH, 260, { fit: 'fill' })), whole)).toBe(false);
  expect(isScaledCopy(await gray(sharp(source)), whole)).toBe(false);
});

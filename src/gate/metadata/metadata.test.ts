import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fc, test } from '@fast-check/vitest';
import sharp from 'sharp';
import { describe, expect } from 'vitest';
import { unexpectedMetadata, withoutMetadata } from './index.ts';

const STRICT = { credentials: false };
const read = (name: string) =>
  new Uint8Array(readFileSync(fileURLToPath(new URL(`../vectors/${name}`, import.meta.url))));
const terms = JSON.parse(
  readFileSync(fileURLToPath(new URL('../vectors/terms.json', import.meta.url)), 'utf8'),
) as Record<string, string>;
const pixels = (bytes: Uint8Array) =>
  sharp(bytes, { animated: true }).raw().toBuffer({ resolveWithObject: true });
const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

describe('a picture that exiftool or ffmpeg wrote', () => {
  test.each([
    ['exif.jpg', ['COM', 'APP1', 'APP13', 'trailing data']],
    ['long-xmp.jpg', ['APP1']],
    ['two.jpg', ['trailing data']],
    ['text.png', ['tEXt', 'iTXt', 'eXIf']],
    ['with-zip.png', ['trailing data']],
    ['packed.png', ['zTXt', 'iTXt']],
    ['exif.webp', ['EXIF', 'XMP']],
    ['comment.gif', ['extension']],
  ])('%s loses what is not the picture, and no pixel', async (name, expected) => {
    const before = read(name);
    expect(unexpectedMetadata(before, STRICT)).toEqual(expect.arrayContaining(expected));
    const after = withoutMetadata(before, STRICT);
    expect(unexpectedMetadata(after, STRICT)).toEqual([]);
    expect(await pixels(after)).toEqual(await pixels(before));
    for (const term of Object.values(terms)) expect(latin1(after)).not.toContain(term);
    expect(withoutMetadata(after, STRICT)).toBe(after);
  });

  test('an AVIF cannot be cleaned, and is told', () => {
    const bytes = read('exif.avif');
    expect(unexpectedMetadata(bytes, STRICT)).toEqual(['Exif', 'mime']);
    expect(withoutMetadata(bytes, STRICT)).toBe(bytes);
  });
});

const turned = (format: 'jpeg' | 'png' | 'webp', orientation: number) =>
  sharp({ create: { width: 9, height: 5, channels: 3, background: '#385' } })
    .withMetadata({ orientation })
    .withIccProfile('p3')
    .withExif({ IFD0: { Copyright: terms['text'] ?? '' } })
    .toFormat(format)
    .toBuffer();

describe.each(['jpeg', 'png', 'webp'] as const)('%s', (format) => {
  test('keeps how it is turned and its colours', async () => {
    const before = await turned(format, 6);
    const after = withoutMetadata(before, STRICT);
    expect(latin1(after)).not.toContain(terms['text']);
    const [was, is] = [await sharp(before).metadata(), await sharp(after).metadata()];
    expect(is.orientation).toBe(was.orientation);
    expect(is.icc).toEqual(was.icc);
    expect(is.icc).toBeDefined();
    expect(unexpectedMetadata(after, STRICT)).toEqual([]);
  });

  test('as sharp makes it for the site, holds nothing else', async () => {
    const made = await sharp({ create: { width: 9, height: 5, channels: 4, background: '#3858' } })
      .toFormat(format)
      .toBuffer();
    expect(unexpectedMetadata(made, STRICT)).toEqual([]);
    expect(withoutMetadata(made, STRICT)).toBe(made);
  });
});

test('an animation stays one', async () => {
  const frames = await sharp(read('comment.gif'), { animated: true }).metadata();
  const after = await sharp(withoutMetadata(read('comment.gif'), STRICT), {
    animated: true,
  }).metadata();
  expect([after.pages ?? 1, after.loop]).toEqual([frames.pages ?? 1, frames.loop]);
});

test.prop([fc.constantFrom('exif.jpg', 'text.png', 'exif.webp', 'comment.gif'), fc.uint8Array()])(
  'whatever trails is taken off',
  (name, rest) => {
    const clean = withoutMetadata(read(name), STRICT);
    expect(withoutMetadata(Uint8Array.from([...clean, ...rest]), STRICT)).toEqual(clean);
  },
);

test('what is no picture is left alone', () => {
  const bytes = new TextEncoder().encode('words');
  expect(withoutMetadata(bytes, STRICT)).toBe(bytes);
  expect(unexpectedMetadata(bytes, STRICT)).toEqual([]);
});

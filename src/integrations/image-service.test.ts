import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fc, test } from '@fast-check/vitest';
import sharp from 'sharp';
import type { Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { covertImageMark, createAuthor, imageId } from '../authorship/index.ts';
import type { Author } from '../authorship/index.ts';
import { toBase64url } from '../bytes/base64.ts';
import { toHex } from '../bytes/hex.ts';
import { openImageReader } from '../marks/index.ts';
import { openImage } from '../node/pictures/image-pixels.ts';
import { readSeed } from '../node/identity/seed.ts';
import service from './image-service.ts';

const HOST = 'a.example';
const PICTURE = fileURLToPath(
  new URL('../../content/case-studies/herbarium-at-scale/open-flower.webp', import.meta.url),
);

let folder: string;
let author: Author;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'colophon-service-'));
  process.env['COLOPHON_HOME'] = join(folder, 'home');
  const { seed } = await readSeed(HOST, process.env);
  author = createAuthor(seed, { name: 'A', site: `https://${HOST}/` });
});
afterAll(() => rm(folder, { recursive: true }));

type Transform = Parameters<typeof service.transform>;
type Options = { format: string; width?: number };

function make(input: Uint8Array, options: Options) {
  const own = { detectionKey: toBase64url(author.detectionKey), host: HOST };
  const config = { service: { config: { ...own, unmarkable: join(folder, 'unmarkable') } } };
  // Of Astro's settings the service reads its own only, and of its logger nothing.
  const [asked, settings, logger] = [{ src: 'a', ...options }, config, console] as unknown as [
    Transform[1],
    Transform[2],
    Transform[3],
  ];
  return service.transform(input, asked, settings, logger);
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function isListed(bytes: Uint8Array): Promise<boolean> {
  const names = await readdir(join(folder, 'unmarkable')).catch((): string[] => []);
  return names.includes(sha256(bytes));
}

/** Whether a picture tells its mark, or is on the list of those that cannot. */
async function isAccountedFor(source: Uint8Array, made: Uint8Array): Promise<boolean> {
  const pixels = await openImage({ bytes: made });
  const id = imageId(author.detectionKey, sha256(source));
  const reading = pixels && openImageReader(pixels).readWhole(author.detectionKey, [id]);
  return reading ? toHex(reading.id) === toHex(id) : isListed(made);
}

async function bytesOf(image: Sharp): Promise<Uint8Array> {
  return new Uint8Array(await image.toBuffer());
}

test('a picture carries two marks, each named by its source: one for all, one for its author', async () => {
  const source = await bytesOf(sharp(PICTURE));
  const { data } = await make(source, { format: 'jpeg', width: 900 });
  const pixels = await openImage({ bytes: data });
  const reader = pixels && openImageReader(pixels);
  const { detectionKey: key } = author;
  expect(reader?.read(key)?.id).toEqual(imageId(key, sha256(source)));
  expect(reader?.readSecond(key, covertImageMark(author, sha256(source)))).not.toBeNull();
  expect(reader?.readSecond(key, covertImageMark(author, sha256(data)))).toBeNull();
});

test('another key, version or profile is another file in the cache', async () => {
  const config = (detectionKey: string) =>
    ({ service: { config: { detectionKey, host: HOST, unmarkable: '' } } }) as unknown;
  const src = { src: 'a.png', width: 1, height: 1, format: 'png' };
  const options = { src } as unknown;
  const property = async (key: string) => {
    const valid = await service.validateOptions?.(
      options as Transform[1],
      config(key) as Transform[2],
      console as unknown as Transform[3],
    );
    return (valid as Record<string, unknown> | undefined)?.['mark'];
  };
  expect(service.propertiesToHash).toContain('mark');
  expect(await property('a')).toMatch(/^\d+\/[\da-f]{8}\/a$/);
  expect(await property('a')).not.toBe(await property('b'));
});

const flower = () => sharp(PICTURE).resize(420);
const grey = { create: { width: 300, height: 200, channels: 3 as const, background: '#808080' } };

describe('a picture that is', () => {
  test.each<[string, () => Sharp]>([
    ['one pixel', () => sharp({ create: { ...grey.create, width: 1, height: 1 } }).png()],
    ['of one colour', () => sharp(grey).png()],
    ['of 16 bits', () => flower().toColourspace('rgb16').png()],
    ['of a palette', () => flower().png({ palette: true, colours: 16 })],
    ['grey', () => flower().greyscale().jpeg()],
    ['half transparent', () => flower().ensureAlpha(0.5).webp()],
    ['wholly transparent', () => flower().ensureAlpha(0).png()],
    ['for the press', () => flower().toColourspace('cmyk').jpeg()],
    ['turned by its camera', () => flower().withMetadata({ orientation: 6 }).jpeg()],
    ['a TIFF', () => flower().tiff()],
    ['an AVIF', () => flower().avif({ effort: 0 })],
    ['a GIF', () => flower().gif()],
  ])('%s is marked, or said not to be', async (_, image) => {
    const source = await bytesOf(image());
    for (const format of ['webp', 'png']) {
      const { data } = await make(source, { format });
      expect(await isAccountedFor(source, data)).toBe(true);
    }
  });

  test('in motion is passed on, and said not to be marked', async () => {
    const frames = [grey, { create: { ...grey.create, background: '#404040' } }];
    const images = await Promise.all(frames.map((each) => sharp(each).png().toBuffer()));
    const source = await bytesOf(sharp(images, { join: { animated: true } }).webp());
    const { data } = await make(source, { format: 'webp' });
    expect((await sharp(data).metadata()).pages).toBe(2);
    expect(await isListed(data)).toBe(true);
  });
});

test.prop(
  [
    fc.integer({ min: 1, max: 90 }),
    fc.integer({ min: 1, max: 90 }),
    fc.constantFrom(1, 2, 3, 4),
    fc.infiniteStream(fc.nat(255)),
  ],
  { numRuns: 6 },
)(
  'no picture is unmarked in silence, whatever its size and channels',
  async (width, height, channels, noise) => {
    const raw = Uint8Array.from({ length: width * height * channels }, () => noise.next().value);
    const source = await bytesOf(
      sharp(raw, { raw: { width, height, channels: channels as 1 | 2 | 3 | 4 } }).png(),
    );
    const { data } = await make(source, { format: 'webp' });
    expect(await isAccountedFor(source, data)).toBe(true);
  },
);

import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAuthor, imageId, look } from '../../authorship/index.ts';
import { toHex } from '../../bytes/hex.ts';
import { embedImage } from '../../marks/index.ts';
import { covertPictures } from './covert-pictures.ts';
import { openImage, toPixels } from './image-pixels.ts';
import { stagingFolder } from '../files/staging-folder.ts';

const PICTURE = fileURLToPath(
  new URL('../../../content/case-studies/herbarium-at-scale/open-flower.webp', import.meta.url),
);
const author = createAuthor(new Uint8Array(32).fill(3), { name: 'A', site: 'https://a.example/' });
const stranger = createAuthor(new Uint8Array(32).fill(4), {
  name: 'B',
  site: 'https://b.example/',
});

let content: string;
beforeAll(async () => {
  content = await mkdtemp(join(tmpdir(), 'colophon-covert-'));
  await mkdir(join(content, 'case-studies/yard'), { recursive: true });
  await writeFile(join(content, 'case-studies/yard/yard.webp'), await readFile(PICTURE));
  await writeFile(join(content, 'case-studies/yard/index.mdx'), 'no picture');
  await writeFile(join(content, 'portrait.png'), await sharp(PICTURE).resize(40).png().toBuffer());
});
afterAll(() => rm(content, { recursive: true }));

/** The author's picture as it is published, with another mark written over the one for all. */
async function overwritten(): Promise<Uint8Array> {
  const [yard] = (await covertPictures(content, [author])).filter(({ work }) => work === 'yard');
  if (!yard) throw new Error('the picture is not listed');
  const key = author.detectionKey;
  const hash = await stagingFolder('').sha256(await readFile(PICTURE));
  const plain = await toPixels(sharp(PICTURE).resize(900));
  const marked = embedImage(plain, [{ id: imageId(key, hash), key }, yard.mark]);
  const { data, width, height } = embedImage(marked, [{ id: new Uint8Array(8).fill(9), key }]);
  const image = sharp(data, { raw: { width, height, channels: 4 } }).removeAlpha();
  return new Uint8Array(await image.jpeg({ quality: 90 }).toBuffer());
}

test('the covert marks of all pictures in the content are listed, with the work they belong to', async () => {
  const listed = await covertPictures(content, [author, stranger]);
  expect(listed.map(({ work, author: { name } }) => `${work} ${name}`)).toEqual([
    'yard A',
    'yard B',
    'null A',
    'null B',
  ]);
  const ids = new Set(listed.flatMap(({ mark }) => [toHex(mark.id), toHex(mark.key)]));
  expect(ids.size).toBe(8);
});

test('the author finds a picture whose public mark was written over, and nobody else does', async () => {
  const file = { name: 'copy.jpg', bytes: await overwritten() };
  const common = { now: new Date(0), maxAgeMs: 1, challenge: null, phrases: [], openImage };
  const found = async (by: typeof author) => {
    const covert = await covertPictures(content, [by]);
    const report = await look([file], null, { ...common, covert });
    return report.results.flatMap(({ sightings }) => sightings);
  };
  expect(await found(author)).toMatchObject([
    { carrier: 'image', layer: 'covert', work: 'yard', author: { name: 'A' } },
  ]);
  expect(await found(stranger)).toEqual([]);
});

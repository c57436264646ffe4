import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { embedImage } from '../../marks/index.ts';
import { toPixels } from './image-pixels.ts';
import { imageReaders } from './image-readers.ts';
import { unmarkableImages } from './unmarkable-images.ts';

const PICTURE = fileURLToPath(
  new URL('../../../content/case-studies/herbarium-at-scale/open-flower.webp', import.meta.url),
);
const key = new Uint8Array(32).fill(5);
const readers = imageReaders();
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'colophon-readers-'));
});

afterAll(async () => {
  await readers.close();
  await rm(folder, { recursive: true });
});

async function picture(name: string, id: Uint8Array | null): Promise<string> {
  const plain = await toPixels(sharp(PICTURE).resize(640));
  const { width, height, data } = id ? embedImage(plain, [{ id, key }]) : plain;
  const path = join(folder, name);
  await sharp(data, { raw: { width, height, channels: 4 } })
    .webp()
    .toFile(path);
  return path;
}

test('threads read the pictures of a folder, and each answer belongs to its picture', async () => {
  const ids = [1, 2, 3].map((number) => new Uint8Array(8).fill(number));
  const paths = [
    ...(await Promise.all(ids.map((id, index) => picture(`${index}.webp`, id)))),
    await picture('plain.webp', null),
    join(folder, 'broken.webp'),
  ];
  await writeFile(paths.at(-1) ?? '', 'no picture');
  const read = await Promise.all(paths.map((path) => readers.read({ path, key, ids: [] })));
  expect(read).toEqual([...ids, null, null]);
});

test('a file that is gone is an error, not a picture without a mark', async () => {
  await expect(readers.read({ path: join(folder, 'gone.webp'), key, ids: [] })).rejects.toThrow(
    'ENOENT',
  );
});

test('a picture that cannot carry a mark is known again by its bytes', async () => {
  const unmarkable = unmarkableImages(join(folder, 'unmarkable'));
  expect(unmarkable.has('ab')).toBe(false);
  await unmarkable.add('ab');
  expect(unmarkable.has('ab')).toBe(true);
  expect(unmarkable.has('cd')).toBe(false);
});

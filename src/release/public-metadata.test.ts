import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { cleanMetadata } from './public-metadata.ts';
import { findWithheldImages } from './withheld-images.ts';

const picture = new Uint8Array(
  readFileSync(fileURLToPath(new URL('../gate/vectors/exif.jpg', import.meta.url))),
);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

function folderOf(files: Record<string, Uint8Array>) {
  const kept = new Map(Object.entries(files));
  return {
    kept,
    list: async () => [...kept.keys()],
    read: async (file: string) => kept.get(file) ?? new Uint8Array(),
    async write(file: string, bytes: Uint8Array) {
      kept.set(file, bytes);
    },
    sha256: async (bytes: Uint8Array) => sha256(bytes),
  };
}

const POLICY = { publicMetadata: 'clean', credentials: false } as const;

test('pictures are cleaned, other files and damaged pictures stay as they are', async () => {
  const cut = picture.subarray(0, 500);
  const page = new TextEncoder().encode('<p>words');
  const folder = folderOf({ 'a.jpg': picture, 'cut.jpg': cut, 'index.html': page });
  expect(await cleanMetadata(POLICY, folder)).toEqual([{ file: 'a.jpg', sha256: sha256(picture) }]);
  expect(folder.kept.get('a.jpg')?.length).toBeLessThan(picture.length);
  expect([folder.kept.get('cut.jpg'), folder.kept.get('index.html')]).toEqual([cut, page]);
});

test('a PDF loses its properties, and stays as it is if it cannot be opened', async () => {
  const pdf = new Uint8Array(
    readFileSync(fileURLToPath(new URL('../gate/vectors/exiftool.pdf', import.meta.url))),
  );
  const cut = pdf.subarray(0, 700);
  const folder = folderOf({ 'a.pdf': pdf, 'cut.pdf': cut });
  expect(await cleanMetadata(POLICY, folder)).toEqual([{ file: 'a.pdf', sha256: sha256(pdf) }]);
  expect(Buffer.from(folder.kept.get('a.pdf') ?? []).toString('latin1')).not.toMatch(
    /Producer|xmp/,
  );
  expect(folder.kept.get('cut.pdf')).toBe(cut);
});

test('a picture that is withheld is known after it was cleaned', async () => {
  const folder = folderOf({ 'a.jpg': picture });
  const cleaned = await cleanMetadata(POLICY, folder);
  const withheld = [{ name: 'secret.png', sha256: sha256(picture) }];
  expect(findWithheldImages(cleaned, withheld, new Set())).toHaveLength(1);
});

test('`refuse` changes nothing: the gate finds it', async () => {
  const folder = folderOf({ 'a.jpg': picture });
  expect(await cleanMetadata({ ...POLICY, publicMetadata: 'refuse' }, folder)).toEqual([]);
  expect(folder.kept.get('a.jpg')).toBe(picture);
});

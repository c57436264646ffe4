import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LIMITS, pdfFault } from './pdf-document.ts';
import { slidePages } from './slide-pages.ts';

const vector = (name: string) =>
  new Uint8Array(
    readFileSync(fileURLToPath(new URL(`../../gate/vectors/${name}`, import.meta.url))),
  );

let cache = '';

beforeAll(async () => {
  cache = await mkdtemp(join(tmpdir(), 'colophon-slides-'));
});

afterAll(() => rm(cache, { recursive: true }));

async function deck(...texts: readonly string[]): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (const text of texts) document.addPage([400, 300]).drawText(text, { x: 20, y: 200, font });
  return document.save();
}

test('each page becomes a picture of its shape, with its words', async () => {
  const pages = await slidePages(await deck('One\nand more', 'Two'), cache);
  expect(pages.map(({ text }) => text)).toEqual(['One\nand more', 'Two']);
  for (const { path } of pages)
    expect(await sharp(path).metadata()).toMatchObject({
      format: 'png',
      width: 1920,
      height: 1440,
      hasAlpha: false,
    });
  const [first, second] = await Promise.all(pages.map(({ path }) => sharp(path).raw().toBuffer()));
  expect(first?.equals(second ?? Buffer.of())).toBe(false);
});

test('letters are grey, not coloured for one kind of screen', async () => {
  const [page] = await slidePages(await deck('Mimimi'), cache);
  const pixels = await sharp(page?.path)
    .extract({ left: 0, top: 400, width: 480, height: 160 })
    .raw()
    .toBuffer();
  let most = 0;
  for (let at = 0; at < pixels.length; at += 3) {
    const colours = [...pixels.subarray(at, at + 3)];
    most = Math.max(most, Math.max(...colours) - Math.min(...colours));
  }
  expect(most).toBeLessThan(8);
});

test('the same PDF is not drawn again', async () => {
  const bytes = await deck('Again');
  const before = await slidePages(bytes, cache);
  const mark = await sharp({ create: { width: 1, height: 1, channels: 3, background: 'red' } })
    .png()
    .toFile(before[0]?.path ?? '');
  const after = await slidePages(bytes, cache);
  expect(await sharp(after[0]?.path).metadata()).toMatchObject({ width: mark.width });
});

test.each([
  ['encrypted.pdf', 'without encryption'],
  ['restricted.pdf', 'without encryption'],
])('%s is refused in words of its own', async (name, words) => {
  expect(await pdfFault(vector(name))).toMatchObject({ message: expect.stringContaining(words) });
});

test('a damaged, an empty and a huge one are refused, each in its own words', async () => {
  const fault = async (bytes: Uint8Array) => (await pdfFault(bytes))?.message;
  expect(await fault(new TextEncoder().encode('no PDF at all'))).toMatch('damaged');
  expect(await fault((await deck('Cut')).subarray(0, 300))).toMatch('damaged');
  expect(await fault(new Uint8Array(LIMITS.bytes + 1))).toMatch('at most');
  expect(await fault(await deck(...Array<string>(LIMITS.pages + 1).fill('x')))).toMatch('at most');
  expect(await pdfFault(await deck('Sound'))).toBeNull();
});

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PDFDocument, PDFName } from '@cantoo/pdf-lib';
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { unexpectedInPdf, withoutPdfMetadata } from './pdf.ts';
import { seenPages } from './seen-pages.ts';

const STRICT = { credentials: false };
const read = (name: string) =>
  new Uint8Array(readFileSync(fileURLToPath(new URL(`../vectors/${name}`, import.meta.url))));

describe('a PDF that real programs wrote', () => {
  test.each([
    ['libreoffice.pdf', ['info']],
    ['exiftool.pdf', ['info', 'xmp']],
    ['ghostscript.pdf', ['info', 'xmp']],
    ['linearized.pdf', ['info']],
    ['revised.pdf', ['older-version']],
  ])('%s loses what is not its pages, and no pixel of them', async (name, expected) => {
    const before = read(name);
    expect(await unexpectedInPdf(before, STRICT)).toEqual(expect.arrayContaining(expected));
    const after = await withoutPdfMetadata(before);
    expect(await unexpectedInPdf(after, STRICT)).toEqual([]);
    expect(await seenPages(after)).toEqual(await seenPages(before));
    expect(Buffer.from(after).toString('latin1')).not.toMatch(/\/(?:Producer|Info)\b/);
    expect(await withoutPdfMetadata(after)).toBe(after);
  });

  test.each(['encrypted.pdf', 'restricted.pdf', 'cut.pdf'])('%s stays as it is', async (name) => {
    const bytes = read(name);
    expect(await withoutPdfMetadata(bytes)).toBe(bytes);
  });
});

test('a signature is not broken: its metadata stay, and are found', async () => {
  const document = await PDFDocument.create();
  document.addPage([100, 100]);
  document.setAuthor('Mara');
  document.catalog.set(PDFName.of('Seal'), document.context.obj({ ByteRange: [0, 1, 2, 3] }));
  const bytes = await document.save();
  expect(await withoutPdfMetadata(bytes)).toBe(bytes);
  expect(await unexpectedInPdf(bytes, STRICT)).toContain('info');
});

test('what nothing leads to any more is gone', async () => {
  const document = await PDFDocument.create();
  document.addPage([100, 100]);
  document.setAuthor('Mara');
  document.context.register(document.context.obj({ Note: 'Quorvexil' }));
  const bytes = await document.save({ useObjectStreams: false });
  expect(Buffer.from(bytes).toString('latin1')).toContain('/Note');
  const after = await PDFDocument.load(await withoutPdfMetadata(bytes), { updateMetadata: false });
  const left = after.context.enumerateIndirectObjects().map(([, object]) => object.toString());
  expect(left.join('\n')).not.toContain('/Note');
  expect(after.getPageCount()).toBe(1);
});

test.prop([fc.uint8Array({ maxLength: 400 })])('no bytes make it throw', async (bytes) => {
  const pdf = Uint8Array.of(...new TextEncoder().encode('%PDF-1.7\n'), ...bytes);
  await expect(withoutPdfMetadata(pdf)).resolves.toBeInstanceOf(Uint8Array);
});

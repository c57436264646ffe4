import { PDFDocument, PDFName } from '@cantoo/pdf-lib';
import { expect, test } from 'vitest';
import { createAuthor, makeAuthorDocument, look } from '../authorship/index.ts';
import { withoutPdfMetadata } from '../gate/index.ts';
import { lostDocumentMarks, markDocuments } from './document-marks.ts';

const author = createAuthor(new Uint8Array(32).fill(7), {
  name: 'Ada',
  site: 'https://a.example/',
});
const FILE = 'talks/tides/slides.pdf';
const slides = {
  file: FILE,
  id: '0102030405060708',
  work: 'tides',
  url: `https://a.example/${FILE}`,
};

async function deck(change: (document: PDFDocument) => void = () => undefined) {
  const document = await PDFDocument.create({ updateMetadata: false });
  for (const words of ['Tides', 'Ebb']) document.addPage([200, 100]).drawText(words);
  change(document);
  return document.save();
}

async function mark(bytes: Uint8Array) {
  const folder = new Map([[FILE, bytes]]);
  const ports = {
    read: async (file: string) => folder.get(file) ?? new Uint8Array(),
    write: async (file: string, content: Uint8Array) => void folder.set(file, content),
  };
  const result = await markDocuments([slides], author.detectionKey, ports);
  const lost = () => lostDocumentMarks(result, author.detectionKey, ports);
  return { ...result, folder, ports, lost };
}

async function verified(bytes: Uint8Array, marks = [{ ...slides, carrier: 'pdf' as const }]) {
  const document = new TextEncoder().encode(makeAuthorDocument(author, marks));
  const files = [
    { name: '.well-known/colophon/author.json', bytes: document },
    { name: 'found.pdf', bytes },
  ];
  const options = { now: new Date(0), maxAgeMs: 1, challenge: null, phrases: [] };
  const { results } = await look(files, null, options);
  return results.flatMap(({ sightings }) => sightings);
}

test('a PDF carries its mark, and whoever has the author’s list reads it', async () => {
  const { marks, folder, lost } = await mark(await deck());
  expect(marks).toMatchObject([{ id: slides.id, carrier: 'pdf', work: 'tides' }]);
  expect(await lost()).toEqual([]);
  const bytes = folder.get(FILE) ?? new Uint8Array();
  expect(await verified(bytes)).toMatchObject([
    { carrier: 'pdf', id: slides.id, work: 'tides', isListed: true },
  ]);
  expect((await verified(bytes))[0]?.chance).toBeLessThan(1e-9);
  expect(await verified(bytes, [])).toMatchObject([{ isListed: false, work: null }]);
  expect(await verified(await deck())).toEqual([]);
  // What takes out metadata finds nothing to take out.
  expect(await withoutPdfMetadata(bytes)).toBe(bytes);
});

test('one page of it is enough', async () => {
  const { folder } = await mark(await deck());
  const whole = await PDFDocument.load(folder.get(FILE) ?? '', { updateMetadata: false });
  const part = await PDFDocument.create({ updateMetadata: false });
  for (const page of await part.copyPages(whole, [1])) part.addPage(page);
  expect(await verified(await part.save())).toMatchObject([{ work: 'tides' }]);
});

test('a mark that is gone again is a finding', async () => {
  const { folder, lost } = await mark(await deck());
  folder.set(FILE, await deck());
  expect(await lost()).toMatchObject([{ file: FILE, rule: 'mark-lost', severity: 'error' }]);
});

test.each<[string, (document: PDFDocument) => void]>([
  ['signed', ({ context }) => context.register(context.obj({ ByteRange: [0, 1, 2, 3] }))],
  ['one that tells about its author', (document) => document.setAuthor('Mara')],
  [
    'one with somebody’s credential',
    ({ catalog, context }) =>
      catalog.set(PDFName.of('AF'), context.obj([{ AFRelationship: 'C2PA_Manifest' }])),
  ],
])('%s stays as it is', async (_, change) => {
  const bytes = await deck(change);
  const { unmarked, marks, folder } = await mark(bytes);
  expect(unmarked).toEqual([FILE]);
  expect(marks).toEqual([]);
  expect(folder.get(FILE)).toBe(bytes);
});

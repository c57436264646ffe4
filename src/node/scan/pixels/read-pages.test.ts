import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  PDFDict,
  PDFDocument,
  PDFName,
  PDFRawStream,
  PDFRef,
  StandardFonts,
  TextRenderingMode,
  decodePDFRawStream,
  drawObject,
  setTextRenderingMode,
} from '@cantoo/pdf-lib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scanFiles } from '../../../gate/index.ts';
import type { GatePorts, GateTerm } from '../../../gate/index.ts';
import { decompress } from '../decompress.ts';
import drawPages from './draw-pages.ts';
import { openEyes } from './eyes.ts';
import { pixelReader } from './pixel-reader.ts';
import type { PixelReader } from './pixel-reader.ts';
import { readPages } from './read-pages.ts';

const VECTORS = fileURLToPath(new URL('../../../gate/vectors/', import.meta.url));
const vector = (name: string) => new Uint8Array(readFileSync(join(VECTORS, name)));
const PLANTS = JSON.parse(readFileSync(join(VECTORS, 'terms.json'), 'utf8')) as Record<
  string,
  string
>;
/** Without Japanese and Russian, which would be looked for with models of their own. */
const TERMS: readonly GateTerm[] = Object.entries(PLANTS)
  .filter(([, writing]) => /^[\w ]+$/.test(writing))
  .map(([id, writing]) => ({ id, writings: [writing], kind: 'name' }));
const NAME = PLANTS['text'] ?? '';

let cacheFolder: string;
let reader: PixelReader;
beforeAll(async () => {
  cacheFolder = await mkdtemp(join(tmpdir(), 'colophon-pages-'));
  reader = pixelReader(TERMS, [], { cacheFolder });
});
afterAll(async () => {
  await reader.close();
  await rm(cacheFolder, { recursive: true });
});

async function scan(bytes: Uint8Array, ports: GatePorts) {
  return (await scanFiles([{ path: 'a.pdf', bytes }], TERMS, ports)).findings;
}
const unseen = (bytes: Uint8Array) => scan(bytes, decompress);
const seen = (bytes: Uint8Array) => scan(bytes, { ...decompress, readPixels: reader.read });

/** A page for each text, in a font that every reader has. */
async function document(...texts: readonly string[]): Promise<PDFDocument> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.TimesRoman);
  for (const text of texts)
    pdf.addPage([400, 300]).drawText(text, { x: 20, y: 200, size: 9, font });
  return pdf;
}

describe('what only whoever looks at the page can read is found:', () => {
  test('letters drawn as lines, on a page that is turned and beside a chart as well', async () => {
    expect(await unseen(vector('outlines.pdf'))).toEqual([]);
    expect(await seen(vector('outlines.pdf'))).toMatchObject([
      { term: 'older', rule: 'confidential-term', path: 'pixels/page/1/eng' },
      { term: 'history', rule: 'confidential-term', path: 'pixels/page/2/eng' },
      { term: 'artist', rule: 'confidential-term', path: 'pixels/page/3/eng' },
    ]);
  });

  test('a font that is drawn, whose codes are no letters', async () => {
    expect(await unseen(vector('type3.pdf'))).toEqual([]);
    expect(await seen(vector('type3.pdf'))).toMatchObject([
      { term: 'maker', rule: 'confidential-term', path: 'pixels/page/1/eng' },
    ]);
  });

  test('letters of a font whose table lies', async () => {
    const lying = await withOtherLetters(vector('libreoffice.pdf'));
    const terms = (findings: Awaited<ReturnType<typeof seen>>) => findings.map(({ term }) => term);
    expect(terms(await unseen(vector('libreoffice.pdf')))).toContain('text');
    expect(terms(await unseen(lying))).not.toContain('text');
    expect(terms(await seen(lying))).toContain('text');
  });
});

/** Every letter becomes the one after it in the tables of all fonts. */
async function withOtherLetters(bytes: Uint8Array): Promise<Uint8Array> {
  const pdf = await PDFDocument.load(bytes);
  for (const [, font] of pdf.context.enumerateIndirectObjects()) {
    const ref = font instanceof PDFDict ? font.get(PDFName.of('ToUnicode')) : undefined;
    const table = ref instanceof PDFRef ? pdf.context.lookup(ref) : undefined;
    if (!(ref instanceof PDFRef && table instanceof PDFRawStream)) continue;
    const text = Buffer.from(decodePDFRawStream(table).decode()).toString('latin1');
    const other = text.replace(/(?<=^<\w+> <)[\dA-F]{4}(?=>$)/gim, (code) =>
      (Number.parseInt(code, 16) + 1).toString(16).padStart(4, '0'),
    );
    pdf.context.assign(ref, pdf.context.flateStream(other));
  }
  return pdf.save();
}

describe('nothing is told twice:', () => {
  test('a term in the text of a page that shows it', async () => {
    const pdf = await document(`asked by ${NAME} to write it down`, 'nothing here');
    const findings = await seen(await pdf.save());
    expect(findings).toEqual(await unseen(await pdf.save()));
    expect(findings).toMatchObject([{ term: 'text', rule: 'confidential-term' }]);
  });

  test('but one that another page shows is another place', async () => {
    const pdf = await document(`asked by ${PLANTS['older']} to write it down`);
    const [page] = await pdf.embedPdf(vector('outlines.pdf'), [0]);
    if (page) pdf.addPage().drawPage(page);
    const [finding, ...more] = await seen(await pdf.save());
    expect([finding?.term, more]).toEqual(['older', []]);
    expect(finding?.elsewhere?.filter((place) => place.startsWith('pixels'))).toEqual([
      expect.stringContaining('pixels › page/2/eng › '),
    ]);
  });

  test('text that the page does not show is found as ever', async () => {
    const pdf = await document('');
    pdf.getPage(0).pushOperators(setTextRenderingMode(TextRenderingMode.Invisible));
    pdf.getPage(0).drawText(`asked by ${NAME} to write it down`, { x: 20, y: 100, size: 9 });
    const findings = await seen(await pdf.save());
    expect(findings).toEqual(await unseen(await pdf.save()));
    expect(findings).toMatchObject([{ term: 'text', rule: 'confidential-term' }]);
  });
});

test('harmless pages have no findings', async () => {
  const near = await document(
    'Maritime law, and quarrels over it: Quorvexilian, Brandelmoorish, Tessaquintal.',
    'The title of an ox bridge, an aldermanic vane, and a rim that was bold enough.\nA fabric of stone, gaps, and the older lines of a quarry.',
  );
  expect(await seen(await near.save())).toEqual([]);
  expect(await seen(vector('report.pdf'))).toEqual([]);
});

test.each([
  ['encrypted.pdf', 'encrypted'],
  ['restricted.pdf', 'encrypted'],
  ['cut.pdf', 'pdf'],
])('%s is refused once', async (name, hint) => {
  expect(await seen(vector(name))).toMatchObject([
    { rule: 'unreadable-file', path: '', hint: expect.stringContaining(hint) },
  ]);
});

describe('what cannot be looked at whole is refused:', () => {
  test('more pages than there is time for', async () => {
    const pdf = await PDFDocument.create();
    for (let count = 0; count <= 400; count++) pdf.addPage([9, 9]);
    expect(await seen(await pdf.save())).toMatchObject([
      { rule: 'unreadable-file', hint: expect.stringContaining('more than 400 pages') },
    ]);
  });

  test('a page on which a letter would be smaller than pixels allow', async () => {
    const pdf = await document('as ever');
    pdf.addPage([14_400, 14_400]);
    expect(await seen(await pdf.save())).toMatchObject([
      { rule: 'unreadable-file', hint: expect.stringContaining('page 2 is too large') },
    ]);
  });

  test('one that takes for ever to be drawn', { timeout: 60_000 }, async () => {
    const eyes = openEyes({ logos: [], models: [], columnModel: null }, 3_000);
    await expect(eyes.draw(await endless(), 0)).rejects.toThrow();
    expect(await eyes.draw(vector('outlines.pdf'), 1)).toMatchObject({ count: 3 });
  });
});

/** A drawing that consists of ten others, each of which consists of ten others, and so on. */
async function endless(): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const form = (content: string, resources: Record<string, PDFRef>) =>
    pdf.context.register(
      pdf.context.stream(content, {
        Type: 'XObject',
        Subtype: 'Form',
        BBox: [0, 0, 99, 99],
        Resources: { XObject: resources },
      }),
    );
  let inner = form('0 0 9 9 re f', {});
  for (let depth = 0; depth < 12; depth++) inner = form('/Inner Do '.repeat(10), { Inner: inner });
  const page = pdf.addPage([99, 99]);
  page.node.setXObject(PDFName.of('Inner'), inner);
  page.pushOperators(drawObject('Inner'));
  return pdf.save();
}

const text = (name: string) => ({ kind: 'text', name, text: 'read', isSeen: true }) as const;

test('pages are drawn a few at a time until all are read', async () => {
  const pdf = await document(...Array<string>(20).fill('x'));
  const bytes = await pdf.save();
  const asked: number[] = [];
  const layers = await readPages(bytes, {
    draw: (_bytes, from) => {
      asked.push(from);
      return drawPages({ bytes, from });
    },
    read: () => Promise.resolve([text('eng')]),
  });
  expect(asked).toEqual([0, 8, 16]);
  expect(layers.map(({ name }) => name)).toEqual(
    Array.from({ length: 20 }, (_each, index) => `page/${index + 1}/eng`),
  );
});

test('a page that cannot be read is named', async () => {
  const bytes = await (await document('a', 'b', 'c')).save();
  let count = 0;
  const read = () =>
    (count += 1) === 2 ? Promise.reject(new Error('private')) : Promise.resolve([text('eng')]);
  await expect(
    readPages(bytes, { draw: () => drawPages({ bytes, from: 0 }), read }),
  ).rejects.toMatchObject({ name: 'Unreadable', message: 'pdf: page 2 cannot be read' });
});

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument, PDFName, StandardFonts } from '@cantoo/pdf-lib';
import { fc, test } from '@fast-check/vitest';
import { zlibSync } from 'fflate';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { toUtf8 } from '../../bytes/utf8.ts';
import type { HiddenMark } from '../file-carrier.ts';
import { pdf } from './pdf.ts';

const mark = { id: new Uint8Array(8).fill(7), key: new Uint8Array(32).fill(5) };
const Bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const file = (bytes: Uint8Array) => ({ name: 'plan.pdf', bytes });
const marked = async (bytes: Uint8Array, of: HiddenMark = mark) => pdf.embed(file(bytes), of);
const judged = async (bytes: Uint8Array, of: HiddenMark = mark) => {
  const seen = await pdf.observe(file(bytes));
  return pdf.judge(seen ? [seen] : [], of);
};

const DATE = new Date(Date.UTC(2024, 0, 1));

/** Two pages with a form, an attachment, and drawing that leaves the graphics state changed. */
async function sample(change: (document: PDFDocument) => void = () => undefined) {
  const document = await PDFDocument.create({ updateMetadata: false });
  const font = await document.embedFont(StandardFonts.Helvetica);
  const first = document.addPage([400, 300]);
  for (const page of [first, document.addPage([300, 400])])
    page.drawText('Annual plan, draft for review', { x: 40, y: 200, font, size: 18 });
  const field = document.getForm().createTextField('name');
  field.setText('Ada');
  field.addToPage(first, { x: 40, y: 40, width: 90, height: 20 });
  const options = { creationDate: DATE, modificationDate: DATE };
  await document.attach(toUtf8('kept'), 'note.txt', options);
  document.setTitle('Plan');
  change(document);
  return document.save();
}

describe('pdf', () => {
  test.prop([Bytes(8), Bytes(32)], { numRuns: 10 })(
    'a mark is there in every file it was put in, once a page and three times more',
    async (id, key) => {
      const { bytes, places } = await marked(await sample(), { id, key });
      expect(places).toBe(5);
      expect(await judged(bytes, { id, key })).toMatchObject({ isThere: true, agreeing: 1 });
      expect((await marked(bytes, { id, key })).bytes).toEqual(bytes);
    },
  );

  test('the same file gives the same bytes', async () => {
    const bytes = await sample();
    expect((await marked(bytes)).bytes).toEqual((await marked(bytes)).bytes);
  });

  test('neither an unmarked file nor another key’s or id’s mark says anything', async () => {
    const { bytes } = await marked(await sample());
    expect((await judged(await sample())).isThere).toBe(false);
    const others = [
      { ...mark, key: new Uint8Array(32) },
      { ...mark, id: new Uint8Array(8) },
    ];
    for (const other of others) expect((await judged(bytes, other)).isThere).toBe(false);
  });

  test('two marks live in one file', async () => {
    const other = { ...mark, id: new Uint8Array(8) };
    const { bytes } = await marked((await marked(await sample())).bytes, other);
    expect((await judged(bytes)).isThere).toBe(true);
    expect((await judged(bytes, other)).isThere).toBe(true);
  });

  test('forms, attachments and properties stay', async () => {
    const { bytes } = await marked(await sample());
    const document = await PDFDocument.load(bytes, { updateMetadata: false });
    expect(document.getForm().getTextField('name').getText()).toBe('Ada');
    expect(document.getAttachments().map(({ name }) => name)).toEqual(['note.txt']);
    expect(document.getTitle()).toBe('Plan');
    expect(document.getPageCount()).toBe(2);
  });

  test('pages alone still tell, and so does a file without its end', async () => {
    const { bytes } = await marked(await sample());
    const document = await PDFDocument.load(bytes, { updateMetadata: false });
    const pages = await PDFDocument.create({ updateMetadata: false });
    for (const page of await pages.copyPages(document, [1])) pages.addPage(page);
    expect((await judged(await pages.save())).isThere).toBe(true);
    expect((await judged(bytes.subarray(0, bytes.length * 0.9))).isThere).toBe(true);
  });

  test('a signed, an encrypted and a broken file are refused', async () => {
    const signed = await sample(({ context }) => {
      context.register(context.obj({ FT: 'Sig', V: { Type: 'Sig', ByteRange: [0, 1, 2, 3] } }));
    });
    const locked = await sample(({ context }) => {
      context.trailerInfo.Encrypt = context.register(
        context.obj({ Filter: PDFName.of('Standard'), V: 1, R: 2, P: -4 }),
      );
    });
    for (const [bytes, message] of [
      [signed, /signature/],
      [locked, /password/],
      [toUtf8('%PDF-1.7 nothing'), /parsed/],
    ] as const)
      await expect(marked(bytes)).rejects.toMatchObject({
        code: 'FILE_MALFORMED',
        message: expect.stringMatching(message),
      });
  });

  test.prop([fc.uint8Array({ maxLength: 400 })])('never throws at a stranger’s', async (bytes) => {
    const inside = Uint8Array.of(...toUtf8('%PDF-1.4\n1 0 obj stream\n\x78\x9c'), ...bytes);
    expect((await judged(Uint8Array.of(...inside, ...toUtf8('endstream')))).isThere).toBe(false);
  });

  test.each([
    ['streams', 40_000, new Uint8Array()],
    ['unpacked bytes', 9, zlibSync(new Uint8Array(8 * 2 ** 20))],
  ])('too many %s are not looked at', { timeout: 30_000 }, async (_, count, filler) => {
    const wrapped = (content: Uint8Array) =>
      Buffer.concat([toUtf8('obj stream\nx\x01'), content.subarray(2), toUtf8('endstream ')]);
    const hidden = zlibSync(toUtf8('00112233445566778899aabbccdd'), { level: 1 });
    const last = Buffer.concat([toUtf8('obj stream\n'), hidden, toUtf8('endstream ')]);
    const after = (fillers: number) =>
      Buffer.concat([...Array.from({ length: fillers }, () => wrapped(filler)), last]);
    expect((await pdf.observe(file(after(1))))?.size).toBe(1);
    expect((await pdf.observe(file(after(count))))?.size).toBe(0);
  });
});

const hasTool = (tool: string) => !spawnSync(tool, ['--version']).error;

describe.runIf(['gs', 'qpdf', 'pdftotext', 'pdftoppm'].every(hasTool))(
  'pdf in other tools',
  { timeout: 60_000 },
  () => {
    let folder = '';
    const at = (name: string) => join(folder, name);
    const run = (tool: string, ...args: readonly string[]) =>
      execFileSync(tool, args, { cwd: folder, encoding: 'utf8' });

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'pdf-'));
      writeFileSync(at('plain.pdf'), await sample());
      writeFileSync(at('marked.pdf'), (await marked(await sample())).bytes);
    });
    afterAll(() => rmSync(folder, { recursive: true }));

    test('the file is sound, looks the same to the pixel, and has no text more', () => {
      expect(run('qpdf', '--check', 'marked.pdf')).toMatch(/No syntax or stream encoding errors/);
      for (const name of ['plain', 'marked']) run('pdftoppm', '-r', '100', `${name}.pdf`, name);
      for (const page of ['-1.ppm', '-2.ppm'])
        expect(readFileSync(at(`marked${page}`)).equals(readFileSync(at(`plain${page}`)))).toBe(
          true,
        );
      expect(existsSync(at('marked-3.ppm'))).toBe(false);
      const [plain, own] = ['plain.pdf', 'marked.pdf'].map((name) => run('pdftotext', name, '-'));
      expect(own?.replaceAll(/\s/g, '')).toBe(plain?.replaceAll(/\s/g, ''));
    });

    test.each([
      ['qpdf --linearize', ['qpdf', '--linearize', 'marked.pdf', 'out.pdf']],
      ['qpdf --qdf', ['qpdf', '--qdf', 'marked.pdf', 'out.pdf']],
      ['qpdf, one page', ['qpdf', '--empty', '--pages', 'marked.pdf', '2', '--', 'out.pdf']],
      ['pdfwrite', ['gs', '-q', '-sDEVICE=pdfwrite', '-o', 'out.pdf', 'marked.pdf']],
      [
        'pdfwrite /screen',
        ['gs', '-q', '-sDEVICE=pdfwrite', '-dPDFSETTINGS=/screen', '-o', 'out.pdf', 'marked.pdf'],
      ],
      ['pdfunite', ['pdfunite', 'marked.pdf', 'plain.pdf', 'out.pdf']],
    ])('the mark outlives %s', async (_, [tool = '', ...args]) => {
      run(tool, ...args);
      expect((await judged(readFileSync(at('out.pdf')))).isThere).toBe(true);
    });
  },
);

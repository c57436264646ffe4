import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { music } from '../audio/sample-sounds.ts';
import { writeWav } from '../audio/wav.ts';
import { fileMarkers } from './files.ts';

const mark = { id: new Uint8Array(8).fill(5), key: new Uint8Array(32).fill(6) };
const other = { id: new Uint8Array(8).fill(7), key: new Uint8Array(32).fill(8) };
const utf8 = (text: string) => new TextEncoder().encode(text);

async function pdfOf(...texts: string[]): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (const text of texts) document.addPage([300, 300]).drawText(text, { font, x: 20, y: 100 });
  return document.save();
}

function docxOf(text: string): Uint8Array {
  const parts = {
    '[Content_Types].xml': '<Types></Types>',
    '_rels/.rels': '<Relationships></Relationships>',
    'word/document.xml': `<w:document><w:t>${text}</w:t></w:document>`,
    'word/settings.xml': '<w:settings></w:settings>',
  };
  return zipSync(
    Object.fromEntries(Object.entries(parts).map(([path, xml]) => [path, strToU8(xml)])),
  );
}

const links = (count: number) =>
  Array.from({ length: count }, (_each, at) => `<a class="c${at}" id="i${at}" href="#${at}">x</a>`);
const rules = (count: number) =>
  Array.from({ length: count }, (_each, at) => `.c${at}{top:0;color:red;order:${at}}`).join('');
const program = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.js'), 'utf8');

const sound = music(16, 24_000);

/** A file of each kind, and one that a slip in a carrier could make of it. */
const FILES = [
  {
    id: 'markup',
    name: 'a.html',
    bytes: utf8(`<p>${links(40).join('')}`),
    broken: utf8(`<p>${links(39).join('')}`),
  },
  {
    id: 'style',
    name: 'a.css',
    bytes: utf8(rules(40)),
    broken: utf8(rules(39)),
  },
  {
    id: 'svg',
    name: 'a.svg',
    bytes: utf8(`<svg>${links(40).join('')}</svg>`),
    broken: utf8(`<svg>${links(39).join('')}</svg>`),
  },
  {
    id: 'script',
    name: 'a.js',
    bytes: utf8(program),
    broken: utf8(program.replace('===', '!==')),
  },
  {
    id: 'pdf',
    name: 'a.pdf',
    bytes: await pdfOf('first', 'second'),
    broken: await pdfOf('first', 'other'),
  },
  { id: 'office', name: 'a.docx', bytes: docxOf('words'), broken: docxOf('other words') },
  {
    id: 'audio',
    name: 'a.wav',
    bytes: writeWav(24_000, [sound]),
    broken: writeWav(24_000, [sound.map((value) => value * 1.5)]),
  },
] as const;

describe.each(FILES)('$id', ({ id, name, bytes, broken }) => {
  const marker = fileMarkers.find((each) => each.id === id);
  const file = { name, bytes: Uint8Array.from(bytes) };

  test('keeps what the file is, and sees when it would not', async () => {
    const marked = await marker?.embed(file, mark);
    expect(marked?.places).toBeGreaterThan(0);
    const after = { name, bytes: marked?.bytes ?? new Uint8Array() };
    expect(await marker?.keeps(file, after)).toBe(true);
    expect(await marker?.keeps({ name, bytes: Uint8Array.from(broken) }, after)).toBe(false);
  });

  test('finds its mark, alone and among others, and nobody else’s', async () => {
    const marked = await marker?.embed(file, mark);
    const files = [file, { name: `site/${name}`, bytes: marked?.bytes ?? new Uint8Array() }];
    const found = (await marker?.observe(files))?.find(mark);
    expect(found?.alone.map((each) => each.name)).toEqual([`site/${name}`]);
    const foreign = (await marker?.observe(files))?.find(other);
    expect(foreign).toMatchObject({ together: { isThere: false }, alone: [] });
  });

  test('says nothing of files of other kinds', async () => {
    const found = (await marker?.observe([{ name: 'a.txt', bytes: utf8('text') }]))?.find(mark);
    expect(found).toMatchObject({ together: { isThere: false, places: 0 }, alone: [] });
  });
});

test('every carrier of files has a file here', () => {
  expect(fileMarkers.map(({ id }) => id)).toEqual(FILES.map(({ id }) => id));
});

import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { inflateSync } from 'node:zlib';
import { WasmReader, initSync } from '@contentauth/c2pa-wasm';
import { PDFDict, PDFDocument, PDFHexString, PDFName } from '@cantoo/pdf-lib';
import { extractText } from 'unpdf';
import { beforeAll, expect, test } from 'vitest';
import { scanFiles } from '../gate/index.ts';
import type { GatePorts } from '../gate/index.ts';
import { seenPages } from '../gate/metadata/seen-pages.ts';
import { issueOwnCertificate } from './certificate.ts';
import { addCredential } from './credential.ts';

const DECKS = [
  'src/gate/vectors/libreoffice.pdf',
  'src/gate/vectors/ghostscript.pdf',
  'src/gate/vectors/linearized.pdf',
  'src/gate/vectors/revised.pdf',
  'content/talks/the-gate-that-says-no/slides.pdf',
];

const read = async (path: string) =>
  new Uint8Array(await readFile(fileURLToPath(new URL(`../../${path}`, import.meta.url))));

beforeAll(async () => {
  const wasm = import.meta.resolve('@contentauth/c2pa-wasm/c2pa.wasm');
  initSync({ module: await readFile(fileURLToPath(wasm)) });
});

function sign(bytes: Uint8Array, name = 'Ada Lovelace'): Promise<Uint8Array> {
  const keys = { authority: new Uint8Array(32).fill(1), signer: new Uint8Array(32).fill(2) };
  return addCredential(bytes, {
    format: 'application/pdf',
    markId: '0011223344556677',
    signer: issueOwnCertificate(name, keys),
    sourceType: 'digitalCreation',
  });
}

async function stateOf(bytes: Uint8Array) {
  const text = (await WasmReader.fromBytes('application/pdf', bytes)).json();
  return (JSON.parse(text) as { validation_state: string }).validation_state;
}

test.each(DECKS)('%s is signed, and looks and reads as before', async (path) => {
  const before = await read(path);
  const after = await sign(before);
  expect(await stateOf(after)).toBe('Valid');
  expect(await seenPages(after)).toEqual(await seenPages(before));
  // pdf.js takes the buffer with it.
  expect(await extractText(after.slice())).toEqual(await extractText(before.slice()));
});

test('a file that is signed again holds one manifest, the last', async () => {
  const twice = await sign(await sign(await read(DECKS[0] ?? '')), 'Grace Hopper');
  expect(await stateOf(twice)).toBe('Valid');
  const document = await PDFDocument.load(twice);
  expect(document.getAttachments().map(({ name }) => name)).toEqual(['content-credentials.c2pa']);
  const text = Buffer.from(twice).toString('latin1');
  expect(text.match(/\/AFRelationship \/C2PA_Manifest/g)).toHaveLength(1);
  expect(text).toContain('Grace Hopper');
  expect(text).not.toContain('Ada Lovelace');
});

test('other attachments stay, in a tree of names as well', async () => {
  const document = await PDFDocument.create();
  document.addPage([100, 100]);
  for (const name of ['a.txt', 'z.txt']) await document.attach(new Uint8Array(9), name);
  const saved = await PDFDocument.load(await document.save());
  const names = saved.catalog.lookup(PDFName.of('Names'), PDFDict);
  const leaf = saved.context.register(names.lookup(PDFName.of('EmbeddedFiles'), PDFDict));
  const limits = ['a.txt', 'z.txt'].map((name) => PDFHexString.fromText(name));
  saved.context.lookup(leaf, PDFDict).set(PDFName.of('Limits'), saved.context.obj(limits));
  names.set(PDFName.of('EmbeddedFiles'), saved.context.obj({ Kids: [leaf] }));
  const signed = await sign(await saved.save());
  expect(await stateOf(signed)).toBe('Valid');
  const attached = (await PDFDocument.load(signed)).getAttachments();
  expect(attached.map(({ name }) => name)).toEqual(['a.txt', 'content-credentials.c2pa', 'z.txt']);
});

test('the gate flags no credential, and reads what is in it', async () => {
  const refuse = () => {
    throw new Error('not expected');
  };
  const ports: GatePorts = {
    inflate: (bytes) => ({ bytes: inflateSync(bytes), used: bytes.length }),
    inflateRaw: refuse,
    brotli: refuse,
    zstd: refuse,
    clockMs: () => 0,
  };
  const document = await PDFDocument.create({ updateMetadata: false });
  document.addPage([100, 100]).drawText('Timetable');
  const bytes = await sign(await document.save(), 'Quorvexil Maritime');
  const scan = (writing: string, credentials = true) => {
    const term = { id: 'client', writings: [writing], kind: 'name' as const };
    return scanFiles([{ path: 'a.pdf', bytes }], [term], ports, { pictures: { credentials } });
  };
  expect((await scan('Zephyrbolt')).findings).toEqual([]);
  expect((await scan('Zephyrbolt', false)).findings).toMatchObject([
    { rule: 'unexpected-metadata', path: expect.stringContaining('credential') },
  ]);
  const { findings } = await scan('Quorvexil Maritime');
  expect(findings.map(({ path }) => path)).toContainEqual(expect.stringContaining('attachment'));
});

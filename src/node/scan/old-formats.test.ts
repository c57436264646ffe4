import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { scanFiles } from '../../gate/index.ts';
import { decompress } from './decompress.ts';

const TERMS = [
  { id: 'client', writings: ['Harbour Maritime'], kind: 'name' },
  { id: 'japanese', writings: ['霧笛造船'], kind: 'name' },
] as const;
const latin = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const scanned = async (bytes: Uint8Array, path = 'file') => {
  const { findings } = await scanFiles([{ path, bytes }], TERMS, decompress);
  return findings.map(({ term, hint }) => term ?? hint);
};

/** A table of one text and one number in binary, as dBASE writes it. */
function table(value: Uint8Array, size = 30): Uint8Array {
  const field = (name: string, type: string, length: number) =>
    `${name.padEnd(11, '\0')}${type}\0\0\0\0${String.fromCharCode(length)}${'\0'.repeat(15)}`;
  const start = 32 + 64 + 1;
  const head = `\u0003\u007E\u0001\u0001\u0001\0\0\0${String.fromCharCode(start)}\0${String.fromCharCode(1 + size + 4)}\0`;
  const bytes = latin(
    `${head.padEnd(32, '\0')}${field('CLIENT', 'C', size)}${field('N', 'I', 4)}\r `,
  );
  const padded = new Uint8Array(size + 4).fill(32, 0, size);
  padded.set(value);
  return Uint8Array.from([...bytes, ...padded, 0x1a]);
}

test('a table of dBASE is read in any charset, and refused if it is cut', async () => {
  expect(await scanned(table(latin('Harbour Maritime')))).toEqual(['client']);
  // Shift_JIS.
  expect(await scanned(table(latin('\u0096\u00B6\u0093\u004A\u0091\u00A2\u0091\u0044')))).toEqual([
    'japanese',
  ]);
  expect(await scanned(table(latin('Trading')))).toEqual([]);
  expect(await scanned(table(latin('Trading')).slice(0, -3))).toEqual([
    expect.stringContaining('shorter'),
  ]);
});

test('deflate without a file around it is unpacked, and what is no deflate refused', async () => {
  const packed = new Uint8Array(deflateSync('blob 9\0of Harbour Maritime, and others'));
  expect(await scanned(packed)).toEqual(['client']);
  expect(await scanned(packed.slice(0, -6))).toEqual([expect.stringContaining('zlib')]);
  expect(await scanned(latin('x^2 + y^2, \u00E9crit par moi'))).toEqual([]);
});

test('pages of XPS are refused, by name or by what they begin with', async () => {
  const page = latin('<FixedPage xmlns="x"><Glyphs UnicodeString="Har"/></FixedPage>');
  expect(await scanned(page)).toEqual([expect.stringContaining('XPS')]);
  expect(await scanned(latin('<?xml version="1.0"?><FixedPage/>'), '1.fpage')).toEqual([
    expect.stringContaining('XPS'),
  ]);
});

test('what PDF.js brings along is read', async () => {
  const table =
    '\u0004\u00E0RCopyright 1990-2009 Adobe Systems Incorporated.\n\u0001\u0083\u00FF\u0000\u0081';
  expect(await scanned(latin(`${table}Harbour Maritime\u0001`))).toEqual(['client']);
  const font = '\u0001\0\u0004\u0002\0\u0001\u0001\u0001\u0011';
  expect(await scanned(latin(`${font}Harbour Maritime\0\0\0\u0001\u0001\u0025`))).toEqual([
    'client',
  ]);
});

test('what a program packed into a table of its own in a font is unpacked', async () => {
  const packed = deflateSync('made for Harbour Maritime').toString('latin1');
  const table = `Zpak\0\0\0\0\0\0\0\u001C\0\0\0${String.fromCharCode(packed.length)}`;
  const font = `\0\u0001\0\0\0\u0001\0\0\0\0\0\0${table}${packed}`;
  expect(await scanned(latin(font))).toEqual(['client']);
});

test('layers of Photoshop in a TIFF file are refused, other data of it is searched', async () => {
  // One directory, with one field: the document of Photoshop (37724).
  const tiff = (data: string) => {
    const head = 'II\u002A\0\u0008\0\0\0\u0001\0\u005C\u0093\u0007\0';
    return latin(`${head}${String.fromCharCode(data.length)}\0\0\0\u001A\0\0\0\0\0\0\0${data}`);
  };
  const block = 'Adobe Photoshop Document Data Block\0';
  expect(await scanned(tiff(`${block}MIB8ryaL\0\0\0\0`))).toEqual([
    expect.stringContaining('layers of Photoshop'),
  ]);
  expect(await scanned(tiff(`${block}MIB8ttaPHarbour Maritime`))).toEqual(['client']);
});

test('a profile of colours is read', async () => {
  const profile = (text: string) =>
    latin(`${'\0'.repeat(36)}acsp${'\0'.repeat(40)}desc\0\0\0\0${text}\0`);
  expect(await scanned(profile('Harbour Maritime'))).toEqual(['client']);
  expect(await scanned(profile('sRGB'))).toEqual([]);
});

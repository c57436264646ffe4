import { deflateSync, gzipSync } from 'node:zlib';
import { encode } from 'cborg';
import { describe, expect, test } from 'vitest';
import { scan } from './planted-text.ts';

const latin = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const SHORT = { id: 'short', writings: ['Vuxly'], kind: 'name' } as const;
const scanned = async (name: string, bytes: Uint8Array) =>
  (await scan(name, bytes, [SHORT])).map(({ term, hint }) => term ?? hint);

const NOISE = '\u0001\u0092\u00F3'.repeat(3000);
const short = (size: number) => String.fromCharCode(size >> 8, size & 255);
const segment = (marker: string, data: string) => `\u00FF${marker}${short(data.length + 2)}${data}`;
const jpeg = (...segments: readonly string[]) =>
  latin(`\u00FF\u00D8${segments.join('')}\u00FF\u00DA\0\u0002\u0001\u0092\u00FF\u00D9`);
/** One text at 26, and what follows it. */
const exif = (type: string, value: string) =>
  `Exif\0\0II*\0\u0008\0\0\0\u0001\0\u003B\u0001${type}\0${String.fromCharCode(value.length)}\0\0\0\u001A\0\0\0\0\0\0\0${value}`;

describe('a short name by itself is found among what is no text:', () => {
  test.each<readonly [where: string, jpegSegment: string]>([
    ['in Exif', segment('\u00E1', `${exif('\u0002', 'Vuxly\0')}${NOISE}`)],
    ['in Exif in UTF-16', segment('\u00E1', `${exif('\u0001', 'V\0u\0x\0l\0y\0\0\0')}${NOISE}`)],
    ['in a note of the maker', segment('\u00E1', `Exif\0\0${NOISE}\0Vuxly\0${NOISE}`)],
  ])('%s', async (_where, jpegSegment) => {
    expect(await scanned('a.jpg', jpeg(jpegSegment))).toEqual(['short']);
  });

  test('but not among letters that are there by chance', async () => {
    expect(
      await scanned('a.jpg', jpeg(segment('\u00E1', `${NOISE}\u0001\u00B3Vuxly\u00B3${NOISE}`))),
    ).toEqual([]);
  });
});

describe('the size of a text is no letter of it:', () => {
  const name = 'vuxly'.padEnd(101, '.');
  test('in IPTC', async () => {
    const bytes = jpeg(
      segment('\u00ED', `\u001C\u0002\u0078\0e${name}\u001C\u0002\u0005\0\u0001a`),
    );
    expect(await scanned('a.jpg', bytes)).toEqual(['short']);
  });

  test('in content credentials, and in the search of a site', async () => {
    const said = Buffer.from(encode({ name: 'vuxly', when: 1 })).toString('latin1');
    const cbor = `\0\0\0${String.fromCharCode(said.length + 8)}cbor${said}`;
    expect(await scanned('a.jpg', jpeg(segment('\u00EB', `JP\0\u0001${cbor}`)))).toEqual(['short']);
    const index = gzipSync(
      Buffer.concat([Buffer.from('pagefind_dcd'), encode(['vuxly', 'vuxed'])]),
    );
    expect(await scanned('a.pf_index', new Uint8Array(index))).toEqual(['short']);
  });
});

test('what a font is called goes on in nothing that stands behind it', async () => {
  const names = '\0\u0001\u0001\u0001\u0002a\0\u0001\u0001\u0001\u0002b';
  const strings = '\0\u0002\u0001\u0001\u0006\u000Cvuxlyplain.a';
  expect(await scanned('a.cff', latin(`\u0001\0\u0004\u0001${names}${strings}${NOISE}`))).toEqual([
    'short',
  ]);
});

test('a last directory of Exif need not say that none follows', async () => {
  const exifEnd = 'II*\0\u0008\0\0\0\u0001\0\u0012\u0001\u0003\0\u0001\0\0\0\u0001\0\0\0';
  expect(await scanned('a.jpg', jpeg(segment('\u00E1', `Exif\0\0${exifEnd}`)))).toEqual([]);
});

test('a TIFF may have as many strips as there are lines', async () => {
  const count = 150_000;
  const bytes = new Uint8Array(40 + count * 8);
  const view = new DataView(bytes.buffer);
  bytes.set(latin('II\u002A\0\u0008\0\0\0\u0002\0'));
  for (const [at, tag] of [0x111, 0x117].entries()) {
    view.setUint16(10 + at * 12, tag, true);
    view.setUint16(12 + at * 12, 4, true);
    view.setUint32(14 + at * 12, count, true);
    view.setUint32(18 + at * 12, 40 + at * count * 4, true);
  }
  expect(await scanned('a.tif', bytes)).toEqual([]);
});

test('parts of a long XMP are put together in the order that they say', async () => {
  const part = (place: number, text: string) =>
    segment(
      '\u00E1',
      `http://ns.adobe.com/xmp/extension/\0${'A'.repeat(32)}\0\0\0\u000A\0\0\0${String.fromCharCode(place)}${text}`,
    );
  expect(await scanned('a.jpg', jpeg(part(5, 'xly, '), part(0, 'by vu')))).toEqual(['short']);
});

const chunk = (type: string, data: string) =>
  `${short(0)}${short(data.length)}${type}${data}\0\0\0\0`;
const png = (type: string, data: string) =>
  latin(
    `\u0089PNG\r\n\u001A\n${chunk('IHDR', '\0'.repeat(13))}${chunk(type, data)}${chunk('IEND', '')}`,
  );

test('a PNG that Fireworks can edit is refused', async () => {
  const data = NOISE.slice(0, 90);
  expect(await scanned('a.png', png('mkBT', data))).toEqual([expect.stringContaining('Fireworks')]);
  expect(await scanned('a.png', png('maBT', data))).toEqual([]);
});

test('Exif that ImageMagick keeps in texts of PNG is read', async () => {
  const title = Buffer.from('Северный Порт', 'utf16le').toString('latin1');
  const profile = Buffer.from(exif('\u0001', title), 'latin1').toString('hex');
  const lines = `\nexif\n      64\n${profile.replace(/.{72}/g, '$&\n')}\n`;
  const keyword = 'Raw profile type exif\0';
  const packed = deflateSync(lines).toString('latin1');
  const field = `exif:WinXP-Title\0${[...latin(title)].join(', ')}`;
  for (const bytes of [
    png('tEXt', keyword + lines),
    png('zTXt', `${keyword}\0${packed}`),
    png('tEXt', field),
  ])
    expect(await scanned('a.png', bytes)).toEqual(['ru']);
});

test('what the long directory of a zip has behind its numbers is read', async () => {
  const numbers = (value: number, size: number) =>
    `${String.fromCharCode(value)}${'\0'.repeat(size - 1)}`;
  const end64 = (more: string) =>
    `PK\u0006\u0006${numbers(44 + more.length, 8)}${'\0'.repeat(44)}${more}PK\u0006\u0007${'\0'.repeat(16)}`;
  const zip = (more: string) => latin(end64(more) + `PK\u0005\u0006${'\0'.repeat(18)}`);
  expect(await scanned('a.zip', zip('of Vuxly'))).toEqual(['short']);
  expect(await scanned('a.zip', zip(''))).toEqual([]);
});

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { deflateSync, gzipSync } from 'node:zlib';
import { fc, test as property } from '@fast-check/vitest';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { crc32 } from '../../bytes/crc32.ts';
import type { Layer } from '../../gate/decoder.ts';
import { jpeg } from '../../gate/decoders/jpeg.ts';
import { embeddedFiles } from '../../gate/embedded-files.ts';
import { scanFiles } from '../../gate/index.ts';
import type { Finding } from '../../gate/index.ts';
import { decompress } from './decompress.ts';

// What stands behind the end of a file, or in a part of it that programs pass over.

const NAME = 'Zephyrmont Harbour';
const utf8 = (content: string) => new Uint8Array(Buffer.from(content));
const join = (...parts: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(parts));
const vector = (name: string) =>
  new Uint8Array(
    readFileSync(fileURLToPath(new URL(`../../gate/vectors/${name}`, import.meta.url))),
  );

async function scan(bytes: Uint8Array): Promise<readonly Finding[]> {
  const terms = [{ id: 'beside', writings: [NAME], kind: 'name' as const }];
  return (await scanFiles([{ path: 'file', bytes }], terms, decompress)).findings;
}

const TEXT = utf8(`kept for ${NAME} alone, and not to be shown`);
const ZIP = zipSync({ 'a.txt': TEXT });
const GZIP = new Uint8Array(gzipSync(TEXT));
const ZLIB = new Uint8Array(deflateSync(TEXT));

/** Of each format one file; of FLAC nothing says where the sound ends, so that zlib alone is not seen there. */
const BASES =
  `trailing.bmp comment.gif packed.png two.jpg exif.webp exif.avif exif.heic exif.tiff favicon.ico plain.ttf two.ttc
   metadata.woff metadata.woff2 plain.eot sound.mp3 old-tag.mp3 sound.m4a sound.opus sound.ogg sound.wav
   sound.aiff film.mp4 film.mov film.webm film.avi attached.mkv linearized.pdf nested.zip ustar.tar named.gz
   frames.zst writer.docx writer.rtf brotli.jxl`.split(/\s+/);

describe.each([
  ['a zip', ZIP, [...BASES, 'sound.flac']],
  ['gzip', GZIP, [...BASES, 'sound.flac']],
  ['zlib', ZLIB, BASES],
])('%s behind the end is found or refused:', (_what, packed, bases) => {
  test.each(bases)('%s', async (name) => {
    expect(await scan(vector(name))).toEqual([]);
    const behind = await scan(join(vector(name), packed));
    const isTold = behind.some(({ term, rule }) => term !== null || rule === 'unreadable-file');
    expect(isTold).toBe(true);
  });
});

function pngChunk(type: string, data: Uint8Array): Uint8Array {
  const body = join(utf8(type), data);
  const numbers = new DataView(new ArrayBuffer(8));
  numbers.setUint32(0, data.length);
  numbers.setUint32(4, crc32(body));
  return join(new Uint8Array(numbers.buffer, 0, 4), body, new Uint8Array(numbers.buffer, 4, 4));
}

function box(type: string, data: Uint8Array): Uint8Array {
  const size = new DataView(new ArrayBuffer(4));
  size.setUint32(0, data.length + 8);
  return join(new Uint8Array(size.buffer), utf8(type), data);
}

/** A comment of JPEG, and one block of an extension of GIF. */
const comment = (data: Uint8Array) => join(Uint8Array.of(0xff, 0xfe, 0, data.length + 2), data);
const extension = (data: Uint8Array) =>
  join(Uint8Array.of(0x21, 0xfe, data.length), data, Uint8Array.of(0));

/** How a file begins up to where something may be put in, and how it goes on. */
function withPart(name: string, head: number, part: Uint8Array): Uint8Array {
  const bytes = vector(name);
  return join(bytes.subarray(0, head), part, bytes.subarray(head));
}

describe.each([
  ['a zip', ZIP],
  ['gzip', GZIP],
])('%s is found in', (_what, packed) => {
  test.each([
    ["a program's own chunk of PNG", withPart('packed.png', 33, pngChunk('prVt', packed))],
    ['a comment of JPEG', withPart('two.jpg', 2, comment(packed))],
    [
      'an extension of GIF',
      withPart('comment.gif', vector('comment.gif').length - 1, extension(packed)),
    ],
    ['a free box of MP4', join(vector('film.mp4'), box('free', packed))],
    ['a box of an unknown kind in MP4', join(vector('film.mp4'), box('Xtra', packed))],
  ])('%s', async (_where, bytes) => {
    const found = (await scan(bytes)).filter(({ term }) => term !== null);
    expect(found.map(({ path }) => path).join()).toMatch(/\/file\//);
  });
});

/** What programs that read archives know them by: no archive follows. */
const SIGNATURES = [
  'PK\u0003\u0004',
  '\u001F\u008B\u0008',
  '7z\u00BC\u00AF\u0027\u001C',
  'Rar!\u001A\u0007\0',
  '\u00FD7zXZ\0',
  '\u0089PNG\r\n\u001A\n',
  'SQLite format 3\0',
];

test('a program that only knows archives by their beginnings is left alone', async () => {
  const strings = Uint8Array.from(SIGNATURES.join('\0\0\0'), (letter) => letter.charCodeAt(0));
  const wasm = join(utf8('\0asm'), Uint8Array.of(1, 0, 0, 0, 0, strings.length), strings);
  expect(await scan(wasm)).toEqual([]);
});

test("Photoshop's small picture is looked at as a picture", () => {
  const layers = [...(jpeg.layers(vector('resources.jpg'), decompress) as Iterable<Layer>)];
  const [small] = layers.filter(({ name }) => name === 'thumbnail');
  expect(small?.kind === 'bytes' && jpeg.accepts(small.bytes, '')).toBe(true);
});

const bytes = fc.uint8Array({ maxLength: 400 });

property.prop([bytes, fc.constantFrom(ZIP, GZIP, vector('packed.png')), bytes])(
  'a file is found among any other bytes',
  (before, file, behind) => {
    const found = [...embeddedFiles(join(before, file, behind))];
    expect(found.some((each) => join(each.subarray(0, file.length)).join() === file.join())).toBe(
      true,
    );
  },
);

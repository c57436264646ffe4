import { expect, test } from 'vitest';
import { fromLatin1, toLatin1 } from '../../bytes/latin1.ts';
import type { FileDecoder, GatePorts } from '../decoder.ts';
import { isoMedia } from './iso-media.ts';
import { laterJpeg } from './jpeg-later.ts';

const number = (value: number) => String.fromCharCode(0, 0, value >> 8, value & 255);
const box = (type: string, ...content: readonly string[]) =>
  `${number(content.join('').length + 8)}${type}${content.join('')}`;

const SMALL = '\u00FF\u00D8small\u00FF\u00D9';
const entry = (tag: string, value: number) => `${tag}\0\u0004${number(1)}${number(value)}`;
/** No first picture; the second one lies behind its directory. */
const TIFF = `MM\0\u002A${number(8)}\0\0${number(14)}\0\u0002${entry('\u0002\u0001', 44)}${entry('\u0002\u0002', SMALL.length)}${number(0)}${SMALL}`;
/** As phones write it: a name of six letters stands before. */
const EXIF = `${number(6)}Exif\0\0${TIFF}`;

/** A picture whose one item that is no picture lies behind the others. */
function avif(): string {
  const start = box('ftyp', 'avif\0\0\0\0avif');
  const items = box('iinf', `\0\0\0\0\0\u0001${box('infe', `\u0002\0\0\0\0\u0001\0\0Exif\0`)}`);
  const places = (at: number) =>
    box('iloc', `\0\0\0\0\u0044\0\0\u0001\0\u0001\0\0\0\u0001${number(at)}${number(EXIF.length)}`);
  const meta = (at: number) => box('meta', '\0\0\0\0', items, places(at));
  return start + meta(start.length + meta(0).length + 8) + box('mdat', EXIF);
}

const jxl = (...boxes: readonly string[]) =>
  `${box('JXL ', '\r\n\u0087\n')}${boxes.join('')}${box('jxlc', '\u00FF\u000Aab')}`;
/** Brotli as if it did nothing. */
const ports = { brotli: (bytes: Uint8Array) => ({ bytes, used: bytes.length }) };

test.each<readonly [what: string, decoder: FileDecoder, file: string]>([
  ['AVIF', isoMedia, avif()],
  ['JPEG XL', laterJpeg, jxl(box('Exif', EXIF))],
  ['JPEG XL, packed', laterJpeg, jxl(box('brob', `Exif${EXIF}`))],
])('the small picture in Exif is a file: %s', async (_what, decoder, file) => {
  const small: string[] = [];
  // No other port is asked.
  for await (const layer of decoder.layers(toLatin1(file), ports as unknown as GatePorts))
    if (layer.kind === 'bytes' && layer.name === 'thumbnail') small.push(fromLatin1(layer.bytes));
  expect(small).toEqual([SMALL]);
});

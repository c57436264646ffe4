import { Unreadable, asTexts, hasMagic } from '../decoder.ts';
import type { FileDecoder, GatePorts, Layer } from '../decoder.ts';
import { boxesIn } from './iso-boxes.ts';
import { codedRuns } from './strings.ts';
import { itemThumbnails } from './tiff.ts';
import { unpack } from './unpack.ts';

const PIXELS = new Set(['jxlc', 'jxlp', 'jp2c']);

/**
 * JPEG XL and JPEG 2000: every box, those packed with Brotli too, and letters in a row in the pixels.
 *
 * @see ISO/IEC 18181-2, section 9; ISO/IEC 15444-1, annex I.
 */
export const laterJpeg: FileDecoder = {
  name: 'later-jpeg',
  isLookedAt: true,
  accepts: (bytes) =>
    isBoxed(bytes) ||
    hasMagic(bytes, '\u00FF\u000A') ||
    hasMagic(bytes, '\u00FF\u004F\u00FF\u0051'),
  *layers(bytes, ports) {
    // Without boxes it is pixels alone, and comments of JPEG 2000 as plain letters.
    if (!isBoxed(bytes)) return yield* codedRuns('pixels', bytes);
    const boxes = boxesIn(bytes, [0, bytes.length]);
    for (const { type, extent } of boxes) yield* box(type, bytes.subarray(...extent), ports);
    if (!boxes.some(({ type }) => PIXELS.has(type)))
      throw new Unreadable('jxl: ends before its pixels');
  },
};

function isBoxed(bytes: Uint8Array): boolean {
  return hasMagic(bytes, '\0\0\0\u000CJXL ') || hasMagic(bytes, '\0\0\0\u000CjP  ');
}

function* box(type: string, data: Uint8Array, ports: GatePorts): Iterable<Layer> {
  if (PIXELS.has(type)) return yield* codedRuns('pixels', data);
  if (type === 'jbrd')
    throw new Unreadable('jxl: holds the comments of a JPEG in a way of its own, encode it anew');
  yield* asTexts(`metadata/${type}`, data);
  if (type === 'Exif') yield* itemThumbnails(data);
  // The name of what is packed stands before it.
  if (type !== 'brob') return;
  const { bytes } = unpack('jxl', data.subarray(4), ports.brotli);
  yield* asTexts('metadata/brob', bytes);
  if (hasMagic(data, 'Exif')) yield* itemThumbnails(bytes);
}

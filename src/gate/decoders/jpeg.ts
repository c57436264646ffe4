import { Unreadable, asTexts, hasMagic } from '../decoder.ts';
import type { FileDecoder } from '../decoder.ts';
import { stray } from './stray.ts';

const END_OF_IMAGE = 0xd9;
const START_OF_SCAN = 0xda;

/**
 * JPEG: every segment (Exif, XMP, IPTC, ICC, comments), the preview images inside them as strings,
 * and what trails after the end.
 *
 * @see ITU-T T.81, annex B.
 */
export const jpeg: FileDecoder = {
  name: 'jpeg',
  isRaster: true,
  accepts: (bytes) => hasMagic(bytes, '\u00FF\u00D8\u00FF'),
  *layers(bytes) {
    let offset = 2;
    for (;;) {
      const marker = bytes[offset + 1];
      if (bytes[offset] !== 0xff || marker === undefined)
        throw new Unreadable('jpeg: expected a marker');
      if (marker === 0xff) {
        // Fill bytes may stand before a marker.
        offset += 1;
        continue;
      }
      if (marker === END_OF_IMAGE) break;
      const size = ((bytes[offset + 2] ?? 0) << 8) | (bytes[offset + 3] ?? 0);
      if (size < 2 || offset + 2 + size > bytes.length)
        throw new Unreadable('jpeg: a segment runs past the end');
      const name = marker.toString(16).toUpperCase();
      yield* asTexts(`metadata/${name}`, bytes.subarray(offset + 4, offset + 2 + size));
      offset += 2 + size;
      if (marker === START_OF_SCAN) offset = endOfScan(bytes, offset);
    }
    yield* stray('trailing', bytes.subarray(offset + 2));
  },
};

/** In entropy-coded data 0xFF is followed by 0 or by a restart marker. */
function endOfScan(bytes: Uint8Array, start: number): number {
  for (let offset = start; offset + 1 < bytes.length; offset++) {
    const next = bytes[offset + 1] ?? 0;
    if (bytes[offset] === 0xff && next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7))
      return offset;
  }
  throw new Unreadable('jpeg: ends in the middle of its pixels');
}

import { without } from '../../bytes/extents.ts';
import { Unreadable, asTexts, hasMagic } from '../decoder.ts';
import type { FileDecoder } from '../decoder.ts';
import { boxesIn } from './iso-boxes.ts';
import { exifExtents, pixelExtents } from './iso-items.ts';
import { codedRuns } from './strings.ts';
import { itemThumbnails } from './tiff.ts';

/**
 * AVIF and HEIC. Metadata items lie in the same box as the pixels: all of it is read as strings but
 * the pixels, in which short terms turn up by chance.
 *
 * @see ISO/IEC 14496-12, section 4.2 ("Object structure").
 */
export const isoMedia: FileDecoder = {
  name: 'avif',
  isLookedAt: true,
  accepts: (bytes) =>
    hasMagic(bytes, 'ftyp', 4) && /^(?:avi[fs]|mif1|heic|heix|msf1)/.test(brand(bytes)),
  *layers(bytes) {
    const boxes = boxesIn(bytes, [0, bytes.length]);
    const meta = boxes.find(({ type }) => type === 'meta');
    if (!meta || !boxes.some(({ type }) => type === 'mdat' || type === 'idat'))
      throw new Unreadable('avif: ends before its pixels');
    const pixels = pixelExtents(bytes, meta.extent);
    for (const { type, extent } of boxes) {
      const parts = type === 'mdat' ? without(extent, pixels) : [extent];
      for (const part of parts) yield* asTexts(`metadata/${type}`, bytes.subarray(...part));
    }
    for (const part of pixels) yield* codedRuns('pixels', bytes.subarray(...part));
    for (const part of exifExtents(bytes, meta.extent))
      yield* itemThumbnails(bytes.subarray(...part));
  },
};

function brand(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(8, 12));
}

import { bigEndian } from '../../bytes/big-endian.ts';
import { without } from '../../bytes/extents.ts';
import { Unreadable, asTexts } from '../decoder.ts';
import type { FileDecoder, GatePorts, Layer } from '../decoder.ts';
import { opaque } from './opaque.ts';
import { codedRuns } from './strings.ts';
import { isTiff, tiffParts } from './tiff-parts.ts';

/** TIFF and cameras' raw formats made like it: everything but the pixels, and previews as files. */
export const tiff: FileDecoder = {
  name: 'tiff',
  isLookedAt: true,
  accepts: isTiff,
  *layers(bytes, ports) {
    const { pixels, thumbnails, end } = tiffParts(bytes);
    if (pixels.some(([, end]) => end > bytes.length))
      throw new Unreadable('tiff: ends in the middle of its pixels');
    for (const part of without([0, bytes.length], pixels)) {
      yield* asTexts('metadata', bytes.subarray(...part));
      refuseLayers(bytes.subarray(...part));
    }
    for (const part of pixels) yield* codedRuns('pixels', bytes.subarray(...part));
    yield* previews(bytes, thumbnails);
    yield* packedBehind(bytes.subarray(end), ports);
  },
};

const DOCUMENT = 'Adobe Photoshop Document Data Block\0';
/** Of 8, 16 and 32 bits a sample, in either order of bytes. */
const LAYERS = ['8BIMLayr', '8BIMLr16', '8BIMLr32', 'MIB8ryaL', 'MIB861rL', 'MIB823rL'];

/**
 * Nobody can look at a layer that is hidden, and packed in a way of Photoshop's own.
 *
 * @throws Unreadable if there are layers.
 * @see Adobe Photoshop TIFF Technical Notes (2002), "ImageSourceData" (tag 37724).
 */
function refuseLayers(metadata: Uint8Array): void {
  const text = new TextDecoder('latin1').decode(metadata);
  const start = text.indexOf(DOCUMENT);
  if (start >= 0 && LAYERS.some((mark) => text.includes(mark, start)))
    throw new Unreadable('tiff: has layers of Photoshop, which cannot be read: save it without');
}

/** Cameras leave much behind that no directory tells of: only what says that it is a file, or is packed, is one. */
function* packedBehind(rest: Uint8Array, ports: GatePorts): Iterable<Layer> {
  const start = rest.findIndex((byte) => byte !== 0);
  yield* opaque(rest.subarray(Math.max(0, start)), ports);
}

/**
 * The small picture that cameras and editors keep in Exif, which may show what was cut off.
 *
 * @param exif - from the byte order on, without what a container puts before it.
 */
export function* exifThumbnails(exif: Uint8Array): Iterable<Layer> {
  if (isTiff(exif)) yield* previews(exif, tiffParts(exif).thumbnails);
}

/** The same where it is an item of its own: where it begins stands before it (ISO/IEC 23008-12, annex A.2.1). */
export function* itemThumbnails(item: Uint8Array): Iterable<Layer> {
  const start = bigEndian(item.subarray(0, 4));
  yield* exifThumbnails(item.subarray(4 + start));
}

function* previews(
  bytes: Uint8Array,
  thumbnails: readonly (readonly [number, number])[],
): Iterable<Layer> {
  for (const [start, end] of thumbnails) {
    if (end > bytes.length) throw new Unreadable('exif: its thumbnail lies outside of it');
    if (end > start) yield { kind: 'bytes', name: 'thumbnail', bytes: bytes.subarray(start, end) };
  }
}

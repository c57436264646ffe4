import { Unreadable, asTexts, hasMagic } from '../decoder.ts';
import type { FileDecoder } from '../decoder.ts';
import { pixelExtents } from './iso-items.ts';
import type { Extent } from './iso-items.ts';

/**
 * AVIF and HEIC. Metadata items lie in the same box as the pixels: all of it is read as strings but
 * the pixels, in which short terms turn up by chance.
 *
 * @see ISO/IEC 14496-12, section 4.2 ("Object structure").
 */
export const isoMedia: FileDecoder = {
  name: 'avif',
  isRaster: true,
  accepts: (bytes) =>
    hasMagic(bytes, 'ftyp', 4) && /^(?:avi[fs]|mif1|heic|heix|msf1)/.test(brand(bytes)),
  *layers(bytes) {
    const boxes = boxesOf(bytes);
    const meta = boxes.find(({ type }) => type === 'meta');
    const pixels = meta ? pixelExtents(bytes.subarray(...meta.extent)) : [];
    for (const { type, extent } of boxes) {
      const parts = type === 'mdat' ? without(extent, pixels) : [extent];
      for (const part of parts) yield* asTexts(`metadata/${type}`, bytes.subarray(...part));
    }
  },
};

interface Box {
  readonly type: string;
  /** Of what it holds. */
  readonly extent: Extent;
}

function boxesOf(bytes: Uint8Array): readonly Box[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const boxes: Box[] = [];
  for (let offset = 0; offset < bytes.length;) {
    if (offset + 8 > bytes.length) throw new Unreadable('avif: ends inside a box');
    const size = view.getUint32(offset) || bytes.length - offset;
    if (size < 8 || offset + size > bytes.length)
      throw new Unreadable('avif: a box runs past the end');
    const type = String.fromCharCode(...bytes.subarray(offset + 4, offset + 8));
    boxes.push({ type, extent: [offset + 8, offset + size] });
    offset += size;
  }
  return boxes;
}

/** @returns what is left of an extent, in order. */
function without([start, end]: Extent, holes: readonly Extent[]): readonly Extent[] {
  const left: Extent[] = [];
  let at = start;
  for (const [from, to] of holes) {
    if (to <= at || from >= end) continue;
    if (from > at) left.push([at, from]);
    at = to;
  }
  return at < end ? [...left, [at, end]] : left;
}

function brand(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(8, 12));
}

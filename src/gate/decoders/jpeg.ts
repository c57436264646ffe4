import { concat } from '../../bytes/concat.ts';
import { fromLatin1, toLatin1 } from '../../bytes/latin1.ts';
import { Unreadable, asTexts, hasMagic } from '../decoder.ts';
import type { FileDecoder, Layer } from '../decoder.ts';
import { PHOTOSHOP, photoshopThumbnail } from './photoshop-thumbnail.ts';
import { stray } from './stray.ts';
import { codedRuns } from './strings.ts';
import { exifThumbnails } from './tiff.ts';

const END_OF_IMAGE = 0xd9;
const START_OF_SCAN = 0xda;
/** What Exif begins with, before its byte order. */
export const EXIF = 'Exif\u0000\u0000';
const XMP_PART = 'http://ns.adobe.com/xmp/extension/\u0000';
/** What stands before a part of a long XMP: its name, a digest, the whole size and the place. */
const XMP_PART_HEAD = XMP_PART.length + 40;

/**
 * JPEG: every segment (Exif, XMP, IPTC, ICC, comments), the preview in Exif as a picture, letters
 * in a row between the pixels, and what trails after the end.
 *
 * @see ITU-T T.81, annex B.
 */
export const jpeg: FileDecoder = {
  name: 'jpeg',
  isLookedAt: true,
  accepts: isJpeg,
  *layers(bytes) {
    const longXmp: XmpPart[] = [];
    const resources: Uint8Array[] = [];
    let end = 2;
    for (const segment of segmentsIn(bytes)) {
      const { marker, data, scan } = segment;
      yield* asTexts(`metadata/${marker.toString(16).toUpperCase()}`, data);
      yield* codedRuns('pixels', scan);
      if (hasMagic(data, EXIF)) yield* exifThumbnails(data.subarray(EXIF.length));
      if (hasMagic(data, PHOTOSHOP)) resources.push(data.subarray(PHOTOSHOP.length));
      if (hasMagic(data, XMP_PART)) longXmp.push(xmpPart(data));
      end = segment.end;
    }
    yield* xmp(joined(longXmp));
    yield* photoshopThumbnail(concat(resources));
    yield* stray('trailing', bytes.subarray(end));
  },
};

export function isJpeg(bytes: Uint8Array): boolean {
  return hasMagic(bytes, '\u00FF\u00D8\u00FF');
}

/** A marker of a JPEG file and what belongs to it. */
export interface Segment {
  readonly marker: number;
  readonly data: Uint8Array;
  /** The coded pixels behind it, if it begins some. */
  readonly scan: Uint8Array;
  readonly end: number;
}

/**
 * Lists the segments of a JPEG file; the end of the image counts as one without data.
 *
 * @throws Unreadable if it ends before that.
 */
export function* segmentsIn(bytes: Uint8Array): Iterable<Segment> {
  const none = bytes.subarray(0, 0);
  for (let offset = 2; ;) {
    const marker = bytes[offset + 1];
    if (bytes[offset] !== 0xff || marker === undefined)
      throw new Unreadable('jpeg: expected a marker');
    if (marker === 0xff) {
      // Fill bytes may stand before a marker.
      offset += 1;
      continue;
    }
    if (marker === END_OF_IMAGE) return yield { marker, data: none, scan: none, end: offset + 2 };
    const size = ((bytes[offset + 2] ?? 0) << 8) | (bytes[offset + 3] ?? 0);
    if (size < 2 || offset + 2 + size > bytes.length)
      throw new Unreadable('jpeg: a segment runs past the end');
    const start = offset + 2 + size;
    const end = marker === START_OF_SCAN ? endOfScan(bytes, start) : start;
    const data = bytes.subarray(offset + 4, start);
    yield { marker, data, scan: bytes.subarray(start, end), end };
    offset = end;
  }
}

/** In entropy-coded data 0xFF is followed by 0 or by a restart marker. */
function endOfScan(bytes: Uint8Array, start: number): number {
  for (let offset = start; offset + 1 < bytes.length; offset++) {
    const next = bytes[offset + 1] ?? 0;
    if (bytes[offset] === 0xff && next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7))
      return offset;
  }
  throw new Unreadable('jpeg: ends in the middle of its pixels');
}

/** A part of an XMP that is too long for one segment. */
interface XmpPart {
  /** Digest and size of the whole, and the place in it, so that they are in order as texts are. */
  readonly head: string;
  readonly text: string;
}

function xmpPart(data: Uint8Array): XmpPart {
  const head = fromLatin1(data.subarray(XMP_PART.length, XMP_PART_HEAD));
  return { head, text: fromLatin1(data.subarray(XMP_PART_HEAD)) };
}

/** A part ends anywhere, in the middle of a word as well, and they may stand in any order. */
function joined(parts: readonly XmpPart[]): string {
  const inOrder = parts.toSorted((a, b) => (a.head < b.head ? -1 : 1));
  return inOrder.map(({ text }) => text).join('');
}

function* xmp(text: string): Iterable<Layer> {
  if (text !== '') yield* asTexts('metadata/xmp', toLatin1(text));
}

import { concat } from '../bytes/concat.ts';
import { crc32 } from '../bytes/crc32.ts';
import { toUtf8 } from '../bytes/utf8.ts';
import { avifSlot } from './avif.ts';
import { box } from './jumbf.ts';
import { pdfSlot } from './pdf.ts';

/** Files that a manifest store can go into. */
export type CredentialFormat =
  'image/png' | 'image/jpeg' | 'image/webp' | 'image/avif' | 'application/pdf';

/** Where a store goes, and how it is wrapped there. */
export interface Slot {
  /** The file around the store, as it will be. */
  readonly before: Uint8Array;
  readonly after: Uint8Array;
  /** @returns the store with all that its container puts around it. */
  wrap(store: Uint8Array): Uint8Array;
}

/** A JPEG segment says its own length in two bytes. */
const MAX_SEGMENT = 0xffff;

/**
 * @param bytes - a PDF with an empty manifest in it already.
 * @param wrapped - how many bytes the wrapped store takes: a RIFF header and the dictionary of a PDF's
 *   stream count them, and AVIF says where its pixels lie.
 * @throws RangeError if the bytes are not of this format.
 */
export function findSlot(bytes: Uint8Array, format: CredentialFormat, wrapped: number): Slot {
  if (format === 'image/png') return pngSlot(bytes);
  if (format === 'image/jpeg') return jpegSlot(bytes);
  if (format === 'image/avif') return avifSlot(bytes, wrapped);
  if (format === 'application/pdf') return pdfSlot(bytes, wrapped);
  return webpSlot(bytes, wrapped);
}

function pngSlot(bytes: Uint8Array): Slot {
  requireStart(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  // The signature and IHDR, which has to be first.
  return { before: bytes.subarray(0, 33), after: bytes.subarray(33), wrap: pngChunk };
}

function pngChunk(store: Uint8Array): Uint8Array {
  const chunk = concat([new Uint8Array(4), toUtf8('caBX'), store, new Uint8Array(4)]);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, store.length);
  view.setUint32(chunk.length - 4, crc32(chunk.subarray(4, -4)));
  return chunk;
}

function jpegSlot(bytes: Uint8Array): Slot {
  requireStart(bytes, [0xff, 0xd8, 0xff]);
  // JFIF wants its own segment right after the start of the image.
  const jfif = bytes[3] === 0xe0 ? 2 + (((bytes[4] ?? 0) << 8) | (bytes[5] ?? 0)) : 0;
  const at = 2 + jfif;
  return { before: bytes.subarray(0, at), after: bytes.subarray(at), wrap: jpegSegment };
}

/** APP11: its length, "JP", the number of the box, the number of this part of it. */
function jpegSegment(store: Uint8Array): Uint8Array {
  const length = store.length + 10;
  if (length > MAX_SEGMENT) throw new RangeError('a manifest store does not fit one JPEG segment');
  const head = [0xff, 0xeb, length >> 8, length & 0xff, 0x4a, 0x50, 2, 0x11, 0, 0, 0, 1];
  return concat([Uint8Array.from(head), store]);
}

function webpSlot(bytes: Uint8Array, wrapped: number): Slot {
  requireStart(bytes, [...toUtf8('RIFF')]);
  const before = Uint8Array.from(bytes);
  new DataView(before.buffer).setUint32(4, bytes.length - 8 + wrapped, true);
  return { before, after: new Uint8Array(), wrap: riffChunk };
}

function riffChunk(store: Uint8Array): Uint8Array {
  const chunk = concat([box('C2PA', store), new Uint8Array(store.length % 2)]);
  // RIFF has the type first and the size after it, little end first.
  chunk.set(toUtf8('C2PA'));
  new DataView(chunk.buffer).setUint32(4, store.length, true);
  return chunk;
}

function requireStart(bytes: Uint8Array, start: readonly number[]): void {
  if (start.some((byte, index) => bytes[index] !== byte))
    throw new RangeError('not a file of the format it is said to be');
}

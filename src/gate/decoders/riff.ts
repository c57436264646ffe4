import { Unreadable, asTexts, hasMagic } from '../decoder.ts';
import type { FileDecoder, Layer } from '../decoder.ts';
import { stray } from './stray.ts';

const PIXELS = new Set(['VP8 ', 'VP8L', 'ALPH']);

/**
 * WebP: every RIFF chunk but the pixels, and what trails after the end.
 *
 * @see RFC 9649, section 2.
 */
export const webp: FileDecoder = {
  name: 'webp',
  isRaster: true,
  accepts: (bytes) => hasMagic(bytes, 'RIFF') && hasMagic(bytes, 'WEBP', 8),
  *layers(bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const end = 8 + view.getUint32(4, true);
    if (end > bytes.length) throw new Unreadable('webp: shorter than it says');
    yield* chunks(bytes, view, 12, end);
    yield* stray('trailing', bytes.subarray(end));
  },
};

function* chunks(bytes: Uint8Array, view: DataView, start: number, end: number): Iterable<Layer> {
  for (let offset = start; offset + 8 <= end;) {
    const type = String.fromCharCode(...bytes.subarray(offset, offset + 4));
    const size = view.getUint32(offset + 4, true);
    if (offset + 8 + size > end) throw new Unreadable('webp: a chunk runs past the end');
    const data = bytes.subarray(offset + 8, offset + 8 + size);
    // An animation frame holds 16 bytes of its own and then chunks.
    if (type === 'ANMF') yield* chunks(bytes, view, offset + 24, offset + 8 + size);
    else if (!PIXELS.has(type)) yield* asTexts(`metadata/${type.trim()}`, data);
    offset += 8 + size + (size % 2);
  }
}

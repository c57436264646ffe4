import { Unreadable, asTexts, hasMagic } from '../decoder.ts';
import type { FileDecoder } from '../decoder.ts';

/**
 * AVIF and HEIC. Metadata items lie in the same box as the pixels, so that box is read as strings
 * as well: pixels of such files hold no readable text by chance.
 *
 * @see ISO/IEC 14496-12, section 4.2 ("Object structure").
 */
export const isoMedia: FileDecoder = {
  name: 'avif',
  accepts: (bytes) =>
    hasMagic(bytes, 'ftyp', 4) && /^(?:avi[fs]|mif1|heic|heix|msf1)/.test(brand(bytes)),
  *layers(bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let offset = 0; offset < bytes.length;) {
      if (offset + 8 > bytes.length) throw new Unreadable('avif: ends inside a box');
      const size = view.getUint32(offset) || bytes.length - offset;
      if (size < 8 || offset + size > bytes.length)
        throw new Unreadable('avif: a box runs past the end');
      const type = String.fromCharCode(...bytes.subarray(offset + 4, offset + 8));
      yield* asTexts(`metadata/${type}`, bytes.subarray(offset + 8, offset + size));
      offset += size;
    }
  },
};

function brand(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(8, 12));
}

import { concat } from '../../bytes/concat.ts';
import { crc32 } from '../../bytes/crc32.ts';
import { pngChunks, isPng } from '../decoders/png.ts';
import { onlyOrientation } from './orientation.ts';
import { trailing } from './part.ts';
import type { Part, PictureFormat } from './part.ts';

/** Pixels, colours, size on paper, animation: all that changes what is seen. */
const NEEDED = new Set(
  `IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP mDCV mDCv cLLI cLLi sBIT bKGD pHYs acTL fcTL
   fdAT`.split(/\s+/),
);

/** @see PNG Third Edition, section 11. */
export const pngFormat: PictureFormat = {
  accepts: isPng,
  parts(bytes) {
    const parts: Part[] = [{ name: 'signature', bytes: bytes.subarray(0, 8), role: 'needed' }];
    let end = 8;
    for (const { type, data, start, end: next } of pngChunks(bytes)) {
      parts.push(part(type, data, bytes.subarray(start, next)));
      end = next;
    }
    return [...parts, ...trailing(bytes.subarray(end))];
  },
  join: concat,
};

function part(name: string, data: Uint8Array, bytes: Uint8Array): Part {
  if (NEEDED.has(name)) return { name, bytes, role: 'needed' };
  if (name === 'caBX') return { name, bytes, role: 'credential' };
  const turned = name === 'eXIf' ? onlyOrientation(data) : null;
  if (!turned) return { name, bytes, role: 'metadata' };
  const instead = exifChunk(turned);
  return { name, bytes, role: bytes.length === instead.length ? 'needed' : 'metadata', instead };
}

function exifChunk(exif: Uint8Array): Uint8Array {
  const chunk = new Uint8Array(12 + exif.length);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, exif.length);
  chunk.set([0x65, 0x58, 0x49, 0x66], 4);
  chunk.set(exif, 8);
  view.setUint32(8 + exif.length, crc32(chunk.subarray(4, 8 + exif.length)));
  return chunk;
}

import { hasMagic } from '../decoder.ts';

const PNG = '\u0089PNG\r\n\u001A\n';
/** Fewer bytes hold no picture worth looking at. */
const LEAST_REST = 64;

/**
 * Tells whether the rest of a larger picture stands behind the end of this one, as programs leave
 * it that cut a screenshot and write over the old file without shortening it ("aCropalypse").
 */
export function hasOldPixelsBehind(bytes: Uint8Array): boolean {
  if (hasMagic(bytes, PNG)) return isRestOfPng(bytes.subarray(endOfPng(bytes)));
  if (hasMagic(bytes, '\u00FF\u00D8\u00FF')) return isRestOfJpeg(bytes.subarray(endOfJpeg(bytes)));
  return false;
}

function endOfPng(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let offset = PNG.length;
  while (offset + 12 <= bytes.length) {
    const next = offset + 12 + view.getUint32(offset);
    if (hasMagic(bytes, 'IEND', offset + 4)) return next;
    offset = next;
  }
  return bytes.length;
}

/** The old file's end is still there, and often a header of its chunks. */
function isRestOfPng(rest: Uint8Array): boolean {
  if (rest.length < LEAST_REST) return false;
  const text = new TextDecoder('latin1').decode(rest);
  return text.includes('IEND\u00AEB`\u0082') || text.includes('IDAT');
}

/** Follows the segments, because previews inside them end like the file. */
function endOfJpeg(bytes: Uint8Array): number {
  let offset = 2;
  while (offset + 4 <= bytes.length && bytes[offset] === 0xff) {
    const marker = bytes[offset + 1] ?? 0;
    if (marker === 0xd9) return offset + 2;
    offset += 2 + (((bytes[offset + 2] ?? 0) << 8) | (bytes[offset + 3] ?? 0));
    if (marker === 0xda) offset = endOfScan(bytes, offset);
  }
  return bytes.length;
}

/** In coded pixels 0xFF is followed by 0 or a restart marker; anything else is the next segment. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let offset = from; offset + 1 < bytes.length; offset++) {
    const next = bytes[offset + 1] ?? 0;
    if (bytes[offset] === 0xff && next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7))
      return offset;
  }
  return bytes.length;
}

function isRestOfJpeg(rest: Uint8Array): boolean {
  if (rest.length < LEAST_REST) return false;
  const text = new TextDecoder('latin1').decode(rest);
  return text.includes('\u00FF\u00D8\u00FF') || /\u00FF\u00D9\0*$/.test(text);
}

import { Unreadable, asTexts, hasMagic } from '../decoder.ts';
import type { FileDecoder } from '../decoder.ts';
import { Cursor } from './cursor.ts';
import { stray } from './stray.ts';
import { codedRuns } from './strings.ts';

/**
 * BMP: what stands before the pixels, letters in a row in them, and what trails.
 *
 * @see Windows GDI, "Bitmap Storage".
 */
export const bmp: FileDecoder = {
  name: 'bmp',
  isLookedAt: true,
  accepts: (bytes) => hasMagic(bytes, 'BM') && hasMagic(bytes, '\0\0\0\0', 6),
  *layers(bytes) {
    const cursor = new Cursor(bytes, 'bmp', 'little', 2);
    const size = cursor.u32();
    cursor.skip(4);
    const start = cursor.u32();
    // Some programs leave the size out.
    const end = size === 0 ? bytes.length : size;
    if (end > bytes.length || start > end) throw new Unreadable('bmp: shorter than it says');
    yield* asTexts('metadata', bytes.subarray(0, start));
    yield* codedRuns('pixels', bytes.subarray(start, end));
    yield* stray('trailing', bytes.subarray(end));
  },
};

const ENTRY = 16;

/** Icons and pointers: each PNG in one as a file, each bitmap, and what lies between. */
export const icon: FileDecoder = {
  name: 'icon',
  accepts: (bytes) =>
    ['\0\0\u0001\0', '\0\0\u0002\0'].some((magic) => hasMagic(bytes, magic)) &&
    (bytes[4] ?? 0) > 0 &&
    bytes[5] === 0,
  *layers(bytes) {
    const cursor = new Cursor(bytes, 'icon', 'little', 4);
    const count = cursor.u16();
    let end = 6 + count * ENTRY;
    for (let index = 0; index < count; index++) {
      cursor.at = 6 + index * ENTRY + 8;
      const [size, start] = [cursor.u32(), cursor.u32()];
      const image = bytes.subarray(start, start + size);
      if (image.length < size) throw new Unreadable('icon: shorter than it says');
      if (hasMagic(image, '\u0089PNG')) yield { kind: 'bytes', name: `${index + 1}`, bytes: image };
      else yield* codedRuns('pixels', image);
      if (start > end) yield* stray('between', bytes.subarray(end, start));
      end = Math.max(end, start + size);
    }
    yield* stray('trailing', bytes.subarray(end));
  },
};

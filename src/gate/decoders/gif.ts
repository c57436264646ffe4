import { Unreadable, asTexts, hasMagic } from '../decoder.ts';
import type { FileDecoder } from '../decoder.ts';
import { stray } from './stray.ts';

/**
 * GIF: comments, plain text and application extensions, and what trails after the end.
 *
 * @see GIF89a specification, sections 18 to 27.
 */
export const gif: FileDecoder = {
  name: 'gif',
  isRaster: true,
  accepts: (bytes) => hasMagic(bytes, 'GIF87a') || hasMagic(bytes, 'GIF89a'),
  *layers(bytes) {
    const screen = bytes[10] ?? 0;
    let offset = 13 + colourTable(screen);
    for (;;) {
      const kind = bytes[offset];
      if (kind === 0x3b) break;
      if (kind === 0x2c) offset += 10 + colourTable(bytes[offset + 9] ?? 0) + 1;
      else if (kind === 0x21) offset += 2;
      else throw new Unreadable('gif: expected a block');
      const { data, next } = subBlocks(bytes, offset);
      if (kind === 0x21) yield* asTexts('metadata/extension', data);
      offset = next;
    }
    yield* stray('trailing', bytes.subarray(offset + 1));
  },
};

function colourTable(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

function subBlocks(bytes: Uint8Array, start: number): { data: Uint8Array; next: number } {
  const parts: number[] = [];
  let offset = start;
  for (;;) {
    const size = bytes[offset];
    if (size === undefined || offset + size >= bytes.length)
      throw new Unreadable('gif: a block runs past the end');
    if (size === 0) return { data: Uint8Array.from(parts), next: offset + 1 };
    parts.push(...bytes.subarray(offset + 1, offset + 1 + size));
    offset += 1 + size;
  }
}

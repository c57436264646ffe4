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
  isLookedAt: true,
  accepts: (bytes) => hasMagic(bytes, 'GIF87a') || hasMagic(bytes, 'GIF89a'),
  *layers(bytes) {
    let at = 0;
    for (const { extension, end } of gifBlocks(bytes)) {
      if (extension) yield* asTexts('metadata/extension', extension);
      // Not cut into blocks: its letters stand where sizes of blocks would.
      if (extension && hasMagic(extension, 'XMP DataXMP'))
        yield* asTexts('metadata/xmp', bytes.subarray(at, end));
      at = end;
    }
    yield* stray('trailing', bytes.subarray(at));
  },
};

interface GifBlock {
  /** What an extension says; null for what shows pixels, and for the start and the end. */
  readonly extension: Uint8Array | null;
  readonly end: number;
}

/**
 * Lists a GIF file's blocks: its head, images and extensions, and the byte that ends it.
 *
 * @throws Unreadable if it ends before that.
 */
export function* gifBlocks(bytes: Uint8Array): Iterable<GifBlock> {
  let at = 13 + colourTable(bytes[10] ?? 0);
  yield { extension: null, end: at };
  for (;;) {
    const kind = bytes[at];
    if (kind === 0x3b) return yield { extension: null, end: at + 1 };
    if (kind === 0x2c) at += 10 + colourTable(bytes[at + 9] ?? 0) + 1;
    else if (kind === 0x21) at += 2;
    else throw new Unreadable('gif: expected a block');
    const { data, next } = subBlocks(bytes, at);
    yield { extension: kind === 0x21 ? data : null, end: next };
    at = next;
  }
}

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

import { asTexts, hasMagic } from '../decoder.ts';
import type { FileDecoder } from '../decoder.ts';

/**
 * Formats that are read as strings: WebAssembly, icons, and pagefind's index, which is CBOR behind
 * a mark of its own.
 */
export const binary: FileDecoder = {
  name: 'binary',
  accepts: (bytes) =>
    ['\u0000asm', '\u0000\u0000\u0001\u0000', 'pagefind_dcd'].some((magic) =>
      hasMagic(bytes, magic),
    ),
  layers: (bytes) => asTexts('content', bytes),
};

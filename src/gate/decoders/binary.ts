import { asTexts, hasMagic } from '../decoder.ts';
import type { FileDecoder } from '../decoder.ts';

const MAGICS = ['\u0000asm', 'pagefind_dcd', '\u0000OpenTimestamps\u0000\u0000Proof\u0000'];

/**
 * Formats that are read as strings: WebAssembly, time stamps (DER and OpenTimestamps), and
 * pagefind's index, which is CBOR behind a mark of its own.
 */
export const binary: FileDecoder = {
  name: 'binary',
  accepts: (bytes) => MAGICS.some((magic) => hasMagic(bytes, magic)) || isDer(bytes),
  layers: (bytes) => asTexts('content', bytes),
};

/** One SEQUENCE that is as long as the file, with a length of two bytes (X.690 §8.1.3.5). */
function isDer(bytes: Uint8Array): boolean {
  const [tag, form, high = 0, low = 0] = bytes;
  return tag === 0x30 && form === 0x82 && high * 256 + low + 4 === bytes.length;
}

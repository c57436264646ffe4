import { LIMITS, Unreadable } from '../decoder.ts';
import type { Decompressor, Unpacked } from '../decoder.ts';

/**
 * Decompresses what a stranger packed.
 *
 * @param format - names it in the message.
 * @throws Unreadable if it is broken, or unfolds beyond the limit.
 */
export function unpack(
  format: string,
  bytes: Uint8Array,
  decompress: Decompressor,
  maxSize: number = LIMITS.layerBytes,
): Unpacked {
  try {
    return decompress(bytes, maxSize);
  } catch (cause) {
    throw new Unreadable(`${format}: cannot be decompressed, or is too large when it is`, {
      cause,
    });
  }
}

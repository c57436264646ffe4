import { toUtf8 } from '../bytes/utf8.ts';
import { keyedHash } from '../marks/index.ts';

/**
 * Names the mark of an image by the file the author gave: all sizes and formats that are made of it
 * carry the same id.
 *
 * @param sha256 - of the file, hexadecimal.
 * @returns 8 bytes.
 */
export function imageId(detectionKey: Uint8Array, sha256: string): Uint8Array {
  return keyedHash(detectionKey, 'image-id/1', toUtf8(sha256)).slice(0, 8);
}

import { toUtf8 } from '../bytes/utf8.ts';
import { keyedHash } from '../marks/index.ts';
import type { HiddenMark } from '../marks/index.ts';
import type { Author } from './author.ts';

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

/**
 * The second mark of an image, beneath the one that everybody can read: it has a key of its own, so
 * that whoever averages an author's pictures learns nothing of it.
 *
 * @param sha256 - of the file the author gave, hexadecimal.
 */
export function covertImageMark(author: Pick<Author, 'blind'>, sha256: string): HiddenMark {
  const hash = (use: string) => author.blind(`covert-image/1/${use}`, toUtf8(sha256));
  return { id: hash('id').slice(0, 8), key: hash('key') };
}

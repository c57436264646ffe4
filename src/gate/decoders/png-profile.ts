import { fromHex } from '../../bytes/hex.ts';
import { fromLatin1 } from '../../bytes/latin1.ts';
import { asTexts, hasMagic } from '../decoder.ts';
import type { Layer } from '../decoder.ts';
import { EXIF } from './jpeg.ts';
import { exifThumbnails } from './tiff.ts';

const KEYWORD = 'Raw profile type ';
/** And single fields, of which those that are no text are lists of bytes. */
const [FIELD, BYTES] = ['exif:', /^\d{1,3}(?:, \d{1,3})+$/];
/** Its name, its size, and lines of hexadecimal digits. */
const PROFILE = /^\s*\S+\s+\d+\s([\da-f\s]+)$/i;

/**
 * Exif, IPTC and XMP as ImageMagick keeps them in PNG, which had no place for them once: in digits, in a text.
 *
 * @param chunk - of which the keyword is the beginning.
 * @param content - of the text, unpacked.
 */
export function* rawProfile(chunk: Uint8Array, content: Uint8Array): Iterable<Layer> {
  if (hasMagic(chunk, FIELD)) return yield* field(fromLatin1(content));
  if (!hasMagic(chunk, KEYWORD)) return;
  const digits = PROFILE.exec(fromLatin1(content))?.[1] ?? '';
  const bytes = fromHex(digits.replace(/\s/g, ''));
  if (!bytes) return;
  yield* asTexts('metadata/profile', bytes);
  if (hasMagic(bytes, EXIF)) yield* exifThumbnails(bytes.subarray(EXIF.length));
}

function* field(content: string): Iterable<Layer> {
  if (BYTES.test(content))
    yield* asTexts('metadata/profile', Uint8Array.from(content.split(', '), Number));
}

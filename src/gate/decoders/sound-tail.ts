import { asTexts, hasMagic } from '../decoder.ts';
import type { Layer } from '../decoder.ts';
import { Cursor } from './cursor.ts';
import { oldText } from './old-text.ts';
import { DESCRIPTION, pictureIn } from './pictures-in.ts';

const TAIL = 256 * 1024;
const OLD_TAG_SIZE = 128;
const APE = 'APETAGEX';
const APE_HEADER = 32;
/** Title, artist, album, year and note of ID3's first version: where each begins, and where the last ends. */
const OLD_FIELDS = [3, 33, 63, 93, 97, 127];

/**
 * What stands behind sound: tags of APE, with their pictures, Lyrics3, and ID3 of the first version. All of it as
 * strings, and each field by itself.
 *
 * @see "APEv2 specification" and "APE Tag Item" (Hydrogenaudio); id3.org, "ID3v1".
 */
export function* soundTail(bytes: Uint8Array): Iterable<Layer> {
  yield* asTexts('tail', bytes);
  for (const value of apeValues(bytes)) {
    const [picture] = pictureIn(value);
    yield* asTexts('tail/item', picture ? value.subarray(0, DESCRIPTION) : value);
    if (picture) yield picture;
  }
  const old = bytes.length - OLD_TAG_SIZE;
  if (old >= 0 && hasMagic(bytes, 'TAG', old))
    yield* oldText('tail/fields', fieldsOf(bytes.subarray(old)));
}

/** @returns where such tags may begin; the end if there are none. */
export function tailStart(bytes: Uint8Array): number {
  for (let at = Math.max(0, bytes.length - TAIL); at < bytes.length; at++)
    if (hasMagic(bytes, APE, at) || hasMagic(bytes, 'LYRICSBEGIN', at)) return at;
  const old = bytes.length - OLD_TAG_SIZE;
  return old >= 0 && hasMagic(bytes, 'TAG', old) ? old : bytes.length;
}

/** A field that is full goes on in the next one without anything between. */
function fieldsOf(tag: Uint8Array): readonly Uint8Array[] {
  return OLD_FIELDS.slice(1).map((end, index) => tag.subarray(OLD_FIELDS[index], end));
}

/** Values stand behind each other without anything between but the next one's size. */
function* apeValues(bytes: Uint8Array): Iterable<Uint8Array> {
  if (!hasMagic(bytes, APE)) return;
  const cursor = new Cursor(bytes, 'ape', 'little', 16);
  const count = cursor.u32();
  cursor.at = APE_HEADER;
  for (let index = 0; index < count && cursor.left > 8; index++) {
    const size = cursor.u32();
    cursor.skip(4);
    // Its name, which a zero ends.
    cursor.at = bytes.indexOf(0, cursor.at) + 1;
    yield cursor.take(size);
  }
}

import { asTexts, hasMagic } from '../decoder.ts';
import type { FileDecoder, Layer } from '../decoder.ts';
import { Cursor } from './cursor.ts';
import { id3, tailStart } from './id3.ts';
import { pictureIn } from './pictures-in.ts';
import { runs } from './strings.ts';

/**
 * MP3 and AAC: the tags before and behind the sound, and whatever stands in it in plain letters.
 */
export const mpegAudio: FileDecoder = {
  name: 'mpeg-audio',
  accepts: (bytes) => hasMagic(bytes, 'ID3') || isFrame(bytes),
  *layers(bytes, ports) {
    const start = hasMagic(bytes, 'ID3') ? yield* id3(bytes, ports) : 0;
    const rest = bytes.subarray(start);
    // Tagged FLAC and others that tools put a tag before.
    if (start > 0 && !isFrame(rest) && rest.some((byte) => byte !== 0))
      return yield { kind: 'bytes', name: 'sound', bytes: rest };
    yield* sound(rest);
  },
};

/** Sound up to the end, where tags may stand. */
function* sound(bytes: Uint8Array): Iterable<Layer> {
  const tail = tailStart(bytes);
  yield* runs('media', bytes.subarray(0, tail));
  yield* asTexts('tail', bytes.subarray(tail));
  yield* pictureIn(bytes.subarray(tail));
}

/** Eleven bits that are 1, and then no value that means nothing. @see ISO/IEC 11172-3, 2.4.1.3. */
function isFrame([first, second = 0, third = 0]: Uint8Array): boolean {
  if (first !== 0xff || (second & 0xe0) !== 0xe0) return false;
  const layer = (second >> 1) & 3;
  if (layer === 0) return (second & 0xf6) === 0xf0;
  return ((second >> 3) & 3) !== 1 && third >> 4 !== 15 && ((third >> 2) & 3) !== 3;
}

const PICTURE = 6;

/**
 * FLAC: every block but the sound.
 *
 * @see RFC 9639, section 8.
 */
export const flac: FileDecoder = {
  name: 'flac',
  accepts: (bytes) => hasMagic(bytes, 'fLaC'),
  *layers(bytes) {
    const cursor = new Cursor(bytes, 'flac', 'big', 4);
    for (let isLast = false; !isLast;) {
      const head = cursor.u32();
      isLast = head >>> 31 === 1;
      const block = cursor.take(head & 0xffffff);
      yield* asTexts('metadata', block);
      if (((head >>> 24) & 127) === PICTURE) yield* pictureIn(block);
    }
    yield* sound(bytes.subarray(cursor.at));
  },
};

import { asTexts, hasMagic } from '../decoder.ts';
import type { FileDecoder, GatePorts, Layer } from '../decoder.ts';
import { Cursor } from './cursor.ts';
import { id3 } from './id3.ts';
import { pictureIn } from './pictures-in.ts';
import { opaque } from './opaque.ts';
import { endOfFrames, frameSize } from './sound-frames.ts';
import { soundTail, tailStart } from './sound-tail.ts';
import { codedRuns } from './strings.ts';

/**
 * MP3 and AAC: the tags before and behind the sound, and whatever stands in it in plain letters.
 */
export const mpegAudio: FileDecoder = {
  name: 'mpeg-audio',
  accepts: (bytes) => hasMagic(bytes, 'ID3') || isSound(bytes),
  *layers(bytes, ports) {
    const start = hasMagic(bytes, 'ID3') ? yield* id3(bytes, ports) : 0;
    const rest = bytes.subarray(start);
    // Tagged FLAC and others that tools put a tag before.
    if (start > 0 && frameSize(rest, 0) === 0 && rest.some((byte) => byte !== 0))
      return yield { kind: 'bytes', name: 'sound', bytes: rest };
    yield* sound(rest);
    yield* packedBehind(rest.subarray(endOfFrames(rest, 0)), ports);
  },
};

const OLD_TAG_SIZE = 128;

/** Junk behind frames is nothing that a player minds: only what says that it is a file, or is packed, is one. */
function* packedBehind(junk: Uint8Array, ports: GatePorts): Iterable<Layer> {
  const rest = hasMagic(junk, 'TAG') ? junk.subarray(OLD_TAG_SIZE) : junk;
  const start = rest.findIndex((byte) => byte !== 0);
  if (start >= 0) yield* opaque(rest.subarray(start), ports);
}

/** Sound up to the end, where tags may stand. */
function* sound(bytes: Uint8Array): Iterable<Layer> {
  const tail = tailStart(bytes);
  yield* codedRuns('media', bytes.subarray(0, tail));
  yield* soundTail(bytes.subarray(tail));
}

/** Whether it is sound: a frame and another one behind it, or one that is all there is. */
function isSound(bytes: Uint8Array): boolean {
  const size = frameSize(bytes, 0);
  return size > 0 && (size === bytes.length || frameSize(bytes, size) > 0);
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

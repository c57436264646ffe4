import { Unreadable, asTexts, hasMagic } from '../decoder.ts';
import type { FileDecoder, Layer } from '../decoder.ts';
import { fromBase64url } from '../../bytes/base64.ts';
import { concat } from '../../bytes/concat.ts';
import { Cursor } from './cursor.ts';
import { DESCRIPTION, pictureIn } from './pictures-in.ts';
import { codedRuns } from './strings.ts';

/** How a stream of coded sound or pictures begins. */
const CODED = ['\u0001vorbis', 'OpusHead', '\u0080theora', '\u007FFLAC', 'Speex   ', '\u0001video'];
/** Headers stand in the first packets; FLAC has one for each of its blocks. */
const HEADERS = 24;
const MAX_HEADER = 16 * 1024 * 1024;

interface Stream {
  readonly isCoded: boolean;
  packets: number;
  isEnded: boolean;
  pieces: Uint8Array[];
}

/**
 * Ogg (Vorbis, Opus, FLAC, Theora…): packets put together across pages, those of headers as strings
 * with the pictures in them, and all of a stream of an unknown kind.
 *
 * @see RFC 3533, section 6.
 */
export const ogg: FileDecoder = {
  name: 'ogg',
  accepts: (bytes) => hasMagic(bytes, 'OggS'),
  *layers(bytes) {
    const streams = new Map<number, Stream>();
    const cursor = new Cursor(bytes, 'ogg', 'little');
    while (cursor.left > 0) {
      const page = readPage(cursor);
      const known = streams.get(page.serial);
      const stream = known ?? {
        isCoded: isCoded(page.data),
        packets: 0,
        pieces: [],
        isEnded: false,
      };
      streams.set(page.serial, stream);
      stream.isEnded ||= page.isLast;
      yield* packets(stream, page);
    }
    for (const stream of streams.values()) {
      if (!stream.isEnded) throw new Unreadable('ogg: ends before its last page');
      yield* packet(stream);
    }
  },
};

interface Page {
  readonly serial: number;
  /** Of its stream. */
  readonly isLast: boolean;
  /** Lengths of the pieces: one below 255 ends a packet. */
  readonly lacing: Uint8Array;
  readonly data: Uint8Array;
}

function readPage(cursor: Cursor): Page {
  if (cursor.latin1(4) !== 'OggS') throw new Unreadable('ogg: expected a page');
  cursor.skip(1);
  const isLast = (cursor.u8() & 4) !== 0;
  cursor.skip(8);
  const serial = cursor.u32();
  cursor.skip(8);
  const lacing = cursor.take(cursor.u8());
  const data = cursor.take(lacing.reduce((sum, size) => sum + size, 0));
  return { serial, isLast, lacing, data };
}

function isCoded(first: Uint8Array): boolean {
  return CODED.some((magic) => hasMagic(first, magic));
}

function* packets(stream: Stream, { lacing, data }: Page): Iterable<Layer> {
  let at = 0;
  for (const size of lacing) {
    stream.pieces.push(data.subarray(at, at + size));
    at += size;
    if (size < 255) yield* packet(stream);
  }
}

function* packet(stream: Stream): Iterable<Layer> {
  const data = joined(stream.pieces);
  stream.pieces = [];
  stream.packets += 1;
  if (stream.isCoded && stream.packets > HEADERS) return yield* codedRuns('media', data);
  yield* asTexts('metadata', data);
  const text = new TextDecoder('latin1').decode(data.subarray(0, MAX_HEADER));
  // A comment of its own kind holds a cover: FLAC's picture block as base64.
  for (const [, code = ''] of text.matchAll(/METADATA_BLOCK_PICTURE=([\w+/]+)/gi)) {
    const picture = fromBase64url(code.replaceAll('+', '-').replaceAll('/', '_'));
    if (!picture) continue;
    // What it shows, in words.
    yield* asTexts('metadata/picture', picture.subarray(0, DESCRIPTION));
    yield* pictureIn(picture);
  }
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const [only] = pieces;
  if (pieces.length === 1 && only) return only;
  return concat(pieces);
}

import { Unreadable, asTexts, hasMagic, unixTimeLayer } from '../decoder.ts';
import type { FileDecoder, Layer } from '../decoder.ts';
import { concat } from '../../bytes/concat.ts';
import { crc32 } from '../../bytes/crc32.ts';
import { isContinuation } from '../../bytes/utf8.ts';
import { isText } from '../writings/data-start.ts';
import { mayBeDeflate } from '../writings/deflate-start.ts';
import { Cursor } from './cursor.ts';
import { stray } from './stray.ts';
import { unpack } from './unpack.ts';
import { archiveText } from './zip-names.ts';

const GZIP = '\u001F\u008B\u0008';
const ZSTD = '\u0028\u00B5\u002F\u00FD';

/**
 * gzip, which precompressed copies and the search index are written in: every member, the name and
 * comment in its header, and what trails.
 *
 * @see RFC 1952, section 2.
 */
export const gzip: FileDecoder = {
  name: 'gzip',
  accepts: (bytes) => hasMagic(bytes, GZIP),
  *layers(bytes, ports) {
    let rest = bytes;
    let last: Uint8Array = new Uint8Array();
    while (hasMagic(rest, GZIP)) {
      const start = yield* gzipHeader(rest);
      const { bytes: unpacked, used } = unpack('gzip', rest.subarray(start), ports.inflateRaw);
      const trailer = new Cursor(rest, 'gzip', 'little', start + used);
      if (trailer.u32() !== crc32(unpacked) || trailer.u32() !== unpacked.length)
        throw new Unreadable('gzip: damaged');
      yield { kind: 'bytes', name: 'gzip', bytes: unpacked };
      yield* seam(last, unpacked);
      last = unpacked;
      rest = rest.subarray(trailer.at);
    }
    yield* stray('trailing', rest);
  },
};

/** Longer than any name. */
const REACH = 512;

/** A text that is packed piece by piece, as `bgzip` and `cat` do it, goes on from one piece to the next. */
function* seam(last: Uint8Array, next: Uint8Array): Iterable<Layer> {
  if (last.length === 0) return;
  const both = concat([last.subarray(-REACH), next.subarray(0, REACH)]);
  // It may begin within a letter.
  const text = both.subarray(both.findIndex((byte) => !isContinuation(byte)));
  if (isText(text, true))
    yield { kind: 'text', name: 'seam', text: new TextDecoder().decode(text) };
}

/** Reads one member's header. @returns where the compressed part starts. */
function* gzipHeader(bytes: Uint8Array): Generator<Layer, number> {
  const cursor = new Cursor(bytes, 'gzip', 'little', 3);
  const flags = cursor.u8();
  const modified = cursor.u32();
  // RFC 1952 §2.3.1: zero where there is none.
  if (modified !== 0) yield* unixTimeLayer('modified', modified);
  cursor.skip(2);
  if (flags & 4) yield* asTexts('extra', cursor.take(cursor.u16()));
  if (flags & 8) yield* archiveText('name', zeroEnded(cursor));
  if (flags & 16) yield* archiveText('comment', zeroEnded(cursor));
  if (flags & 2) cursor.skip(2);
  return cursor.at;
}

function zeroEnded(cursor: Cursor): Uint8Array {
  const end = cursor.bytes.indexOf(0, cursor.at);
  const text = cursor.take((end < 0 ? Infinity : end) - cursor.at);
  cursor.skip(1);
  return text;
}

/**
 * Zstandard: every frame, those that programs skip, and what trails.
 *
 * @see RFC 8878, section 3.1.
 */
export const zstd: FileDecoder = {
  name: 'zstd',
  accepts: (bytes) => hasMagic(bytes, ZSTD) || isSkippable(bytes),
  *layers(bytes, ports) {
    let rest = bytes;
    let last: Uint8Array = new Uint8Array();
    for (;;) {
      if (hasMagic(rest, ZSTD)) {
        const { bytes: unpacked, used } = unpack('zstd', rest, ports.zstd);
        yield { kind: 'bytes', name: 'zstd', bytes: unpacked };
        yield* seam(last, unpacked);
        last = unpacked;
        rest = rest.subarray(used);
      } else if (isSkippable(rest)) {
        const cursor = new Cursor(rest, 'zstd', 'little', 4);
        yield* asTexts('skippable', cursor.take(cursor.u32()));
        rest = rest.subarray(cursor.at);
      } else break;
    }
    yield* stray('trailing', rest);
  },
};

function isSkippable(bytes: Uint8Array): boolean {
  return ((bytes[0] ?? 0) & 0xf0) === 0x50 && hasMagic(bytes, '\u002A\u004D\u0018', 1);
}

/** Brotli has no signature, so the name has to say it. */
export const brotli: FileDecoder = {
  name: 'brotli',
  accepts: (_bytes, file) => file.endsWith('.br') || file.endsWith('.brotli'),
  *layers(bytes, ports) {
    const { bytes: unpacked, used } = unpack('brotli', bytes, ports.brotli);
    yield { kind: 'bytes', name: 'brotli', bytes: unpacked };
    yield* stray('trailing', bytes.subarray(used));
  },
};

/** How deflate in a zlib wrapper begins at usual levels; `x^`, at another, is a formula. @see RFC 1950, section 2.2. */
const ZLIB = ['x\u0001', 'x\u009C', 'x\u00DA'];

/** Deflate in a zlib wrapper, without a file around it: objects of Git, some animations. */
export const zlib: FileDecoder = {
  name: 'zlib',
  // A text may begin so: with an x before a letter of another script.
  accepts: (bytes) =>
    ZLIB.some((magic) => hasMagic(bytes, magic)) &&
    !isText(bytes) &&
    mayBeDeflate(bytes.subarray(2)),
  *layers(bytes, ports) {
    const { bytes: unpacked, used } = unpack('zlib', bytes, ports.inflate);
    if (unpacked.length > 0) yield { kind: 'bytes', name: 'zlib', bytes: unpacked };
    yield* stray('trailing', bytes.subarray(used));
  },
};

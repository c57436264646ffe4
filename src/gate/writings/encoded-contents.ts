import { LIMITS } from '../decoder.ts';
import type { Decompressor, GatePorts, Layer } from '../decoder.ts';
import { MAGICS, hasAnyMagic, isText } from './base64-start.ts';
import { mayBeBrotli } from './brotli-start.ts';
import { mayBeDeflate, mayBeFixedText } from './deflate-start.ts';
import type { WritingContext } from './writing.ts';

/** How many runs of one text are tried as compressed data without a signature. */
const MAX_TRIES = 200;
/** So many bytes may follow a stream. */
const MOST_UNUSED = 8;
/** The sum behind a stream in a zlib wrapper. */
const ADLER_SIZE = 4;
/** Fewer bytes hold no name. */
const LEAST = 6;
const LEAST_PACKED = 16;

/** What the runs of one text share. */
export interface Attempts extends WritingContext {
  readonly tries: { left: number };
}

/** @returns a fresh count of what may be tried in one text. */
export function attemptsIn(context: WritingContext): Attempts {
  return { tries: { left: MAX_TRIES }, ...context };
}

/** What a run of letters holds, if it is something: a text, a file, or either of them compressed. */
export function* contents(
  name: string,
  bytes: Uint8Array | null,
  { tries, ports }: Attempts,
): Iterable<Layer> {
  if (!bytes || bytes.length < LEAST) return;
  if (isText(bytes) || hasAnyMagic(bytes)) return yield { kind: 'bytes', name, bytes };
  if (bytes.length < LEAST_PACKED) return;
  for (const { way, unpack } of waysToUnpack(bytes, ports)) {
    if (tries.left-- <= 0) return;
    const inner = textIn(bytes, unpack);
    if (inner) return yield { kind: 'bytes', name: `${name}/${way}`, bytes: inner };
  }
}

interface Unpacking {
  readonly way: string;
  readonly unpack: Decompressor;
}

/** Says nothing of nearly all keys and hashes: a decompressor takes long to say so. */
function* waysToUnpack(bytes: Uint8Array, ports: GatePorts): Iterable<Unpacking> {
  const isZlib = isZlibStart(bytes);
  const stream = isZlib ? bytes.subarray(2) : bytes;
  const unused = isZlib ? MOST_UNUSED + ADLER_SIZE : MOST_UNUSED;
  if (mayBeDeflate(stream) && mayBeFixedText(stream, unused))
    yield { way: 'deflate', unpack: isZlib ? ports.inflate : ports.inflateRaw };
  if (mayBeBrotli(bytes)) yield { way: 'brotli', unpack: ports.brotli };
}

/** For each two bytes, as one number, whether a file of a known kind begins so, or deflate in a zlib wrapper. */
export const MAY_BE_FILE = Uint8Array.from({ length: 0x10000 }, (_each, two) =>
  Number(isZlibStart(Uint8Array.of(two >> 8, two & 255))),
);
for (const magic of MAGICS) MAY_BE_FILE[magic.charCodeAt(0) * 256 + magic.charCodeAt(1)] = 1;

/** @returns whether bytes begin as deflate in a zlib wrapper does. @see RFC 1950, section 2.2. */
export function isZlibStart([first = 0, second = 0]: Uint8Array): boolean {
  return (first & 15) === 8 && first >> 4 <= 7 && ((first << 8) | second) % 31 === 0;
}

function textIn(bytes: Uint8Array, unpack: Decompressor): Uint8Array | null {
  try {
    const { bytes: inner, used } = unpack(bytes, LIMITS.layerBytes);
    // A stream that ends early came out of noise.
    return used >= bytes.length - MOST_UNUSED && isText(inner) ? inner : null;
  } catch {
    // Random bytes, as hashes and keys are: nothing was packed.
    return null;
  }
}

/** @returns how many of the first bytes are whole letters of UTF-8, and no control characters. */
export function textSize(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const more = MORE_BYTES[bytes[at] ?? 0] ?? -1;
    const end = at + 1 + more;
    if (more < 0 || end > bytes.length) return at;
    for (let next = at + 1; next < end; next++) if (((bytes[next] ?? 0) & 0xc0) !== 0x80) return at;
    at = end;
  }
  return at;
}

/** For each first byte of a letter in UTF-8 how many follow it; less than 0 for those that begin none. */
export const MORE_BYTES = Int8Array.from({ length: 256 }, (_each, first) => {
  if (first < 0x20 ? first < 9 || first > 13 : first === 0x7f) return -1;
  if (first < 0x80) return 0;
  if (first < 0xc2) return -1;
  if (first < 0xe0) return 1;
  return first < 0xf0 ? 2 : first < 0xf5 ? 3 : -1;
});

/** Whether four bytes, as one number, begin a text; one that is zero ends it. */
export function isTextStart(four: number): boolean {
  let more = 0;
  for (let shift = 24; shift >= 0; shift -= 8) {
    const byte = (four >>> shift) & 255;
    if (byte === 0 && shift === 0) return true;
    if (more > 0 && (byte & 0xc0) !== 0x80) return false;
    more = more > 0 ? more - 1 : (MORE_BYTES[byte] as number);
    if (more < 0) return false;
  }
  return true;
}

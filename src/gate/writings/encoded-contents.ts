import { LIMITS } from '../decoder.ts';
import type { Decompressor, GatePorts, Layer } from '../decoder.ts';
import { mayBeBrotli } from './brotli-start.ts';
import { hasAnyMagic, isText, isWideText, isZlibStart } from './data-start.ts';
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
  attempts: Attempts,
): Iterable<Layer> {
  if (!bytes || bytes.length < LEAST) return;
  if (isText(bytes) || isWideText(bytes) || hasAnyMagic(bytes))
    return yield { kind: 'bytes', name, bytes };
  yield* packedContents(name, bytes, attempts);
}

/** A text that is packed without a word about it. */
export function* packedContents(
  name: string,
  bytes: Uint8Array,
  { tries, ports }: Attempts,
): Iterable<Layer> {
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

/**
 * Whether bytes may begin what is packed without a word about itself: deflate without a wrapper, or Brotli.
 *
 * @param size - of all of it, of which `bytes` may be the first 32.
 */
export function mayBePacked(bytes: Uint8Array, size: number): boolean {
  if (size < LEAST_PACKED) return false;
  const isCut = size > bytes.length;
  return (
    (mayBeDeflate(bytes) && mayBeFixedText(bytes, MOST_UNUSED, isCut)) || mayBeBrotli(bytes, size)
  );
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

import { asTexts } from '../decoder.ts';
import type { Decompressor, GatePorts, Layer } from '../decoder.ts';
import { hasAnyMagic, isText, isZlibStart } from '../writings/data-start.ts';
import { mayBeDeflate, mayBeFixedText } from '../writings/deflate-start.ts';

/** So many layers of packing within each other. */
const MOST_LAYERS = 4;
const LEAST = 8;
/** So many bytes may follow a stream without its file saying so. */
const MOST_UNUSED = 8;

/**
 * What lies in a stream that does not say what it holds: a file of a kind that is known by its first bytes, or
 * something that is packed all the same.
 */
export function* opaque(bytes: Uint8Array, ports: GatePorts, layers = 0): Iterable<Layer> {
  if (bytes.length < LEAST || layers === MOST_LAYERS) return;
  if (hasAnyMagic(bytes)) return yield { kind: 'bytes', name: 'file', bytes };
  const inner = isZlibStart(bytes)
    ? tried(bytes, ports.inflate)
    : mayBeDeflate(bytes) && mayBeFixedText(bytes, MOST_UNUSED)
      ? textOf(bytes, tried(bytes, ports.inflateRaw))
      : null;
  if (!inner) return;
  yield* asTexts('inflated', inner.bytes);
  yield* opaque(inner.bytes, ports, layers + 1);
}

function tried(bytes: Uint8Array, unpack: Decompressor) {
  try {
    return unpack(bytes, 64 * 1024 * 1024);
  } catch {
    // Numbers of some other meaning.
    return null;
  }
}

/** Without a wrapper and its sum, only a text to the end is no accident. */
function textOf(bytes: Uint8Array, inner: ReturnType<typeof tried>) {
  return inner && inner.used >= bytes.length - MOST_UNUSED && isText(inner.bytes) ? inner : null;
}

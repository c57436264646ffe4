import { brotliCompressSync, constants, gzipSync, zstdCompressSync } from 'node:zlib';

const COMPRESSORS: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array>> = {
  '.gz': (bytes) => gzipSync(bytes, { level: 9 }),
  '.br': (bytes) =>
    brotliCompressSync(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 11,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    }),
  '.zst': (bytes) => zstdCompressSync(bytes),
};

/**
 * Makes the compressed copy of a file anew, if `name` is the name of one.
 *
 * @param written - files that changed, by name.
 * @returns null if it is no copy of one of them.
 */
export function recompressed(
  name: string,
  written: ReadonlyMap<string, Uint8Array>,
): Uint8Array | null {
  for (const [ending, compress] of Object.entries(COMPRESSORS)) {
    const original = name.endsWith(ending) ? written.get(name.slice(0, -ending.length)) : undefined;
    if (original) return new Uint8Array(compress(original));
  }
  return null;
}

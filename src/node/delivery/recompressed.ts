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

/** A file whose name says that it is another one, compressed. */
export interface CompressedCopy {
  readonly of: string;
  compress(bytes: Uint8Array): Uint8Array;
}

/** @returns null if it is the name of no compressed copy. */
export function compressedCopy(name: string): CompressedCopy | null {
  for (const [ending, compress] of Object.entries(COMPRESSORS))
    if (name.endsWith(ending)) return { of: name.slice(0, -ending.length), compress };
  return null;
}

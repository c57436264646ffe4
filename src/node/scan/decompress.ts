import { endianness } from 'node:os';
import { performance } from 'node:perf_hooks';
import zlib from 'node:zlib';
import type { Decompressor, GatePorts } from '../../gate/index.ts';

interface Options {
  readonly maxOutputLength: number;
  readonly info: true;
}

/** Node's decompressors for the gate, its clock, and how it copies texts. */
export const decompress: GatePorts = {
  inflate: withUse(zlib.inflateSync),
  inflateRaw: withUse(zlib.inflateRawSync),
  brotli: withUse(zlib.brotliDecompressSync),
  // Missing before Node 22.15: there it throws, so that the file is refused.
  zstd: withUse((bytes, options) => zlib.zstdDecompressSync(bytes, options)),
  clockMs: () => performance.now(),
  // As they lie in memory, in a twentieth of a nanosecond a letter.
  ...(endianness() === 'LE' && { copyUnits }),
};

function copyUnits(text: string, { buffer, byteOffset, byteLength }: Uint16Array): void {
  Buffer.from(buffer, byteOffset, byteLength).write(text, 'utf16le');
}

function withUse(unpack: (bytes: Uint8Array, options: Options) => unknown): Decompressor {
  return (bytes, maxOutputLength) => {
    // With `info`, these return more than their declared type says.
    const result = unpack(bytes, { maxOutputLength, info: true }) as {
      buffer: Buffer;
      engine: { bytesWritten: number };
    };
    return { bytes: plain(result.buffer), used: result.engine.bytesWritten };
  };
}

/** A slice of a Buffer is no copy, and readers of PDF refuse one: the gate knows nothing of it. */
function plain({ buffer, byteOffset, byteLength }: Buffer): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

import { performance } from 'node:perf_hooks';
import zlib from 'node:zlib';
import type { GatePorts } from '../gate/index.ts';

/** Node's decompressors for the gate, and its clock. */
export const decompress: GatePorts = {
  gunzip: (bytes, maxOutputLength) => zlib.gunzipSync(bytes, { maxOutputLength }),
  inflate: (bytes, maxOutputLength) => zlib.inflateSync(bytes, { maxOutputLength }),
  brotli: (bytes, maxOutputLength) => zlib.brotliDecompressSync(bytes, { maxOutputLength }),
  // Missing before Node 22.15: there it throws, so that the file is refused.
  zstd: (bytes, maxOutputLength) => zlib.zstdDecompressSync(bytes, { maxOutputLength }),
  clockMs: () => performance.now(),
};

import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import type { GatePorts } from '../gate/index.ts';

/** Node's decompressors for the gate; each throws beyond the size it is given. */
export const decompress: GatePorts = {
  gunzip: (bytes, maxOutputLength) => gunzipSync(bytes, { maxOutputLength }),
  inflate: (bytes, maxOutputLength) => inflateSync(bytes, { maxOutputLength }),
  brotli: (bytes, maxOutputLength) => brotliDecompressSync(bytes, { maxOutputLength }),
};

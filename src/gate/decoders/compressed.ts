import { LIMITS, Unreadable, hasMagic } from '../decoder.ts';
import type { FileDecoder } from '../decoder.ts';

/** gzip, which precompressed copies and the search index are written in. */
export const gzip: FileDecoder = {
  name: 'gzip',
  accepts: (bytes) => hasMagic(bytes, '\u001F\u008B\u0008'),
  *layers(bytes, ports) {
    yield {
      kind: 'bytes',
      name: 'gzip',
      bytes: unpack(() => ports.gunzip(bytes, LIMITS.layerBytes)),
    };
  },
};

/** Brotli has no signature, so the name has to say it. */
export const brotli: FileDecoder = {
  name: 'brotli',
  accepts: (_bytes, file) => file.endsWith('.br'),
  *layers(bytes, ports) {
    yield {
      kind: 'bytes',
      name: 'brotli',
      bytes: unpack(() => ports.brotli(bytes, LIMITS.layerBytes)),
    };
  },
};

function unpack(decompress: () => Uint8Array): Uint8Array {
  try {
    return decompress();
  } catch (cause) {
    throw new Unreadable('cannot be decompressed, or is too large when it is', { cause });
  }
}

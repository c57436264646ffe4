import { fromBase64 } from '../../bytes/base64.ts';
import { LIMITS } from '../decoder.ts';
import type { Writing } from './writing.ts';

/** Addresses of an editor that opens what they hold: a letter says so, and the data begins right behind it. */
const ADDRESS = /(?:diagrams\.net|draw\.io)\/[^\s"'<>#]{0,400}#R((?:[\w+/=-]|%[\da-f]{2}){24,})/gi;

/** Diagrams in an address of draw.io: deflate in base64, of a text that is percent-encoded itself. */
export const drawIo: Writing = function* (text, { ports }) {
  if (!text.includes('#R')) return;
  for (const [, code = ''] of text.matchAll(ADDRESS)) {
    const letters = code.replace(/%2b/gi, '+').replace(/%2f/gi, '/').replace(/%3d|=/gi, '');
    const packed = fromBase64(letters);
    if (!packed) continue;
    try {
      yield {
        kind: 'bytes',
        name: 'draw-io',
        bytes: ports.inflateRaw(packed, LIMITS.layerBytes).bytes,
      };
    } catch {
      // The name of a place on a page.
      continue;
    }
  }
};

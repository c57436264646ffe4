import { fromBase64 } from '../../bytes/base64.ts';
import { LIMITS } from '../decoder.ts';
import type { Writing } from './writing.ts';

/** Addresses of a server that draws what they hold. */
const ADDRESS = /plantuml(?:\/[\w.-]{1,20}){0,2}\/(?:~1)?([\w-]{24,})/gi;
/** The digits of base64, in the order of this one. */
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const OWN = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_';

/** Diagrams in an address of PlantUML: deflate in a base64 whose digits stand in another order. */
export const plantUml: Writing = function* (text, { ports }) {
  if (!/plantuml/i.test(text)) return;
  for (const [, code = ''] of text.matchAll(ADDRESS)) {
    const packed = fromBase64(code.replace(/./g, (digit) => DIGITS[OWN.indexOf(digit)] ?? ''));
    if (!packed) continue;
    try {
      const { bytes } = ports.inflateRaw(packed, LIMITS.layerBytes);
      yield { kind: 'bytes', name: 'plantuml', bytes };
    } catch {
      // A name of a file, or a diagram in another form.
      continue;
    }
  }
};

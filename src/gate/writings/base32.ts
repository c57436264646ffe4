import { hasAnyMagic, isText, isZlibStart } from './data-start.ts';
import { mayBePacked } from './encoded-contents.ts';

/** Digits in their order: of RFC 4648 §6 and §7, of Crockford, and of z-base-32. */
const ALPHABETS = [
  ['base32', 'abcdefghijklmnopqrstuvwxyz234567'],
  ['base32hex', '0123456789abcdefghijklmnopqrstuv'],
  ['crockford', '0123456789abcdefghjkmnpqrstvwxyz'],
  ['z-base-32', 'ybndrfg8ejkmcpqxot1uwisza345h769'],
].map(([name = '', digits = '']) => ({ name, values: valuesOf(digits) }));
/** So many letters are five bytes. */
const HEAD = 8;
/** So many are what tells whether something is packed in a way that says nothing of itself. */
const PACKED_HEAD = 52;
/** Digests, of which a text may have thousands. Of base32, no run of some length is like them. */
const HEX = /^[\da-f]*$/i;

function valuesOf(digits: string): Int8Array {
  return Int8Array.from({ length: 128 }, (_each, code) =>
    digits.indexOf(String.fromCharCode(code).toLowerCase()),
  );
}

/** What a run of letters and digits says in one of the alphabets. */
export interface Base32 {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Reads base32 in each alphabet in which it begins as a text or a file does, or as what is packed.
 *
 * @param run - letters of one case, and digits, without padding.
 */
export function* fromBase32(run: string): Iterable<Base32> {
  for (const { name, values } of ALPHABETS) {
    const head = decode(run.slice(0, HEAD), values);
    if (!head || !(isText(head, true) || hasAnyMagic(head) || isPacked(run, head, values)))
      continue;
    const bytes = decode(run, values);
    if (bytes) yield { name, bytes };
  }
}

function isPacked(run: string, head: Uint8Array, values: Int8Array): boolean {
  if (HEX.test(run)) return false;
  if (isZlibStart(head)) return true;
  const start = decode(run.slice(0, PACKED_HEAD), values);
  return start !== null && mayBePacked(start, (run.length * 5) >> 3);
}

/** @returns null if a letter is none of the alphabet. */
function decode(run: string, values: Int8Array): Uint8Array | null {
  const bytes = new Uint8Array((run.length * 5) >> 3);
  let [bits, held, size] = [0, 0, 0];
  for (let at = 0; at < run.length; at++) {
    const value = values[run.charCodeAt(at)] ?? -1;
    if (value < 0) return null;
    held = ((held << 5) | value) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes[size++] = held >> bits;
  }
  return bytes;
}

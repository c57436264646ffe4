import { bigEndian } from '../bytes/big-endian.ts';
import { fromUtf8 } from '../bytes/utf8.ts';

const [BYTES, TEXT] = [2, 3];
/** The size of a string of no more than 23 bytes stands in the byte before it, which is a letter then. */
const WITHIN = 24;
const UNKNOWN = 31;
/** How many bytes a number takes, by what the first byte says. */
const WIDTHS: Readonly<Record<number, number>> = { 24: 1, 25: 2, 26: 4, 27: 8 };

interface CborString {
  readonly type: number;
  readonly content: Uint8Array;
  readonly isCut: boolean;
}

function* stringsIn(bytes: Uint8Array): Iterable<CborString> {
  for (let at = 0; at < bytes.length;) {
    const first = bytes[at] ?? 0;
    const [type, told] = [first >> 5, first & 31];
    const start = at + 1 + (WIDTHS[told] ?? 0);
    const number = bigEndian(bytes.subarray(at + 1, start));
    const isString = (type === BYTES || type === TEXT) && told !== UNKNOWN;
    at = start + (isString ? (told < WITHIN ? told : number) : 0);
    if (isString) yield { type, content: bytes.subarray(start, at), isCut: at > bytes.length };
  }
}

/**
 * Strings in CBOR, one by one: read as they stand, the size of each would be a part of the word before it or behind.
 * What is cut is read as far as it goes.
 *
 * @see RFC 8949, section 3.
 */
export function* cborStrings(bytes: Uint8Array): Iterable<string> {
  for (const { type, content } of stringsIn(bytes))
    if (type === TEXT) yield new TextDecoder().decode(content);
}

/** Whether all strings in CBOR are texts, which are UTF-8, and none is cut. */
export function isCborOfTexts(bytes: Uint8Array): boolean {
  for (const { type, content, isCut } of stringsIn(bytes))
    if (type !== TEXT || isCut || fromUtf8(content) === null) return false;
  return true;
}

/** @returns the strings of what content credentials (C2PA) say: boxes with CBOR in them, wherever they stand. */
export function* credentialStrings(bytes: Uint8Array): Iterable<string> {
  // A box begins with its size in four bytes, and says what it is in four.
  for (let at = bytes.indexOf(0x63, 4); at >= 4; at = bytes.indexOf(0x63, at + 1)) {
    if (bytes[at + 1] !== 0x62 || bytes[at + 2] !== 0x6f || bytes[at + 3] !== 0x72) continue;
    const size = bigEndian(bytes.subarray(at - 4, at));
    if (size > 8) yield* cborStrings(bytes.subarray(at + 4, at - 4 + size));
  }
}

import { isContinuation } from '../../bytes/utf8.ts';
import { hasMagic } from '../decoder.ts';

// What data begins with that mean something: a text in UTF-8, or a file of a kind that is known by that.

/** Formats known by their first bytes, that anybody may have packed into a text; and those that are refused. */
const MAGICS = [
  '\u001F\u008B\u0008',
  '(\u00B5/\u00FD',
  'PK\u0003\u0004',
  '%PDF',
  '\u0089PNG',
  '\u00FF\u00D8\u00FF',
  'GIF8',
  'RIFF',
  'wOF2',
  'wOFF',
  'OTTO',
  'OggS',
  'fLaC',
  'ID3',
  '\u00FD7zXZ\u0000',
  '7z\u00BC\u00AF\u0027\u001C',
  'Rar!\u001A\u0007',
  '\u0004\u0022\u004D\u0018',
  'LZIP\u0001',
  ...Array.from({ length: 9 }, (_each, level) => `BZh${level + 1}1AY&SY`),
  'SQLite format 3\u0000',
  'bplist00',
  'glTF\u0002\u0000\u0000\u0000',
  '\u0093NUMPY',
  'PAR1',
  '\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1',
];
/** The first byte of each of them. */
export const MAGIC_STARTS = new Set(MAGICS.map((magic) => magic.charCodeAt(0)));

/** Whether bytes begin as one of the formats that are known by that. */
export function hasAnyMagic(bytes: Uint8Array): boolean {
  return MAGIC_STARTS.has(bytes[0] ?? 0) && MAGICS.some((magic) => hasMagic(bytes, magic));
}

/** For each first byte of a letter in UTF-8 how many follow it; less than 0 for those that begin none. */
const MORE_BYTES = Int8Array.from({ length: 256 }, (_each, first) => {
  if (first < 0x20 ? first < 9 || first > 13 : first === 0x7f) return -1;
  if (first < 0x80) return 0;
  if (first < 0xc2) return -1;
  if (first < 0xe0) return 1;
  return first < 0xf0 ? 2 : first < 0xf5 ? 3 : -1;
});

/**
 * Whether bytes are UTF-8 without control characters.
 *
 * @param isCut - whether the last character may be cut off.
 * @param size - how many of the bytes.
 */
export function isText(bytes: Uint8Array, isCut = false, size = bytes.length): boolean {
  const most = Math.min(size, 4096);
  for (let at = 0; at < most;) {
    const more = MORE_BYTES[bytes[at] ?? 0] as number;
    if (more < 0) return false;
    for (let next = at + 1; next <= at + more; next++) {
      if (next >= most) return isCut || most < size;
      if (!isContinuation(bytes[next])) return false;
    }
    at += more + 1;
  }
  return true;
}

const WIDE_UNITS = 16;
const LEAST_WIDE = 6;

/**
 * Whether bytes begin as UTF-16 without a mark, as PowerShell, databases of Microsoft and their registry have it encoded:
 * letters of Latin, Greek, Cyrillic, kana and kanji, and some that are no kanji, which any two bytes may be.
 */
export function isWideText(bytes: Uint8Array): boolean {
  if (bytes.length % 2 !== 0 || bytes.length < LEAST_WIDE * 2) return false;
  return isWideFrom(bytes, 0) || isWideFrom(bytes, 1);
}

/** @param high - where of each two bytes the higher one stands. */
function isWideFrom(bytes: Uint8Array, high: 0 | 1): boolean {
  const count = Math.min(bytes.length >> 1, WIDE_UNITS);
  let others = 0;
  for (let at = 0; at < count * 2; at += 2) {
    const row = bytes[at + high] as number;
    const low = bytes[at + 1 - high] as number;
    if (row === 0 ? low < 0x20 && (low < 9 || low > 13) : !isRow(row)) return false;
    if (row < 0x4e) others += 1;
  }
  return others * 4 >= count;
}

/** Rows of 256 letters: up to Cyrillic, punctuation, kana, kanji, and those of full width, with the mark. */
function isRow(row: number): boolean {
  return row < 5 || row === 0x20 || row === 0x30 || (row >= 0x4e && row < 0xa0) || row >= 0xfe;
}

/** @returns how many of the first bytes are whole letters of UTF-8, and no control characters. */
export function textSize(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const more = MORE_BYTES[bytes[at] ?? 0] ?? -1;
    const end = at + 1 + more;
    if (more < 0 || end > bytes.length) return at;
    for (let next = at + 1; next < end; next++) if (!isContinuation(bytes[next])) return at;
    at = end;
  }
  return at;
}

/** Whether four bytes, as one number, begin a text; one that is zero ends it. */
export function isTextStart(four: number): boolean {
  let more = 0;
  for (let shift = 24; shift >= 0; shift -= 8) {
    const byte = (four >>> shift) & 255;
    if (byte === 0 && shift === 0) return true;
    if (more > 0 && !isContinuation(byte)) return false;
    more = more > 0 ? more - 1 : (MORE_BYTES[byte] as number);
    if (more < 0) return false;
  }
  return true;
}

/** For each two bytes, as one number, whether a file of a known kind begins so, or deflate in a zlib wrapper. */
export const MAY_BE_FILE = Uint8Array.from({ length: 0x10000 }, (_each, two) =>
  Number(isZlibStart(Uint8Array.of(two >> 8, two & 255))),
);
for (const magic of MAGICS) MAY_BE_FILE[magic.charCodeAt(0) * 256 + magic.charCodeAt(1)] = 1;

/** @returns whether bytes begin as deflate in a zlib wrapper does. @see RFC 1950, section 2.2. */
export function isZlibStart([first = 0, second = 0]: Uint8Array): boolean {
  return (first & 15) === 8 && first >> 4 <= 7 && ((first << 8) | second) % 31 === 0;
}

import { crc32 } from '../bytes/crc32.ts';
import { indexOfMark, isAt } from '../bytes/marks-in-bytes.ts';
import { mayBeDeflate } from './writings/deflate-start.ts';

/**
 * A file that lies within other data: its first letters, and what has to hold of what follows them. The letters
 * alone do not tell, since each program that reads such files has them as well.
 */
interface Beginning {
  readonly magic: string;
  isMeant(bytes: Uint8Array, at: number): boolean;
  /** @returns where it ends; it goes on to the end of the data, if its format does not say so in a plain way. */
  end?(bytes: Uint8Array, at: number): number;
}

const BEGINNINGS: readonly Beginning[] = [
  { magic: '\u001F\u008B\u0008', isMeant: isGzip },
  { magic: 'PK\u0003\u0004', isMeant: isZip, end: endOfZip },
  {
    magic: '\u0089PNG\r\n\u001A\n\0\0\0\rIHDR',
    isMeant: () => true,
    end: (bytes, at) => behind(bytes, at, 'IEND\u00AE\u0042\u0060\u0082'),
  },
  {
    magic: '7z\u00BC\u00AF\u0027\u001C',
    isMeant: (bytes, at) => isSummed(bytes, at + 12, 20, at + 8),
  },
  { magic: '\u00FD7zXZ\0', isMeant: (bytes, at) => isSummed(bytes, at + 6, 2, at + 8) },
  // Its first block is the one that is about the archive.
  { magic: 'Rar!\u001A\u0007\0', isMeant: (bytes, at) => bytes[at + 9] === 0x73 },
  // The shares of a page that its format fixes (section 1.3.4 of "Database File Format").
  {
    magic: 'SQLite format 3\0',
    isMeant: (bytes, at) => isAt(bytes, '\u0040\u0020\u0020', at + 21),
  },
];
/** By the first byte of one its second; no two begin alike. */
const SECONDS = new Int16Array(256).fill(-1);
for (const { magic } of BEGINNINGS) SECONDS[magic.charCodeAt(0)] = magic.charCodeAt(1);

/** @returns each archive, picture and database that begins somewhere in the data, whatever the data is. */
export function* embeddedFiles(bytes: Uint8Array): Iterable<Uint8Array> {
  for (let at = nextPair(bytes, 0); at < bytes.length; at = nextPair(bytes, at)) {
    const file = beginningAt(bytes, at);
    if (!file) {
      at += 1;
      continue;
    }
    const end = file.end?.(bytes, at) ?? bytes.length;
    yield bytes.subarray(at, end);
    at = end;
  }
}

/** @returns where two bytes stand that begin a file; the length if nowhere. All the time goes in here. */
function nextPair(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && SECONDS[bytes[at] as number] !== bytes[at + 1]) at += 1;
  return at;
}

function beginningAt(bytes: Uint8Array, at: number): Beginning | undefined {
  return BEGINNINGS.find(({ magic, isMeant }) => isAt(bytes, magic, at) && isMeant(bytes, at));
}

const NAMED = 8;
/** The levels, and the systems that there are (RFC 1952 §2.3.1). */
const LEVELS = new Set([0, 2, 4]);
const SYSTEMS = new Set([0, 3, 7, 10, 11, 13, 255]);
const GZIP_HEADER = 10;

function isGzip(bytes: Uint8Array, at: number): boolean {
  const [flags = 255, level = 255, system = 254] = [bytes[at + 3], bytes[at + 8], bytes[at + 9]];
  if (!LEVELS.has(level) || !SYSTEMS.has(system)) return false;
  if (flags === NAMED) return bytes.indexOf(0, at + GZIP_HEADER) > 0;
  return flags === 0 && mayBeDeflate(bytes.subarray(at + GZIP_HEADER, at + GZIP_HEADER + 32));
}

const METHODS = new Set([0, 8, 9, 12, 14, 93, 95, 98, 99]);
/** Versions of the format; lengths of names that somebody gave. */
const [LATEST_ZIP, MOST_NAME] = [63, 512];

/** @see APPNOTE 6.3.10, section 4.3.7. */
function isZip(bytes: Uint8Array, at: number): boolean {
  const name = short(bytes, at + 26);
  const isMember = short(bytes, at + 4) <= LATEST_ZIP && METHODS.has(short(bytes, at + 8));
  return isMember && name > 0 && name <= MOST_NAME;
}

function short(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
}

const ZIP_END = 'PK\u0005\u0006';
const ZIP_END_SIZE = 22;

function endOfZip(bytes: Uint8Array, at: number): number {
  const end = behind(bytes, at, ZIP_END) - ZIP_END.length;
  return Math.min(bytes.length, end + ZIP_END_SIZE + short(bytes, end + 20));
}

/** @returns where the first such mark ends; the end of all if there is none. */
function behind(bytes: Uint8Array, from: number, mark: string): number {
  const at = indexOfMark(bytes, mark, from);
  return at < 0 ? bytes.length : at + mark.length;
}

/** Whether a sum is right, which is written with its last byte first. */
function isSummed(bytes: Uint8Array, start: number, size: number, at: number): boolean {
  const sum = crc32(bytes.subarray(start, start + size));
  return [0, 8, 16, 24].every((shift, index) => bytes[at + index] === ((sum >>> shift) & 255));
}

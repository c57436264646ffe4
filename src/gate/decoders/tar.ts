import { bigEndian } from '../../bytes/big-endian.ts';
import { LIMITS, Unreadable, asTexts, unixTimeLayer } from '../decoder.ts';
import type { FileDecoder } from '../decoder.ts';
import { stray } from './stray.ts';
import { archiveName } from './zip-names.ts';

const BLOCK = 512;
const CHECKSUM = { start: 148, end: 156 };
/** Their content is no file but says more about the next one: pax records, and names beyond 100 bytes. */
const ABOUT_THE_NEXT = new Set(['x', 'g', 'X', 'L', 'K', 'V']);
/** Old and new files, links, devices, folders, pipes, and files stored in one piece. */
const PLAIN = new Set(['\0', '0', '1', '2', '3', '4', '5', '6', '7']);

/**
 * Tar: every file by its own bytes, every header (names, owners, links, pax records), and what lies
 * behind a file or behind the end.
 *
 * @see POSIX.1-2017, pax, "ustar Interchange Format"; the GNU tar manual, "Basic Tar Format".
 */
export const tar: FileDecoder = {
  name: 'tar',
  accepts: (bytes) => bytes.length >= BLOCK && isHeader(bytes.subarray(0, BLOCK)),
  *layers(bytes) {
    let offset = 0;
    let name: string | null = null;
    while (offset + BLOCK <= bytes.length) {
      const header = bytes.subarray(offset, offset + BLOCK);
      if (isZero(header)) break;
      if (!isHeader(header)) throw new Unreadable('tar: a header in it is damaged');
      yield* asTexts('header', header);
      const { type, data, next } = fileAt(bytes, offset);
      if (ABOUT_THE_NEXT.has(type)) {
        yield* asTexts('header', data);
        name = longName(type, data) ?? name;
      } else {
        const file = name ?? ustarName(header);
        yield* unixTimeLayer(`${file} modified`, octal(header.subarray(136, 148)) ?? NaN);
        if (data.length > 0) yield { kind: 'bytes', name: file, bytes: data };
        name = null;
      }
      yield* stray('padding', bytes.subarray(offset + BLOCK + data.length, next));
      offset = next;
    }
    if (offset + BLOCK > bytes.length) throw new Unreadable('tar: ends before its end mark');
    yield* stray('trailing', bytes.subarray(offset));
  },
};

function fileAt(bytes: Uint8Array, offset: number) {
  const header = bytes.subarray(offset, offset + BLOCK);
  const type = String.fromCharCode(header[156] ?? 0);
  if (!PLAIN.has(type) && !ABOUT_THE_NEXT.has(type))
    throw new Unreadable('tar: a sparse file, one part of several, or of an unknown type');
  // A link may state the size of what it leads to, and is followed by nothing.
  const size = '123456'.includes(type) ? 0 : sizeOf(header);
  const start = offset + BLOCK;
  if (size > LIMITS.layerBytes && start + size <= bytes.length)
    throw new Unreadable('tar: a file in it is too large');
  if (!(start + size <= bytes.length)) throw new Unreadable('tar: ends in the middle of a file');
  const next = Math.min(start + Math.ceil(size / BLOCK) * BLOCK, bytes.length);
  return { type, data: bytes.subarray(start, start + size), next };
}

/** Octal digits, or, beyond 8 GB and from some tools, a binary number marked by its first bit. */
function sizeOf(header: Uint8Array): number {
  const field = header.subarray(124, 136);
  if ((field[0] ?? 0) & 0x80) return bigEndian(field.subarray(1));
  return octal(field) ?? NaN;
}

function octal(field: Uint8Array): number | null {
  const digits = /^ *([0-7]+)[\0 ]*/.exec(String.fromCharCode(...field))?.[1];
  return digits === undefined ? null : parseInt(digits, 8);
}

/** A header is known by its checksum, which even files without the later magic have. */
function isHeader(header: Uint8Array): boolean {
  const expected = octal(header.subarray(CHECKSUM.start, CHECKSUM.end));
  if (expected === null || header[0] === 0) return false;
  const blanks = 8 * 0x20;
  const own = header.subarray(CHECKSUM.start, CHECKSUM.end);
  const sum = (part: Uint8Array) => part.reduce((total, byte) => total + byte, 0);
  return sum(header) - sum(own) + blanks === expected;
}

function isZero(block: Uint8Array): boolean {
  return block.every((byte) => byte === 0);
}

function ustarName(header: Uint8Array): string {
  const isUstar = String.fromCharCode(...header.subarray(257, 262)) === 'ustar';
  const prefix = isUstar ? untilNul(header.subarray(345, 500)) : '';
  const name = untilNul(header.subarray(0, 100));
  return prefix ? `${prefix}/${name}` : name;
}

function longName(type: string, data: Uint8Array): string | null {
  if (type === 'L') return untilNul(data);
  if (type !== 'x') return null;
  return /^\d+ path=(.*)$/m.exec(archiveName(data))?.[1] ?? null;
}

function untilNul(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return archiveName(end < 0 ? bytes : bytes.subarray(0, end));
}

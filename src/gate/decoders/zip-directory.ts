import { Unreadable, hasMagic } from '../decoder.ts';
import { Cursor } from './cursor.ts';

/** A part of the file, in bytes from its start. */
export interface Extent {
  readonly start: number;
  readonly end: number;
}

/** One file in a zip, as the directory has it. */
export interface ZipEntry {
  readonly name: Uint8Array;
  readonly extra: Uint8Array;
  readonly comment: Uint8Array;
  readonly flags: number;
  readonly method: number;
  /** Date and time of MS-DOS, in 16 bits each, the date in the upper ones. */
  readonly modified: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  /** Of its local header, in bytes from the start of the file. */
  readonly offset: number;
}

export interface ZipDirectory {
  readonly entries: readonly ZipEntry[];
  readonly comment: Uint8Array;
  /** Where the directory and its end records lie. */
  readonly extents: readonly Extent[];
}

const END = 'PK\u0005\u0006';
const END_SIZE = 22;
const ZIP64_END_SIZE = 56;
const MAX_COMMENT = 0xffff;

/**
 * Reads the directory at the end of a zip file.
 *
 * @returns null if there is none.
 * @throws Unreadable if it is damaged.
 * @see APPNOTE 6.3.10, sections 4.3.12 to 4.3.16.
 */
export function readDirectory(bytes: Uint8Array): ZipDirectory | null {
  const end = endOf(bytes);
  if (end === null) return null;
  const cursor = new Cursor(bytes, 'zip', 'little', end + 4);
  if (cursor.u16() !== 0 || cursor.u16() !== 0)
    throw new Unreadable('zip: one part of several, make it one');
  cursor.skip(2);
  const short = { count: cursor.u16(), size: cursor.u32(), offset: cursor.u32() };
  const comment = cursor.take(cursor.u16());
  const { count, size, offset, extents } = zip64(bytes, end) ?? { ...short, extents: [] };
  const tail = Math.min(end, ...extents.map(({ start }) => start));
  const start = tail - size;
  if (start < 0) throw new Unreadable('zip: its directory is larger than the file');
  // What was put before the archive moves all of it, and some tools leave the offsets as they were.
  const moved = start - offset;
  const entries = readEntries(bytes.subarray(0, tail), start, count, moved);
  return {
    entries,
    comment,
    extents: [{ start, end: tail }, ...extents, { start: end, end: cursor.at }],
  };
}

/**
 * Looks for the record that ends every zip: backwards, since a comment of any length may follow.
 *
 * @returns where it lies; null if there is none.
 */
export function endOf(bytes: Uint8Array): number | null {
  const last = bytes.length - END_SIZE;
  for (let at = last; at >= Math.max(0, last - MAX_COMMENT); at--)
    if (bytes[at] === 0x50 && hasMagic(bytes, END, at)) {
      const comment = (bytes[at + 20] ?? 0) | ((bytes[at + 21] ?? 0) << 8);
      if (at + END_SIZE + comment <= bytes.length) return at;
    }
  return null;
}

/** The larger end record of archives beyond 4 GB or 65,535 files. */
function zip64(bytes: Uint8Array, end: number) {
  const locator = end - 20;
  if (locator < 0 || !hasMagic(bytes, 'PK\u0006\u0007', locator)) return null;
  // Looked for by its magic: its offset is wrong if something was put before the archive.
  for (let at = locator - ZIP64_END_SIZE; at >= Math.max(0, locator - 4096); at--)
    if (hasMagic(bytes, 'PK\u0006\u0006', at)) {
      const cursor = new Cursor(bytes, 'zip', 'little', at + 32);
      const [count, size, offset] = [cursor.u64(), cursor.u64(), cursor.u64()];
      // What stands between its numbers and what points to it is nothing that a program looks at.
      const extents = [
        { start: at, end: at + ZIP64_END_SIZE },
        { start: locator, end },
      ];
      return { count, size, offset, extents };
    }
  throw new Unreadable('zip: its 64-bit directory is damaged');
}

function readEntries(
  bytes: Uint8Array,
  start: number,
  count: number,
  moved: number,
): readonly ZipEntry[] {
  const cursor = new Cursor(bytes, 'zip', 'little', start);
  const entries: ZipEntry[] = [];
  while (cursor.left > 0 && hasMagic(bytes, 'PK\u0001\u0002', cursor.at))
    entries.push(readEntry(cursor, moved));
  // The number is kept in 16 bits by tools that know no larger one.
  if (entries.length !== count && entries.length % 0x10000 !== count)
    throw new Unreadable(`zip: its directory lists ${entries.length} files and says ${count}`);
  if (cursor.left > 0 && !hasMagic(bytes, 'PK\u0005\u0005', cursor.at))
    throw new Unreadable('zip: its directory is damaged');
  return entries;
}

function readEntry(cursor: Cursor, moved: number): ZipEntry {
  cursor.skip(8);
  const [flags, method, modified] = [cursor.u16(), cursor.u16(), cursor.u32()];
  const [crc, packedSize, size] = [cursor.u32(), cursor.u32(), cursor.u32()];
  const [nameSize, extraSize, commentSize] = [cursor.u16(), cursor.u16(), cursor.u16()];
  cursor.skip(8);
  const offset = cursor.u32();
  const name = cursor.take(nameSize);
  const extra = cursor.take(extraSize);
  const sizes = longSizes(extra, { size, packedSize, offset });
  const comment = cursor.take(commentSize);
  return {
    name,
    extra,
    comment,
    flags,
    method,
    modified,
    crc,
    ...sizes,
    offset: sizes.offset + moved,
  };
}

interface Sizes {
  readonly size: number;
  readonly packedSize: number;
  readonly offset: number;
}

/** Numbers that need more than 32 bits stand in the extra field, in this order. */
function longSizes(extra: Uint8Array, short: Sizes): Sizes {
  const long = extraField(extra, 1);
  if (!long) return short;
  const cursor = new Cursor(long, 'zip', 'little');
  const pick = (value: number) => (value === 0xffffffff ? cursor.u64() : value);
  return {
    size: pick(short.size),
    packedSize: pick(short.packedSize),
    offset: pick(short.offset),
  };
}

/** @returns what the extra field with that id holds; null if there is none. */
export function extraField(extra: Uint8Array, id: number): Uint8Array | null {
  const cursor = new Cursor(extra, 'zip', 'little');
  while (cursor.left >= 4) {
    const [found, size] = [cursor.u16(), cursor.u16()];
    // Android's tool fills this field up with zeros, which are no further field.
    if (size > cursor.left) return null;
    const data = cursor.take(size);
    if (found === id) return data;
  }
  return null;
}

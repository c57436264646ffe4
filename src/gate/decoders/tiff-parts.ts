import type { Extent } from '../../bytes/extents.ts';
import { Unreadable, hasMagic } from '../decoder.ts';
import { Cursor } from './cursor.ts';

/** Where in a TIFF file, or in Exif, its pictures lie. */
export interface TiffParts {
  readonly pixels: readonly Extent[];
  /** Small JPEG files. */
  readonly thumbnails: readonly Extent[];
  /** Where the last thing ends that its directories tell of, in bytes. */
  readonly end: number;
}

const MAX_DIRECTORIES = 200;
const MAX_STRIPS = 200_000;
const TAG = {
  stripOffsets: 0x111,
  stripSizes: 0x117,
  tileOffsets: 0x144,
  tileSizes: 0x145,
  jpegOffset: 0x201,
  jpegSize: 0x202,
} as const;
/** Directories within: Exif, GPS, interoperability, and further pictures. */
const NESTED = [0x8769, 0x8825, 0xa005, 0x14a];
/** Bytes of one value, by type. */
const SIZES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4];

/** @returns whether it begins like a TIFF file. */
export function isTiff(bytes: Uint8Array): boolean {
  return hasMagic(bytes, 'II\u002A\u0000') || hasMagic(bytes, 'MM\u0000\u002A');
}

/**
 * Follows the directories of a TIFF file.
 *
 * @throws Unreadable if they lead out of the file, or in circles.
 * @see TIFF Revision 6.0, section 2.
 */
export function tiffParts(bytes: Uint8Array): TiffParts {
  const order = hasMagic(bytes, 'II') ? 'little' : 'big';
  const pixels: Extent[] = [];
  const thumbnails: Extent[] = [];
  let end = 0;
  const waiting = [new Cursor(bytes, 'tiff', order, 4).u32()];
  for (let count = 0; waiting.length > 0; count++) {
    if (count > MAX_DIRECTORIES) throw new Unreadable('tiff: its directories lead in circles');
    const cursor = new Cursor(bytes, 'tiff', order, waiting.pop() ?? 0);
    if (cursor.at === 0) continue;
    const { tags, reach } = readDirectory(cursor);
    end = Math.max(end, reach, Math.min(cursor.at + 4, bytes.length));
    // One by one: as arguments so many would overflow the stack.
    for (const strip of zip(tags, TAG.stripOffsets, TAG.stripSizes)) pixels.push(strip);
    for (const tile of zip(tags, TAG.tileOffsets, TAG.tileSizes)) pixels.push(tile);
    thumbnails.push(...zip(tags, TAG.jpegOffset, TAG.jpegSize));
    // Some programs leave the last pointer out where nothing follows.
    const next = cursor.left < 4 ? 0 : cursor.u32();
    waiting.push(next, ...NESTED.flatMap((tag) => tags.get(tag) ?? []));
  }
  for (const [, last] of [...pixels, ...thumbnails]) end = Math.max(end, last);
  return { pixels: pixels.toSorted(([a], [b]) => a - b), thumbnails, end };
}

interface Directory {
  readonly tags: ReadonlyMap<number, readonly number[]>;
  /** Where the last of its values ends. */
  readonly reach: number;
}

/** Only numbers that can point somewhere are read; the cursor is left behind the directory. */
function readDirectory(cursor: Cursor): Directory {
  const tags = new Map<number, readonly number[]>();
  let reach = 0;
  for (let left = cursor.u16(); left > 0; left--) {
    const [tag, type, count] = [cursor.u16(), cursor.u16(), cursor.u32()];
    const size = (SIZES[type] ?? 0) * count;
    const next = cursor.at + 4;
    if (size > 4) reach = Math.max(reach, cursor.u32() + size);
    cursor.at = next - 4;
    if ((type === 3 || type === 4 || type === 13) && count < MAX_STRIPS) {
      if (size > 4) cursor.at = cursor.u32();
      tags.set(
        tag,
        Array.from({ length: count }, () => (type === 3 ? cursor.u16() : cursor.u32())),
      );
    }
    cursor.at = next;
  }
  return { tags, reach };
}

function zip(
  tags: ReadonlyMap<number, readonly number[]>,
  offsets: number,
  sizes: number,
): readonly Extent[] {
  const lengths = tags.get(sizes) ?? [];
  return (tags.get(offsets) ?? []).map((start, index) => [start, start + (lengths[index] ?? 0)]);
}

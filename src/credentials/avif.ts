import { boxesIn } from '../bytes/iso-boxes.ts';
import type { Box } from '../bytes/iso-boxes.ts';
import { itemLocations } from '../bytes/iso-items.ts';
import type { NumberPlace } from '../bytes/iso-items.ts';
import { toUtf8 } from '../bytes/utf8.ts';
import type { Slot } from './container.ts';
import { box } from './jumbf.ts';

/** Marks the box of a C2PA store among those that others may put into the same file. */
export const C2PA_UUID = Uint8Array.from([
  0xd8, 0xfe, 0xc3, 0xd6, 0x1b, 0x0e, 0x48, 0x3c, 0x92, 0x97, 0x58, 0x28, 0x87, 0x7e, 0xc4, 0x81,
]);

/**
 * The store goes right behind `ftyp`, in a box of its own, and the places of the coded pixels are
 * moved on by as much.
 *
 * @param wrapped - how many bytes the wrapped store takes.
 * @throws RangeError if it is no still AVIF picture.
 * @see C2PA 2.1, section A.5 ("Embedding manifests into BMFF-based assets").
 */
export function avifSlot(bytes: Uint8Array, wrapped: number): Slot {
  const boxes = boxesIn(bytes, [0, bytes.length]);
  const [first, ...others] = boxes;
  if (first?.type !== 'ftyp' || others.length === 0) throw new RangeError('not an AVIF picture');
  if (others.at(-1)?.extent[1] !== bytes.length) throw new RangeError('bytes behind the last box');
  // A film's tables hold further places, and no picture that carries a mark is one.
  if (boxes.some(({ type }) => type === 'moov')) throw new RangeError('a film, not a picture');
  const moved = Uint8Array.from(bytes);
  for (const meta of boxes.filter(({ type }) => type === 'meta')) moveItems(moved, meta, wrapped);
  const [, end] = first.extent;
  return { before: moved.subarray(0, end), after: moved.subarray(end), wrap: uuidBox };
}

/** Version and flags, what the box is for, and where the next such box is: there is none. */
function uuidBox(store: Uint8Array): Uint8Array {
  const purpose = toUtf8('manifest\0');
  return box('uuid', C2PA_UUID, new Uint8Array(4), purpose, new Uint8Array(8), store);
}

/** Adds to the places of all items that lie in the file itself. */
function moveItems(bytes: Uint8Array, { extent: [start, end] }: Box, by: number): void {
  // Its version and flags come first.
  const iloc = boxesIn(bytes, [start + 4, end]).find(({ type }) => type === 'iloc');
  if (!iloc) return;
  for (const { isInFile, base, extents } of itemLocations(bytes, iloc.extent)) {
    if (!isInFile) continue;
    // A base counts for all extents of the item; without one each has its own place.
    const places = base.size > 0 ? [base] : extents.map(({ offset }) => offset);
    for (const place of places) add(bytes, place, by);
  }
}

function add(bytes: Uint8Array, { at, size, value }: NumberPlace, by: number): void {
  let left = value + by;
  if (left >= 256 ** size) throw new RangeError('a place that its number cannot hold');
  for (let index = at + size - 1; index >= at; index--) {
    bytes[index] = left % 256;
    left = Math.floor(left / 256);
  }
}

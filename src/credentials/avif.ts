import { toUtf8 } from '../bytes/utf8.ts';
import type { Slot } from './container.ts';
import { box } from './jumbf.ts';

/** Marks the box of a C2PA store among those that others may put into the same file. */
export const C2PA_UUID = Uint8Array.from([
  0xd8, 0xfe, 0xc3, 0xd6, 0x1b, 0x0e, 0x48, 0x3c, 0x92, 0x97, 0x58, 0x28, 0x87, 0x7e, 0xc4, 0x81,
]);

const HEADER_SIZE = 8;
/** A box that says its version and flags holds them first. */
const FULL_HEADER_SIZE = HEADER_SIZE + 4;

/** A box, from its size to its end, in bytes from the start of the file. */
export interface BoxPlace {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The store goes right behind `ftyp`, in a box of its own, and the places of the coded pixels are
 * moved on by as much.
 *
 * @param wrapped - how many bytes the wrapped store takes.
 * @throws RangeError if it is no still AVIF picture.
 * @see C2PA 2.1, section A.5 ("Embedding manifests into BMFF-based assets").
 */
export function avifSlot(bytes: Uint8Array, wrapped: number): Slot {
  const boxes = listBoxes(bytes, 0, bytes.length);
  const [first] = boxes;
  if (first?.type !== 'ftyp') throw new RangeError('not an AVIF picture');
  // A film's tables hold further places, and no picture that carries a mark is one.
  if (boxes.some(({ type }) => type === 'moov')) throw new RangeError('a film, not a picture');
  const moved = Uint8Array.from(bytes);
  for (const meta of boxes.filter(({ type }) => type === 'meta')) moveItems(moved, meta, wrapped);
  return { before: moved.subarray(0, first.end), after: moved.subarray(first.end), wrap: uuidBox };
}

/** Version and flags, what the box is for, and where the next such box is: there is none. */
function uuidBox(store: Uint8Array): Uint8Array {
  const purpose = toUtf8('manifest\0');
  return box('uuid', C2PA_UUID, new Uint8Array(4), purpose, new Uint8Array(8), store);
}

/**
 * Lists the boxes that lie one behind the other.
 *
 * @throws RangeError if one runs past the end, or says its size in another way than a picture needs.
 */
export function listBoxes(bytes: Uint8Array, from: number, to: number): readonly BoxPlace[] {
  const view = viewOf(bytes);
  const boxes: BoxPlace[] = [];
  for (let start = from; start < to;) {
    const size = view.getUint32(start);
    const end = start + size;
    if (size < HEADER_SIZE || end > to) throw new RangeError('a box runs past the end');
    const type = String.fromCharCode(...bytes.subarray(start + 4, start + HEADER_SIZE));
    boxes.push({ type, start, end });
    start = end;
  }
  return boxes;
}

/** Adds to the places of all items that lie in the file itself. @see ISO/IEC 14496-12, 8.11.3. */
function moveItems(bytes: Uint8Array, meta: BoxPlace, by: number): void {
  const parts = listBoxes(bytes, meta.start + FULL_HEADER_SIZE, meta.end);
  const iloc = parts.find(({ type }) => type === 'iloc');
  if (!iloc) return;
  const numbers = new Numbers(bytes, iloc.start + HEADER_SIZE);
  const version = numbers.take(4) >>> 24;
  const sizes = numbers.take(2);
  const layout = {
    version,
    offset: sizes >>> 12,
    length: (sizes >>> 8) & 15,
    base: (sizes >>> 4) & 15,
    index: version > 0 ? sizes & 15 : 0,
  };
  for (let left = numbers.take(version < 2 ? 2 : 4); left > 0; left--)
    moveItem(numbers, layout, by);
}

interface ItemLayout {
  readonly version: number;
  /** How many bytes each of an item's numbers takes; 0 if it has none. */
  readonly offset: number;
  readonly length: number;
  readonly base: number;
  readonly index: number;
}

function moveItem(numbers: Numbers, layout: ItemLayout, by: number): void {
  numbers.take(layout.version < 2 ? 2 : 4);
  const method = layout.version > 0 ? numbers.take(2) & 15 : 0;
  const isHere = numbers.take(2) === 0 && method === 0;
  // A base counts for all extents of the item; without one each has its own place.
  if (isHere && layout.base > 0) numbers.add(layout.base, by);
  else numbers.take(layout.base);
  if (isHere && layout.base + layout.offset === 0)
    throw new RangeError('an item without a place of its own');
  for (let left = numbers.take(2); left > 0; left--) {
    numbers.take(layout.index);
    if (isHere && layout.base === 0) numbers.add(layout.offset, by);
    else numbers.take(layout.offset);
    numbers.take(layout.length);
  }
}

/** Goes over big-endian numbers, of 0 to 8 bytes each. Throws RangeError past the end. */
class Numbers {
  private readonly view: DataView;
  private at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.view = viewOf(bytes);
    this.at = at;
  }

  take(size: number): number {
    let value = 0;
    for (let index = 0; index < size; index++) value = value * 256 + this.view.getUint8(this.at++);
    return value;
  }

  /** Adds to the next number, in place. */
  add(size: number, by: number): void {
    let value = this.take(size) + by;
    if (value >= 256 ** size) throw new RangeError('a place that its number cannot hold');
    for (let index = 1; index <= size; index++) {
      this.view.setUint8(this.at - index, value % 256);
      value = Math.floor(value / 256);
    }
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

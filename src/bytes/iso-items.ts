import { bigEndian } from './big-endian.ts';
import type { Extent } from './extents.ts';

/** A number in a file, and where it stands, so that it can be written over. */
export interface NumberPlace {
  readonly value: number;
  /** In bytes from the start of the file. */
  readonly at: number;
  /** In bytes; none if the file leaves the number out, and it is 0. */
  readonly size: number;
}

/** Where the bytes of one item lie: each extent counts from the base. */
export interface ItemLocation {
  readonly id: number;
  /** Whether it lies in the file itself, and its places count from the start of that. */
  readonly isInFile: boolean;
  readonly base: NumberPlace;
  readonly extents: readonly { readonly offset: NumberPlace; readonly length: number }[];
}

/**
 * Reads the table that says where the items of a picture lie.
 *
 * @param iloc - what its box holds.
 * @throws RangeError if it ends in the middle, or does not say where its extents lie.
 * @see ISO/IEC 14496-12, section 8.11.3 (`iloc`).
 */
export function itemLocations(bytes: Uint8Array, iloc: Extent): readonly ItemLocation[] {
  const numbers = new Numbers(bytes, iloc);
  const version = numbers.take(4) >>> 24;
  const sizes = numbers.take(2);
  const layout: Layout = {
    version,
    offset: sizes >>> 12,
    length: (sizes >>> 8) & 15,
    base: (sizes >>> 4) & 15,
    index: version > 0 ? sizes & 15 : 0,
  };
  const locations: ItemLocation[] = [];
  for (let left = numbers.take(version < 2 ? 2 : 4); left > 0; left--)
    locations.push(readLocation(numbers, layout));
  return locations;
}

/** How many bytes each number of an item takes; 0 if it has none. */
interface Layout {
  readonly version: number;
  readonly offset: number;
  readonly length: number;
  readonly base: number;
  readonly index: number;
}

function readLocation(numbers: Numbers, layout: Layout): ItemLocation {
  const id = numbers.take(layout.version < 2 ? 2 : 4);
  const method = layout.version > 0 ? numbers.take(2) & 15 : 0;
  const reference = numbers.take(2);
  const base = numbers.place(layout.base);
  const extents: ItemLocation['extents'][number][] = [];
  const count = numbers.take(2);
  // Else a few bytes could stand for millions of them.
  if (count > 1 && layout.index + layout.offset + layout.length === 0)
    throw new RangeError('extents that lie nowhere');
  for (let left = count; left > 0; left--) {
    numbers.take(layout.index);
    extents.push({ offset: numbers.place(layout.offset), length: numbers.take(layout.length) });
  }
  return { id, isInFile: method === 0 && reference === 0, base, extents };
}

/**
 * Reads what the items of a picture are.
 *
 * @param iinf - what the box of their descriptions holds.
 * @returns by the item's id its type, such as `av01` or `Exif`.
 * @throws RangeError if it ends in the middle, or is of a version that knows no types.
 * @see ISO/IEC 14496-12, section 8.11.6 (`iinf`).
 */
export function itemTypes(bytes: Uint8Array, iinf: Extent): ReadonlyMap<number, string> {
  const list = new Numbers(bytes, iinf);
  const isLong = list.take(4) >>> 24 > 0;
  const types = new Map<number, string>();
  for (let left = list.take(isLong ? 4 : 2); left > 0; left--) {
    const start = list.at;
    const entry = new Numbers(bytes, [start, start + list.take(4)]);
    entry.take(8);
    const version = entry.take(4) >>> 24;
    if (version < 2) throw new RangeError('an item without a type');
    const id = entry.take(version === 2 ? 2 : 4);
    entry.take(2);
    types.set(id, entry.name());
    list.goTo(entry.end);
  }
  return types;
}

/** Goes over big-endian numbers, of 0 to 8 bytes each. Throws RangeError past the end. */
class Numbers {
  at: number;
  readonly end: number;
  private readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array, [start, end]: Extent) {
    if (end > bytes.length) throw new RangeError('a list runs past the end');
    this.bytes = bytes;
    this.at = start;
    this.end = end;
  }

  take(size: number): number {
    const from = this.at;
    this.goTo(from + size);
    return bigEndian(this.bytes.subarray(from, this.at));
  }

  place(size: number): NumberPlace {
    return { at: this.at, size, value: this.take(size) };
  }

  name(): string {
    return String.fromCharCode(this.take(1), this.take(1), this.take(1), this.take(1));
  }

  goTo(at: number): void {
    if (at < this.at || at > this.end) throw new RangeError('a list ends in the middle');
    this.at = at;
  }
}

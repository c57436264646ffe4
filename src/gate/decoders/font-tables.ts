import { Unreadable, hasMagic } from '../decoder.ts';
import { Cursor } from './cursor.ts';

/** A table of a font, or what lies around the tables. */
export interface Table {
  readonly tag: string;
  readonly data: Uint8Array;
}

/** Where something ends that begins at a place in the file, and what it is. */
export interface Taken {
  readonly tag: string;
  readonly end: number;
}

const ENTRY = 16;

/**
 * Lists the tables of a TrueType or OpenType font or collection, and what lies between them.
 *
 * @throws Unreadable if one runs past the end.
 * @see ISO/IEC 14496-22, section 4.
 */
export function sfntTables(bytes: Uint8Array): Iterable<Table> {
  const cursor = new Cursor(bytes, 'font', 'big', 8);
  const isMany = hasMagic(bytes, 'ttcf');
  const starts = isMany ? manyStarts(cursor) : [0];
  const taken = new Map<number, Taken>([[0, { tag: 'header', end: cursor.at }]]);
  for (const start of starts) {
    cursor.at = start + 4;
    const count = cursor.u16();
    taken.set(start, { tag: 'header', end: start + 12 + count * ENTRY });
    for (let index = 0; index < count; index++) {
      cursor.at = start + 12 + index * ENTRY;
      const tag = cursor.latin1(4);
      cursor.skip(4);
      const [offset, size] = [cursor.u32(), cursor.u32()];
      taken.set(offset, { tag, end: offset + size });
    }
  }
  return inOrder(bytes, taken);
}

const MAX_FONTS = 1000;

function manyStarts(cursor: Cursor): readonly number[] {
  const count = cursor.u32();
  if (count > MAX_FONTS) throw new Unreadable('font: a collection of too many');
  return Array.from({ length: count }, () => cursor.u32());
}

/** @returns everything that was taken, and what lies between and behind it. */
export function* inOrder(bytes: Uint8Array, taken: ReadonlyMap<number, Taken>): Iterable<Table> {
  let at = 0;
  for (const [start, { tag, end }] of [...taken].toSorted(([a], [b]) => a - b)) {
    if (end > bytes.length) throw new Unreadable('font: a table runs past the end');
    if (start > at) yield { tag: 'between', data: bytes.subarray(at, start) };
    yield { tag, data: bytes.subarray(start, end) };
    at = Math.max(at, end);
  }
  yield { tag: 'trailing', data: bytes.subarray(at) };
}

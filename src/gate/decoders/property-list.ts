import { bigEndian } from '../../bytes/big-endian.ts';
import { Unreadable, asTexts, hasMagic } from '../decoder.ts';
import type { FileDecoder, Layer } from '../decoder.ts';
import { Cursor } from './cursor.ts';

const TRAILER = 32;
/** Kinds of objects, by their upper four bits; a size of fifteen stands in a number behind it. */
const [NUMBER, DATA, ASCII, WIDE] = [1, 4, 5, 6];
const SIZE_FOLLOWS = 15;

/**
 * Property lists of Apple's programs in their binary form, web archives of Safari too: every string, every data
 * as a file, and all of it as strings.
 *
 * @see CFBinaryPList.c of CoreFoundation, "Binary Plist Format".
 */
export const propertyList: FileDecoder = {
  name: 'property-list',
  accepts: (bytes) => hasMagic(bytes, 'bplist0'),
  *layers(bytes) {
    yield* asTexts('content', bytes);
    for (const at of objectsIn(bytes)) yield* object(new Cursor(bytes, 'plist', 'big', at));
  },
};

/** @returns where the objects begin, by the table at the end. */
function objectsIn(bytes: Uint8Array): readonly number[] {
  if (bytes.length < TRAILER + 8) throw new Unreadable('plist: ends too early');
  const trailer = new Cursor(bytes, 'plist', 'big', bytes.length - TRAILER + 6);
  const width = trailer.u8();
  trailer.skip(1);
  const [count, , table] = [trailer.u64(), trailer.u64(), trailer.u64()];
  const end = bytes.length - TRAILER;
  if (width < 1 || width > 8 || !(table + count * width <= end) || count === 0)
    throw new Unreadable('plist: its table is damaged');
  return Array.from({ length: count }, (_each, index) => {
    const at = bigEndian(bytes.subarray(table + index * width, table + (index + 1) * width));
    if (at >= table) throw new Unreadable('plist: an object in it is not where the table says');
    return at;
  });
}

function* object(cursor: Cursor): Iterable<Layer> {
  const marker = cursor.u8();
  const kind = marker >> 4;
  if (kind !== DATA && kind !== ASCII && kind !== WIDE) return;
  const size = (marker & 15) === SIZE_FOLLOWS ? sizeAt(cursor) : marker & 15;
  const bytes = cursor.take(kind === WIDE ? size * 2 : size);
  if (kind === DATA) {
    if (bytes.length > 0) yield { kind: 'bytes', name: 'data', bytes };
    return;
  }
  const text = new TextDecoder(kind === WIDE ? 'utf-16be' : 'utf-8').decode(bytes);
  yield { kind: 'text', name: 'string', text };
}

function sizeAt(cursor: Cursor): number {
  const marker = cursor.u8();
  if (marker >> 4 !== NUMBER) throw new Unreadable('plist: a size in it is damaged');
  return bigEndian(cursor.take(1 << (marker & 15)));
}

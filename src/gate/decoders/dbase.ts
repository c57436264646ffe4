import { Unreadable, asTexts } from '../decoder.ts';
import type { FileDecoder } from '../decoder.ts';
import { Cursor } from './cursor.ts';
import { oldText } from './old-text.ts';
import { stray } from './stray.ts';
import { runs } from './strings.ts';

const HEADER = 32;
const FIELD = 32;
const END_OF_FIELDS = 0x0d;
const END_OF_FILE = 0x1a;
/** dBASE III to V, FoxPro, Visual FoxPro, with notes and without. */
const VERSIONS = new Set([0x02, 0x03, 0x30, 0x31, 0x32, 0x43, 0x63, 0x83, 0x8b, 0x8e, 0xcb, 0xf5]);
/** Numbers, times and amounts in binary. */
const BINARY = new Set('IBTYO@+'.split(''));

interface Table {
  readonly start: number;
  readonly size: number;
  readonly count: number;
  /** Where each text lies in a record. */
  readonly texts: readonly (readonly [start: number, end: number])[];
}

/**
 * Tables of dBASE, as maps have them beside their shapes: names of fields, every value by itself, deleted records
 * too. The charset stands in no place that programs agree on.
 *
 * @see dBASE Table for ESRI Shapefile (DBF), "Format Description" of the Library of Congress, fdd000325.
 */
export const dbase: FileDecoder = {
  name: 'dbase',
  accepts: (bytes) => tableIn(bytes) !== null,
  *layers(bytes) {
    const table = tableIn(bytes);
    if (!table) throw new Unreadable('dbase: its header is damaged');
    const { start, size, count } = table;
    const end = start + size * count;
    if (end > bytes.length) throw new Unreadable('dbase: shorter than it says');
    yield* asTexts('header', bytes.subarray(0, start));
    yield* runs('records', bytes.subarray(start, end));
    yield* oldText('values', values(bytes, table));
    yield* stray('trailing', bytes.subarray(bytes[end] === END_OF_FILE ? end + 1 : end));
  },
};

function* values(bytes: Uint8Array, { start, size, count, texts }: Table): Iterable<Uint8Array> {
  for (let record = start; record < start + size * count; record += size)
    for (const [from, to] of texts) yield trimmed(bytes.subarray(record + from, record + to));
}

function trimmed(value: Uint8Array): Uint8Array {
  const end = value.findLastIndex((byte) => byte !== 0x20 && byte !== 0);
  return value.subarray(0, end + 1);
}

/** @returns null if it is no table: the sizes of all fields have to make up that of a record. */
function tableIn(bytes: Uint8Array): Table | null {
  if (!VERSIONS.has(bytes[0] ?? 0) || bytes.length <= HEADER) return null;
  const cursor = new Cursor(bytes, 'dbase', 'little', 4);
  const [count, start, size] = [cursor.u32(), cursor.u16(), cursor.u16()];
  const texts: [number, number][] = [];
  // Its first byte says whether a record is deleted.
  let end = 1;
  let at = HEADER;
  for (; at + FIELD < Math.min(start, bytes.length) && bytes[at] !== END_OF_FIELDS; at += FIELD) {
    const [type, length] = [bytes[at + 11] ?? 0, bytes[at + 16] ?? 0];
    if (!BINARY.has(String.fromCharCode(type))) texts.push([end, end + length]);
    end += length;
  }
  const isTable = at > HEADER && bytes[at] === END_OF_FIELDS && end === size;
  return isTable ? { start, size, count, texts } : null;
}

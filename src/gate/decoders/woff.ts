import { Unreadable, hasMagic } from '../decoder.ts';
import type { GatePorts } from '../decoder.ts';
import { Cursor } from './cursor.ts';
import { inOrder } from './font-tables.ts';
import type { Table, Taken } from './font-tables.ts';
import { unpack } from './unpack.ts';

const MAX_FONT = 32 * 1024 * 1024;
const ENTRY = 20;

/**
 * Lists the tables of a WOFF font, its metadata and private data, and what lies between.
 *
 * @see WOFF File Format 1.0, sections 3 to 7.
 */
export function* woffTables(bytes: Uint8Array, ports: GatePorts): Iterable<Table> {
  const cursor = new Cursor(bytes, 'woff', 'big', 12);
  const count = cursor.u16();
  cursor.at = 24;
  const metadata = {
    tag: 'metadata',
    offset: cursor.u32(),
    packed: cursor.u32(),
    size: cursor.u32(),
  };
  const taken = new Map<number, Taken>([[0, { tag: 'header', end: 44 + count * ENTRY }]]);
  for (let index = 0; index < count; index++) {
    cursor.at = 44 + index * ENTRY;
    const tag = cursor.latin1(4);
    const table = { tag, offset: cursor.u32(), packed: cursor.u32(), size: cursor.u32() };
    yield inflated(bytes, table, ports);
    // Only that it is packed: what is in it was listed already.
    taken.set(table.offset, { tag: 'glyf', end: table.offset + table.packed });
  }
  if (metadata.packed > 0) {
    yield inflated(bytes, metadata, ports);
    taken.set(metadata.offset, { tag: 'glyf', end: metadata.offset + metadata.packed });
  }
  yield* inOrder(bytes, taken);
}

interface Packed {
  readonly tag: string;
  readonly offset: number;
  readonly packed: number;
  readonly size: number;
}

/** What would not have become smaller is stored as it is. */
function inflated(
  bytes: Uint8Array,
  { tag, offset, packed, size }: Packed,
  ports: GatePorts,
): Table {
  const data = new Cursor(bytes, 'woff', 'big', offset).take(packed);
  return { tag, data: packed < size ? unpack('woff', data, ports.inflate, MAX_FONT).bytes : data };
}

/** The tags that WOFF2 writes as a number. */
const KNOWN = (
  'cmap head hhea hmtx maxp name OS/2 post cvt_ fpgm glyf loca prep CFF_ VORG EBDT EBLC gasp hdmx kern ' +
  'LTSH PCLT VDMX vhea vmtx BASE GDEF GPOS GSUB EBSC JSTF MATH CBDT CBLC COLR CPAL SVG_ sbix acnt avar ' +
  'bdat bloc bsln cvar fdsc feat fmtx fvar gvar hsty just lcar mort morx opbd prop trak Zapf Silf Glat ' +
  'Gloc Feat Sill'
)
  .split(' ')
  .map((tag) => tag.replace('_', ' '));

/**
 * Lists the tables of a WOFF2 font, which are packed together, its metadata and private data.
 *
 * @see WOFF File Format 2.0, sections 4 to 6.
 */
export function* woff2Tables(bytes: Uint8Array, ports: GatePorts): Iterable<Table> {
  const header = new Cursor(bytes, 'woff2', 'big', 12);
  const count = header.u16();
  header.at = 20;
  const packedSize = header.u32();
  header.at = 28;
  const [metadataAt, metadataSize] = [header.u32(), header.u32()];
  const cursor = new Cursor(bytes, 'woff2', 'big', 48);
  const sizes = Array.from({ length: count }, () => directoryEntry(cursor));
  if (hasMagic(bytes, 'ttcf', 4)) skipCollection(cursor);
  const start = cursor.at;
  yield* split(unpack('woff2', cursor.take(packedSize), ports.brotli, MAX_FONT).bytes, sizes);
  const taken = new Map<number, Taken>([
    [0, { tag: 'header', end: start }],
    [start, { tag: 'glyf', end: start + packedSize }],
  ]);
  if (metadataSize > 0) {
    cursor.at = metadataAt;
    const { bytes: data } = unpack('woff2', cursor.take(metadataSize), ports.brotli, MAX_FONT);
    yield { tag: 'metadata', data };
    taken.set(metadataAt, { tag: 'glyf', end: metadataAt + metadataSize });
  }
  yield* inOrder(bytes, taken);
}

function* split(
  tables: Uint8Array,
  sizes: readonly { readonly tag: string; readonly size: number }[],
): Iterable<Table> {
  const cursor = new Cursor(tables, 'woff2', 'big');
  for (const { tag, size } of sizes) yield { tag, data: cursor.take(size) };
  yield { tag: 'trailing', data: cursor.take(cursor.left) };
}

function directoryEntry(cursor: Cursor): { readonly tag: string; readonly size: number } {
  const flags = cursor.u8();
  const tag = (flags & 63) === 63 ? cursor.latin1(4) : (KNOWN[flags & 63] ?? '');
  const size = base128(cursor);
  // Outlines are written differently unless the version is 3; others only if it is not 0.
  const isOutline = tag === 'glyf' || tag === 'loca';
  const isTransformed = isOutline ? flags >> 6 !== 3 : flags >> 6 !== 0;
  return { tag, size: isTransformed ? base128(cursor) : size };
}

function base128(cursor: Cursor): number {
  let value = 0;
  for (let index = 0; index < 5; index++) {
    const byte = cursor.u8();
    value = value * 128 + (byte & 127);
    if (byte < 128) return value;
  }
  throw new Unreadable('woff2: its directory is damaged');
}

function skipCollection(cursor: Cursor): void {
  cursor.skip(4);
  for (let fonts = short(cursor); fonts > 0; fonts--) {
    const tables = short(cursor);
    cursor.skip(4);
    for (let index = 0; index < tables; index++) short(cursor);
  }
}

/** @see section 6.1.1, 255UInt16. */
function short(cursor: Cursor): number {
  const code = cursor.u8();
  if (code === 253) return cursor.u16();
  if (code === 255) return cursor.u8() + 253;
  return code === 254 ? cursor.u8() + 506 : code;
}

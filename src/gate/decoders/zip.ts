import { LIMITS, Unreadable, asTexts, hasMagic, timeLayer, unixTimeLayer } from '../decoder.ts';
import type { FileDecoder, GatePorts, Layer } from '../decoder.ts';
import { crc32 } from '../../bytes/crc32.ts';
import { Cursor } from './cursor.ts';
import { stray } from './stray.ts';
import { unpack } from './unpack.ts';
import { endOf, extraField, readDirectory } from './zip-directory.ts';
import type { Extent, ZipEntry } from './zip-directory.ts';
import { archiveName, archiveText } from './zip-names.ts';

const LOCAL = 'PK\u0003\u0004';
const ENCRYPTED = 1;
const SIZES_FOLLOW = 8;
const UNIX_TIMES = 0x5455;

/**
 * Zip, and what is one inside: Office files, EPUB, JAR. Every file in it by its own bytes, names and
 * comments, and whatever lies where the directory has nothing.
 *
 * @see APPNOTE 6.3.10.
 */
export const zip: FileDecoder = {
  name: 'zip',
  accepts: (bytes) =>
    [LOCAL, 'PK\u0005\u0006', 'PK\u0007\u0008'].some((magic) => hasMagic(bytes, magic)),
  *layers(bytes, ports) {
    const directory = readDirectory(bytes);
    if (!directory) return yield* withoutDirectory(bytes, ports);
    yield* archiveText('comment', directory.comment);
    const places = directory.entries.map((entry) => ({ entry, ...placeOf(bytes, entry) }));
    const taken = [...directory.extents, ...places.map(({ whole }) => whole)];
    for (const { start, end } of gaps(taken, bytes.length))
      yield* stray('outside', bytes.subarray(start, end));
    for (const { entry, ...place } of places) {
      yield* texts(entry, place);
      yield* content(bytes, entry, place.data, ports);
    }
  },
};

/** A zip behind something else, which programs open all the same: they look for its end first. */
export const zipBehind: FileDecoder = {
  ...zip,
  name: 'zip-behind',
  accepts: (bytes) => endOf(bytes) !== null,
};

interface Place {
  readonly whole: Extent;
  readonly data: Extent;
  readonly name: Uint8Array;
  readonly extra: Uint8Array;
}

/** @throws Unreadable if no file begins where the directory says. */
function placeOf(bytes: Uint8Array, entry: ZipEntry): Place {
  if (entry.offset < 0 || !hasMagic(bytes, LOCAL, entry.offset))
    throw new Unreadable('zip: a file is not where the directory says');
  const cursor = new Cursor(bytes, 'zip', 'little', entry.offset + 26);
  const [nameSize, extraSize] = [cursor.u16(), cursor.u16()];
  const [name, extra] = [cursor.take(nameSize), cursor.take(extraSize)];
  const data = { start: cursor.at, end: cursor.at + entry.packedSize };
  cursor.skip(entry.packedSize);
  const end = cursor.at + descriptorSize(bytes, entry, cursor.at);
  return { whole: { start: entry.offset, end }, data, name, extra };
}

/** Sizes and checksum may stand behind the data, with a signature or without, in 32 or 64 bits. */
function descriptorSize(bytes: Uint8Array, { flags, crc }: ZipEntry, at: number): number {
  if ((flags & SIZES_FOLLOW) === 0 || at + 12 > bytes.length) return 0;
  const isSigned = hasMagic(bytes, 'PK\u0007\u0008', at);
  const cursor = new Cursor(bytes, 'zip', 'little', at + (isSigned ? 4 : 0));
  if (cursor.left < 12 || cursor.u32() !== crc) return 0;
  const short = cursor.at + 8;
  return (hasMagic(bytes, 'PK', short) ? short : Math.min(short + 8, bytes.length)) - at;
}

function* texts(entry: ZipEntry, place: Place): Iterable<Layer> {
  yield* archiveText('name', entry.name);
  if (archiveName(place.name) !== archiveName(entry.name)) yield* archiveText('name', place.name);
  yield* archiveText('comment', entry.comment);
  yield* asTexts('extra', entry.extra);
  yield* asTexts('extra', place.extra);
  yield* times(entry, place);
}

/** @see APPNOTE 6.3.10, section 4.4.6; Info-ZIP's extra field 0x5455, "extended timestamp". */
function* times({ name, modified, extra }: ZipEntry, place: Place): Iterable<Layer> {
  const date = modified >>> 16;
  const file = archiveName(name);
  yield* timeLayer(`${file} modified`, 1980 + (date >>> 9), (date >>> 5) & 15, date & 31);
  for (const field of [extraField(extra, UNIX_TIMES), extraField(place.extra, UNIX_TIMES)]) {
    const cursor = new Cursor(field ?? new Uint8Array(), 'zip', 'little', 1);
    for (const what of ['modified', 'accessed', 'created'])
      if (cursor.left >= 4) yield* unixTimeLayer(`${file} ${what}`, cursor.u32());
  }
}

function* content(
  bytes: Uint8Array,
  entry: ZipEntry,
  { start, end }: Extent,
  ports: GatePorts,
): Iterable<Layer> {
  if (entry.flags & ENCRYPTED) throw new Unreadable('zip: a file in it is encrypted');
  if (entry.size > LIMITS.layerBytes) throw new Unreadable('zip: a file in it is too large');
  const packed = bytes.subarray(start, end);
  const file = contentOf(packed, entry, ports);
  if (file.length !== entry.size || crc32(file) !== entry.crc)
    throw new Unreadable('zip: a file in it is damaged');
  if (file.length > 0) yield { kind: 'bytes', name: archiveName(entry.name), bytes: file };
}

function contentOf(packed: Uint8Array, { method, size }: ZipEntry, ports: GatePorts): Uint8Array {
  if (method === 0) return packed;
  const decompress = method === 8 ? ports.inflateRaw : method === 93 ? ports.zstd : null;
  if (!decompress) throw new Unreadable(`zip: a file in it is packed by method ${method}`);
  const { bytes, used } = unpack('zip', packed, decompress, Math.max(size, 1));
  if (used < packed.length) throw new Unreadable('zip: something stands behind a packed file');
  return bytes;
}

/** What is left of a zip that was cut: its files from the start, and never as if that were all. */
function* withoutDirectory(bytes: Uint8Array, ports: GatePorts): Iterable<Layer> {
  let offset = 0;
  while (hasMagic(bytes, LOCAL, offset)) {
    const entry = localEntry(bytes, offset);
    if (entry.flags & SIZES_FOLLOW) break;
    const place = placeOf(bytes, entry);
    yield* texts(entry, place);
    yield* content(bytes, entry, place.data, ports);
    offset = place.whole.end;
  }
  throw new Unreadable('zip: ends before its directory');
}

function localEntry(bytes: Uint8Array, offset: number): ZipEntry {
  const cursor = new Cursor(bytes, 'zip', 'little', offset + 6);
  const [flags, method, modified] = [cursor.u16(), cursor.u16(), cursor.u32()];
  const [crc, packedSize, size] = [cursor.u32(), cursor.u32(), cursor.u32()];
  const [nameSize, extraSize] = [cursor.u16(), cursor.u16()];
  const [name, extra] = [cursor.take(nameSize), cursor.take(extraSize)];
  return {
    name,
    extra,
    comment: name.subarray(0, 0),
    flags,
    method,
    modified,
    crc,
    packedSize,
    size,
    offset,
  };
}

/** @throws Unreadable if two parts lie on each other, as in a bomb that uses its data many times. */
function gaps(taken: readonly Extent[], size: number): readonly Extent[] {
  const free: Extent[] = [];
  let at = 0;
  for (const { start, end } of taken.toSorted((a, b) => a.start - b.start)) {
    if (start < at) throw new Unreadable('zip: two files in it overlap');
    if (start > at) free.push({ start: at, end: start });
    at = end;
  }
  return at < size ? [...free, { start: at, end: size }] : free;
}

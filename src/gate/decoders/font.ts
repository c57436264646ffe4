import { Unreadable, asTexts, hasMagic } from '../decoder.ts';
import type { FileDecoder, GatePorts, Layer } from '../decoder.ts';
import { unpack } from './unpack.ts';

const MAX_FONT = 32 * 1024 * 1024;

/** TrueType, OpenType and WOFF2: everything as strings, which holds the name table. */
export const font: FileDecoder = {
  name: 'font',
  accepts: (bytes) =>
    ['\u0000\u0001\u0000\u0000', 'OTTO', 'true', 'ttcf', 'wOF2'].some((magic) =>
      hasMagic(bytes, magic),
    ),
  *layers(bytes, ports) {
    if (hasMagic(bytes, 'wOF2')) yield* woff2(bytes, ports);
    else yield* asTexts('tables', bytes);
  },
};

/** @see WOFF 2.0, sections 4 and 5: a header, a directory, and all tables in one Brotli stream. */
function* woff2(bytes: Uint8Array, ports: GatePorts): Iterable<Layer> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 48) throw new Unreadable('woff2: shorter than its header');
  const start = directoryEnd(bytes, view.getUint16(12));
  const size = view.getUint32(20);
  if (start + size > bytes.length) throw new Unreadable('woff2: shorter than it says');
  const packed = bytes.subarray(start, start + size);
  yield* asTexts('tables', unpack('woff2', packed, ports.brotli, MAX_FONT).bytes);
  yield* asTexts('trailing', bytes.subarray(start + size));
}

function directoryEnd(bytes: Uint8Array, tables: number): number {
  let offset = 48;
  for (let table = 0; table < tables; table++) {
    const flags = bytes[offset++] ?? 0;
    const tag = flags & 63;
    const version = flags >> 6;
    if (tag === 63) offset += 4;
    offset = afterBase128(bytes, offset);
    // glyf (10) and loca (11) are transformed unless the version is 3; others only if it is not 0.
    const isTransformed = tag === 10 || tag === 11 ? version !== 3 : version !== 0;
    if (isTransformed) offset = afterBase128(bytes, offset);
  }
  return offset;
}

function afterBase128(bytes: Uint8Array, start: number): number {
  for (let offset = start; offset < start + 5; offset++)
    if ((bytes[offset] ?? 0) < 128) return offset + 1;
  throw new Unreadable('woff2: its directory is damaged');
}

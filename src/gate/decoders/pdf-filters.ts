import { fromAscii85 } from '../../bytes/ascii85.ts';
import { LIMITS, Unreadable } from '../decoder.ts';
import type { GatePorts, Unpacked } from '../decoder.ts';
import { unpack } from './unpack.ts';

/** What a stream's filters leave. */
export interface Decoded {
  readonly bytes: Uint8Array;
  /** The first filter that is a picture's own coding, or null if all were undone. */
  readonly picture: string | null;
  /** What stands behind the data of its first filter, where nothing looks. */
  readonly rest: Uint8Array;
}

type Filter = (bytes: Uint8Array, parameters: string, ports: GatePorts) => Uint8Array;

const SHORT: Readonly<Record<string, string>> = {
  Fl: 'FlateDecode',
  LZW: 'LZWDecode',
  A85: 'ASCII85Decode',
  AHx: 'ASCIIHexDecode',
  RL: 'RunLengthDecode',
  DCT: 'DCTDecode',
  CCF: 'CCITTFaxDecode',
};
const PICTURES = new Set(['DCTDecode', 'JPXDecode', 'CCITTFaxDecode', 'JBIG2Decode']);
const FILTERS: Readonly<Record<string, Filter>> = {
  LZWDecode: (bytes, parameters) => unpredict(unpackLzw(bytes, parameters), parameters),
  ASCII85Decode: fromAscii85,
  ASCIIHexDecode: fromAsciiHex,
  RunLengthDecode: fromRuns,
};

/**
 * Undoes a stream's filters.
 *
 * @throws Unreadable if one is unknown or its data is damaged.
 * @see ISO 32000-2, section 7.4.
 */
export function unfilter(dictionary: string, packed: Uint8Array, ports: GatePorts): Decoded {
  const filters = /\/(?:Filter|F)\s*(\[[^\]]*\]|\/\w+)/.exec(dictionary)?.[1] ?? '';
  const parameters = /\/(?:DecodeParms|DP)\s*(\[[\s\S]*?\]|<<[\s\S]*?>>)/.exec(dictionary)?.[1];
  const each = (parameters ?? '').match(/<<(?:(?!<<)[\s\S])*?>>|null/g) ?? [];
  let bytes = packed;
  let rest = packed.subarray(packed.length);
  for (const [index, [, short = '']] of [...filters.matchAll(/\/(\w+)/g)].entries()) {
    const name = SHORT[short] ?? short;
    if (PICTURES.has(name)) return { bytes, picture: name, rest };
    if (name === 'FlateDecode') {
      const inner = inflate(bytes, ports);
      if (index === 0) rest = packed.subarray(inner.used);
      bytes = unpredict(inner.bytes, each[index] ?? '');
      continue;
    }
    const filter = FILTERS[name];
    if (!filter) throw new Unreadable(`pdf: a stream is packed by an unknown or encrypting filter`);
    bytes = filter(bytes, each[index] ?? '', ports);
  }
  return { bytes, picture: null, rest };
}

function inflate(bytes: Uint8Array, ports: GatePorts): Unpacked {
  if (bytes.every((byte) => byte <= 0x20))
    return { bytes: bytes.subarray(0, 0), used: bytes.length };
  return unpack('pdf', bytes, ports.inflate);
}

function parameter(parameters: string, name: string, instead: number): number {
  return Number(new RegExp(`/${name}\\s+(\\d+)`).exec(parameters)?.[1] ?? instead);
}

/** Each row begins with a byte that tells how it was made smaller: PNG's ways, or TIFF's. */
function unpredict(bytes: Uint8Array, parameters: string): Uint8Array {
  const predictor = parameter(parameters, 'Predictor', 1);
  if (predictor < 2) return bytes;
  const colours = parameter(parameters, 'Colors', 1);
  const bits = parameter(parameters, 'BitsPerComponent', 8);
  const step = Math.max(1, (colours * bits) >> 3);
  const row = Math.ceil((parameter(parameters, 'Columns', 1) * colours * bits) / 8);
  if (predictor === 2) return bits === 8 ? unpredictTiff(bytes, row, step) : bytes;
  const out = new Uint8Array(Math.ceil(bytes.length / (row + 1)) * row);
  let size = 0;
  for (let at = 0; at < bytes.length; at += row + 1) {
    const line = bytes.subarray(at + 1, at + 1 + row);
    undoPng(bytes[at] ?? 0, line, { out, start: size, row, step });
    size += line.length;
  }
  return out.subarray(0, size);
}

interface Row {
  readonly out: Uint8Array;
  readonly start: number;
  readonly row: number;
  readonly step: number;
}

/** @see PNG Third Edition, section 9.2. */
function undoPng(type: number, line: Uint8Array, { out, start, row, step }: Row): void {
  for (let index = 0; index < line.length; index++) {
    const at = start + index;
    const left = index >= step ? (out[at - step] ?? 0) : 0;
    const up = start >= row ? (out[at - row] ?? 0) : 0;
    const corner = index >= step && start >= row ? (out[at - row - step] ?? 0) : 0;
    const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][type] ?? 0;
    out[at] = (line[index] ?? 0) + guess;
  }
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

function unpredictTiff(bytes: Uint8Array, row: number, step: number): Uint8Array {
  const out = new Uint8Array(bytes);
  for (let at = 0; at < out.length; at++)
    if (at % row >= step) out[at] = (out[at] ?? 0) + (out[at - step] ?? 0);
  return out;
}

function fromAsciiHex(bytes: Uint8Array): Uint8Array {
  const digits = new TextDecoder('latin1').decode(bytes).split('>')[0]?.replace(/\s/g, '') ?? '';
  return Uint8Array.from(digits.match(/..?/g) ?? [], (pair) => parseInt(pair.padEnd(2, '0'), 16));
}

function fromRuns(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    const length = bytes[at] ?? 128;
    if (length === 128) break;
    if (length < 128) parts.push(bytes.subarray(at + 1, at + 2 + length));
    else parts.push(new Uint8Array(257 - length).fill(bytes[at + 1] ?? 0));
    at += length < 128 ? length + 2 : 2;
  }
  return joined(parts);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const size = parts.reduce((sum, { length }) => sum + length, 0);
  if (size > LIMITS.layerBytes) throw new Unreadable('pdf: a stream is too large when unpacked');
  const out = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

const CLEAR = 256;
const END = 257;

/** @see ISO 32000-2, section 7.4.4.2. */
function unpackLzw(bytes: Uint8Array, parameters: string): Uint8Array {
  const early = parameter(parameters, 'EarlyChange', 1);
  const parts: Uint8Array[] = [];
  let table: Uint8Array[] = [];
  let previous: Uint8Array | null = null;
  let [width, size, bits, held] = [9, 0, 0, 0];
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfffff;
    bits += 8;
    if (bits < width) continue;
    bits -= width;
    const code = (held >> bits) & ((1 << width) - 1);
    if (code === END) break;
    if (code === CLEAR) {
      [table, previous, width] = [[], null, 9];
      continue;
    }
    const entry: Uint8Array = lzwEntry(code, table, previous);
    if (previous) table.push(Uint8Array.of(...previous, entry[0] ?? 0));
    size += entry.length;
    if (size > LIMITS.layerBytes) throw new Unreadable('pdf: a stream is too large when unpacked');
    parts.push(entry);
    previous = entry;
    const next = table.length + 258 + early;
    width = next >= 2048 ? 12 : next >= 1024 ? 11 : next >= 512 ? 10 : 9;
  }
  return joined(parts);
}

function lzwEntry(
  code: number,
  table: readonly Uint8Array[],
  previous: Uint8Array | null,
): Uint8Array {
  if (code < 256) return Uint8Array.of(code);
  const known = table[code - 258];
  if (known) return known;
  if (previous && code - 258 === table.length) return Uint8Array.of(...previous, previous[0] ?? 0);
  throw new Unreadable('pdf: a stream is damaged');
}

import { Unreadable } from '../decoder.ts';

/** An element of EBML: what it is, and what it holds. */
export interface Element {
  readonly id: number;
  readonly data: Uint8Array;
}

/** These hold elements; what is read of them is their children (RFC 9559, section 5.1). */
const MASTERS = new Set([
  0x1a45dfa3, 0x18538067, 0x114d9b74, 0x4dbb, 0x1549a966, 0x1f43b675, 0xa0, 0x75a1, 0xa6, 0x8e,
  0xe8, 0x1654ae6b, 0xae, 0xe0, 0xe1, 0xe2, 0xe3, 0xe4, 0xe9, 0x6d80, 0x6240, 0x5034, 0x5035,
  0x1c53bb6b, 0xbb, 0xb7, 0xdb, 0x1941a469, 0x61a7, 0x1043a770, 0x45b9, 0xb6, 0x80, 0x8f, 0x6944,
  0x1254c367, 0x7373, 0x63c0, 0x67c8, 0x55b0, 0x55d0, 0x7670, 0x41e4, 0x6924,
]);

/** @returns whether an element holds elements. */
export function isMaster(id: number): boolean {
  return MASTERS.has(id);
}

/**
 * Lists elements one behind the other.
 *
 * @throws Unreadable if one runs past the end.
 * @see RFC 8794, sections 4 to 6.
 */
export function* elementsIn(bytes: Uint8Array): Iterable<Element> {
  for (let at = 0; at < bytes.length;) {
    const id = readNumber(bytes, at, false);
    const size = readNumber(bytes, at + id.length, true);
    const start = at + id.length + size.length;
    const end = size.value === null ? openEnd(bytes, id.value ?? 0, start) : start + size.value;
    // What there is of a cut one is read all the same.
    yield { id: id.value ?? 0, data: bytes.subarray(start, end) };
    if (end > bytes.length) throw new Unreadable('matroska: ends in the middle of an element');
    at = end;
  }
}

const CLUSTER = 0x1f43b675;
/** What may stand beside a cluster: each of them ends one that does not know its length (RFC 9559, section 5.1). */
const BESIDE_CLUSTER = new Set([
  CLUSTER,
  0x114d9b74,
  0x1549a966,
  0x1654ae6b,
  0x1c53bb6b,
  0x1941a469,
  0x1043a770,
  0x1254c367,
]);

/**
 * A live recording, as browsers make it, does not know how long it is and goes on to the end. Nor does each of its
 * clusters, but the next one is no part of it.
 */
function openEnd(bytes: Uint8Array, id: number, start: number): number {
  let at = start;
  while (id === CLUSTER && at < bytes.length) {
    const child = readNumber(bytes, at, false);
    if (BESIDE_CLUSTER.has(child.value ?? 0)) return at;
    const size = readNumber(bytes, at + child.length, true);
    at += child.length + size.length + (size.value ?? Infinity);
  }
  return bytes.length;
}

interface Read {
  /** null if all its bits are 1: unknown. */
  readonly value: number | null;
  readonly length: number;
}

/** The first bit that is 1 tells the length; sizes go without it, names with it. */
export function readNumber(bytes: Uint8Array, at: number, isSize: boolean): Read {
  const first = bytes[at] ?? 0;
  const length = Math.clz32(first) - 23;
  if (length > 8 || at + length > bytes.length)
    throw new Unreadable('matroska: a length in it is damaged');
  let value = isSize ? first & (0xff >> length) : first;
  let isUnknown = isSize && value === 0xff >> length;
  for (let index = 1; index < length; index++) {
    const byte = bytes[at + index] ?? 0;
    value = value * 256 + byte;
    isUnknown &&= byte === 0xff;
  }
  return { value: isUnknown ? null : value, length };
}

import { bigEndian } from '../../bytes/big-endian.ts';
import { concat } from '../../bytes/concat.ts';
import { Unreadable, asTexts } from '../decoder.ts';
import type { FileDecoder, Layer } from '../decoder.ts';

const SEQUENCE = 0x30;
const CONSTRUCTED = 0x20;
const OBJECT_ID = 0x06;
const OCTET_STRING = 0x04;
const MAX_DEPTH = 64;

/** Object identifiers of what is encrypted (RFC 5652 §6 and §8; RFC 5083), as hexadecimal digits. */
const ENCRYPTED = new Set([
  '2a864886f70d010703',
  '2a864886f70d010706',
  '2a864886f70d0109100117',
  // PKCS #5 and #12: keys behind a password.
  '2a864886f70d01050d',
]);
/** A message that is signed, in the signature itself. */
const DATA = '2a864886f70d010701';

interface Node {
  readonly tag: number;
  readonly content: Uint8Array;
  /** Empty for what is not constructed. */
  readonly children: readonly Node[];
}

/**
 * Certificates, signatures and time stamps (DER, and BER as mail has it): every string, and a message that
 * lies in its signature as a file. What is encrypted is refused.
 *
 * @see X.690; RFC 5652.
 */
export const der: FileDecoder = {
  name: 'der',
  accepts: isDer,
  *layers(bytes) {
    yield* asTexts('content', bytes);
    yield* inside(read(bytes, 0, 0).node);
  },
};

/** @returns whether it is one sequence from the first byte to the last. */
export function isDer(bytes: Uint8Array): boolean {
  return bytes.length > 0 && derSize(bytes) === bytes.length;
}

/** @returns how many bytes the sequence takes that it begins with; 0 if it begins with none. */
export function derSize(bytes: Uint8Array): number {
  if (bytes[0] !== SEQUENCE || bytes.length < 8) return 0;
  try {
    return read(bytes, 0, 0).end;
  } catch (error) {
    if (error instanceof Unreadable) return 0;
    throw error;
  }
}

function* inside(node: Node): Iterable<Layer> {
  const [type, content] = node.children;
  const id = type?.tag === OBJECT_ID ? hex(type.content) : '';
  if (ENCRYPTED.has(id)) throw new Unreadable('der: is encrypted');
  if (id === DATA && content) yield* message(content);
  // A string in pieces, as it is sent while it is not yet known how long it is.
  if (isString(node.tag) && node.children.length > 1) yield* asTexts('string', stringOf(node));
  for (const child of node.children) yield* inside(child);
}

function* message(content: Node): Iterable<Layer> {
  const bytes = stringOf(content);
  if (bytes.length > 0) yield { kind: 'bytes', name: 'content', bytes };
}

/** Universal, and neither a sequence nor a set: those are of one piece. */
function isString(tag: number): boolean {
  return (tag & 0xc0) === 0 && tag !== SEQUENCE && tag !== 0x31;
}

function stringOf({ tag, content, children }: Node): Uint8Array {
  if (children.length > 0) return concat(children.map(stringOf));
  return tag === OCTET_STRING || isString(tag) ? content : new Uint8Array();
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

interface Read {
  readonly node: Node;
  readonly end: number;
}

function read(bytes: Uint8Array, at: number, depth: number): Read {
  const tag = bytes[at] ?? 0;
  // Long tags are used by nothing that is met in a file.
  if (at >= bytes.length || (tag & 0x1f) === 0x1f || depth > MAX_DEPTH) throw damaged();
  const { start, size } = lengthAt(bytes, at + 1);
  const isOpen = size === null;
  const end = isOpen ? bytes.length : start + size;
  if (end > bytes.length || (isOpen && !(tag & CONSTRUCTED))) throw damaged();
  if (!(tag & CONSTRUCTED))
    return { node: { tag, content: bytes.subarray(start, end), children: [] }, end };
  const children: Node[] = [];
  let next = start;
  while (next < end) {
    if (isOpen && bytes[next] === 0 && bytes[next + 1] === 0) break;
    const child = read(bytes, next, depth + 1);
    children.push(child.node);
    next = child.end;
  }
  if (isOpen ? next >= bytes.length : next !== end) throw damaged();
  const content = bytes.subarray(start, next);
  return { node: { tag: tag & ~CONSTRUCTED, content, children }, end: isOpen ? next + 2 : end };
}

/** A size of null: two zeros say where it ends. */
function lengthAt(bytes: Uint8Array, at: number): { start: number; size: number | null } {
  const first = bytes[at] ?? 0xff;
  if (first < 0x80) return { start: at + 1, size: first };
  if (first === 0x80) return { start: at + 1, size: null };
  const count = first & 0x7f;
  if (count > 4) throw damaged();
  const digits = bytes.subarray(at + 1, at + 1 + count);
  return { start: at + 1 + count, size: bigEndian(digits) };
}

function damaged(): Unreadable {
  return new Unreadable('der: damaged');
}

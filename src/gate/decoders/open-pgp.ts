import { concat } from '../../bytes/concat.ts';
import { LIMITS, Unreadable, asTexts } from '../decoder.ts';
import type { FileDecoder, GatePorts, Layer } from '../decoder.ts';
import { Cursor } from './cursor.ts';
import { pictureIn } from './pictures-in.ts';
import { unpack } from './unpack.ts';
import { archiveText } from './zip-names.ts';

/** Types of packets (RFC 9580 §5) that a file begins with. */
const FIRST = new Set([1, 2, 3, 4, 5, 6, 8, 9, 11, 18, 20]);
const ENCRYPTED = new Set([1, 3, 9, 18, 20]);
const COMPRESSED = 8;
const LITERAL = 11;
const ATTRIBUTE = 17;
/**
 * What a packet of each type begins with: its version, how it is packed, or of which kind a message is. Those of
 * the others are anything. Whatever has another type or another first byte is no packet.
 */
const STARTS: ReadonlyMap<number, readonly number[] | null> = new Map<
  number,
  readonly number[] | null
>([
  [1, [2, 3, 6]],
  [2, [2, 3, 4, 5, 6]],
  [3, [4, 5, 6]],
  [4, [3, 6]],
  ...[5, 6, 7, 14].map((key) => [key, [2, 3, 4, 5, 6]] as const),
  [COMPRESSED, [0, 1, 2, 3]],
  [LITERAL, [...'btum1l'].map((kind) => kind.charCodeAt(0))],
  ...[9, 10, 12, 13, ATTRIBUTE, 19, 21].map((type) => [type, null] as const),
  [18, [1, 2]],
  [20, [1]],
]);
/** Only data may go on to the end without saying how long it is (RFC 9580 §4.2.2.4). */
const OPEN = new Set([COMPRESSED, 9, LITERAL, 18]);

interface Packet {
  readonly type: number;
  readonly body: Uint8Array;
}

/**
 * Keys, signatures and messages of OpenPGP: who a key is of, what a signature notes, and a message that is
 * signed. What is encrypted is refused.
 *
 * @see RFC 9580.
 */
export const openPgp: FileDecoder = {
  name: 'open-pgp',
  accepts(bytes) {
    const isOne = ((bytes[0] ?? 0) & 0x80) !== 0 && FIRST.has(typeOf(bytes[0] ?? 0));
    return isOne && bytes.length >= 12 && packetsOf(bytes) !== null;
  },
  *layers(bytes, ports) {
    for (const packet of packetsOf(bytes) ?? []) yield* layersOf(packet, ports);
  },
};

function* layersOf({ type, body }: Packet, ports: GatePorts): Iterable<Layer> {
  if (ENCRYPTED.has(type)) throw new Unreadable('pgp: is encrypted');
  if (type === COMPRESSED)
    yield { kind: 'bytes', name: 'compressed', bytes: uncompressed(body, ports) };
  else if (type === LITERAL) yield* literal(new Cursor(body, 'pgp', 'big', 1));
  else yield* asTexts('packet', body);
  if (type === ATTRIBUTE) yield* pictureIn(body);
}

function uncompressed(body: Uint8Array, ports: GatePorts): Uint8Array {
  const packed = body.subarray(1);
  if (body[0] === 0) return packed;
  if (body[0] === 1) return unpack('pgp', packed, ports.inflateRaw).bytes;
  if (body[0] === 2) return unpack('pgp', packed, ports.inflate).bytes;
  throw new Unreadable('pgp: is packed with bzip2');
}

function* literal(cursor: Cursor): Iterable<Layer> {
  yield* archiveText('name', cursor.take(cursor.u8()));
  cursor.skip(4);
  const bytes = cursor.take(cursor.left);
  if (bytes.length > 0) yield { kind: 'bytes', name: 'content', bytes };
}

function typeOf(first: number): number {
  return first & 0x40 ? first & 0x3f : (first >> 2) & 15;
}

/** @returns null if it is not packets from the first byte to the last. */
function packetsOf(bytes: Uint8Array): readonly Packet[] | null {
  const packets: Packet[] = [];
  const cursor = new Cursor(bytes, 'pgp', 'big');
  try {
    while (cursor.left > 0) {
      const first = cursor.u8();
      if (!(first & 0x80)) return null;
      const type = typeOf(first);
      const isOpen = (first & 0x43) === 3;
      if (isOpen && !OPEN.has(type)) return null;
      const body = first & 0x40 ? newBody(cursor) : oldBody(cursor, first & 3);
      if (!isStart(type, body)) return null;
      packets.push({ type, body });
    }
  } catch (error) {
    if (error instanceof Unreadable) return null;
    throw error;
  }
  return packets;
}

function isStart(type: number, [first = -1]: Uint8Array): boolean {
  const starts = STARTS.get(type);
  return starts === null || (starts?.includes(first) ?? false);
}

function oldBody(cursor: Cursor, form: number): Uint8Array {
  if (form === 3) return cursor.take(cursor.left);
  return cursor.take(form === 0 ? cursor.u8() : form === 1 ? cursor.u16() : cursor.u32());
}

/** In parts, as long as a length says that another one follows. */
function newBody(cursor: Cursor): Uint8Array {
  const parts: Uint8Array[] = [];
  for (;;) {
    const first = cursor.u8();
    const isPart = first >= 224 && first < 255;
    parts.push(cursor.take(isPart ? 2 ** (first & 31) : wholeSize(cursor, first)));
    if (!isPart) return concat(parts);
    if (parts.length > LIMITS.layerBytes) throw new Unreadable('pgp: is too large');
  }
}

function wholeSize(cursor: Cursor, first: number): number {
  if (first < 192) return first;
  return first === 255 ? cursor.u32() : (first - 192) * 256 + cursor.u8() + 192;
}

import { ripemd160, sha1 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { keccak_256 } from '@noble/hashes/sha3.js';
import { toHex } from '../bytes/hex.ts';
import { fromUtf8, toUtf8 } from '../bytes/utf8.ts';

// The detached file format of OpenTimestamps, byte for byte as its Python library writes it
// (python-opentimestamps 0.4, core/timestamp.py, core/op.py, core/notary.py).

/** A step from one message to the next. `argument` is what is put before or after. */
export interface Op {
  readonly tag: number;
  readonly argument: Uint8Array | null;
}

/** Somebody's word that a message existed. */
export type Attestation =
  /** A calendar promises to put it into a block. */
  | { readonly kind: 'pending'; readonly uri: string }
  /** It is the Merkle root of the Bitcoin block at this height. */
  | { readonly kind: 'bitcoin'; readonly height: number }
  | { readonly kind: 'unknown'; readonly tag: string; readonly payload: Uint8Array };

/** What is known of a message: who attests to it, and what follows from it. */
export interface Stamp {
  readonly message: Uint8Array;
  readonly attestations: readonly Attestation[];
  readonly steps: readonly { readonly op: Op; readonly stamp: Stamp }[];
}

const MAGIC = Uint8Array.of(
  ...[0x00, ...toUtf8('OpenTimestamps'), 0x00, 0x00, ...toUtf8('Proof'), 0x00],
  ...[0xbf, 0x89, 0xe2, 0xe8, 0x84, 0xe8, 0x92, 0x94],
);
const VERSION = 1;
const TAGS = { pending: '83dfe30d2ef90c8e', bitcoin: '0588960d73d71901' } as const;
export const OP = { sha256: 0x08, append: 0xf0, prepend: 0xf1 } as const;

const UNARY: Readonly<Record<number, (message: Uint8Array) => Uint8Array>> = {
  0x02: sha1,
  0x03: ripemd160,
  [OP.sha256]: sha256,
  0x67: keccak_256,
  0xf2: (message) => message.toReversed(),
  0xf3: (message) => toUtf8(toHex(message)),
};

/** As in the Python library; a stranger's file must not make us compute for long. */
const MAX = { message: 4096, argument: 4096, payload: 8192, uri: 1000, depth: 256, steps: 10_000 };

/** Broken input; never leaves this file. */
class Malformed extends Error {}

/** Reads a detached file. @returns the stamp of the file's SHA-256; null if it is not well formed. */
export function decodeOts(bytes: Uint8Array): Stamp | null {
  return reading(bytes, (reader) => {
    const magic = reader.take(MAGIC.length);
    if (toHex(magic) !== toHex(MAGIC) || reader.varuint() !== VERSION) throw new Malformed();
    if (reader.byte() !== OP.sha256) throw new Malformed();
    return readStamp(reader, reader.take(32), MAX.depth);
  });
}

/** Reads what a calendar answers: a stamp of a message we know. @returns null if malformed. */
export function decodeStamp(bytes: Uint8Array, message: Uint8Array): Stamp | null {
  return reading(bytes, (reader) => readStamp(reader, message, MAX.depth));
}

function reading(bytes: Uint8Array, read: (reader: Reader) => Stamp): Stamp | null {
  const reader = new Reader(bytes);
  try {
    const stamp = read(reader);
    return reader.isAtEnd ? stamp : null;
  } catch (error) {
    if (error instanceof Malformed) return null;
    throw error;
  }
}

/** Writes a detached file. The stamp must be of a SHA-256. */
export function encodeOts(stamp: Stamp): Uint8Array {
  // An array literal takes any number of bytes; as arguments of a call they would fill the stack.
  return Uint8Array.from([...MAGIC, VERSION, OP.sha256, ...stamp.message, ...encodeStamp(stamp)]);
}

function readStamp(reader: Reader, message: Uint8Array, depth: number): Stamp {
  if (depth <= 0) throw new Malformed();
  const attestations: Attestation[] = [];
  const steps: { op: Op; stamp: Stamp }[] = [];
  const readOne = (tag: number) => {
    if (tag === 0x00) {
      attestations.push(readAttestation(reader));
      return;
    }
    const op = readOp(reader, tag);
    steps.push({ op, stamp: readStamp(reader, applyOp(op, message), depth - 1) });
  };
  let tag = reader.byte();
  for (; tag === 0xff; tag = reader.byte()) readOne(reader.byte());
  readOne(tag);
  return makeStamp(message, attestations, steps);
}

/** Each attestation and each op once, sorted: one stamp is one sequence of bytes. */
export function makeStamp(
  message: Uint8Array,
  attestations: readonly Attestation[],
  steps: readonly { readonly op: Op; readonly stamp: Stamp }[],
): Stamp {
  const unique = new Map(attestations.map((each) => [attestationOrder(each), each]));
  const byOp = new Map<string, { op: Op; stamp: Stamp }>();
  for (const { op, stamp } of steps) {
    const before = byOp.get(opOrder(op));
    byOp.set(opOrder(op), { op, stamp: before ? mergeStamps(before.stamp, stamp) : stamp });
  }
  return { message, attestations: sorted(unique), steps: sorted(byOp) };
}

/** Joins two stamps of the same message. */
export function mergeStamps(a: Stamp, b: Stamp): Stamp {
  if (toHex(a.message) !== toHex(b.message)) throw new Error('stamps of two messages');
  return makeStamp(a.message, [...a.attestations, ...b.attestations], [...a.steps, ...b.steps]);
}

function sorted<T>(byOrder: ReadonlyMap<string, T>): readonly T[] {
  return [...byOrder].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
}

/** As Python compares: by tag, then by what kind of value it is. */
function attestationOrder(attestation: Attestation): string {
  switch (attestation.kind) {
    case 'pending':
      return `${TAGS.pending}/${toHex(toUtf8(attestation.uri))}`;
    case 'bitcoin':
      return `${TAGS.bitcoin}/${attestation.height.toString().padStart(16, '0')}`;
    case 'unknown':
      return `${attestation.tag}/${toHex(attestation.payload)}`;
  }
}

function opOrder({ tag, argument }: Op): string {
  return `${toHex(Uint8Array.of(tag))}/${argument ? toHex(argument) : ''}`;
}

/** @returns the next message. */
export function applyOp({ tag, argument }: Op, message: Uint8Array): Uint8Array {
  const next = argument
    ? Uint8Array.of(...(tag === OP.append ? [...message, ...argument] : [...argument, ...message]))
    : UNARY[tag]?.(message);
  if (!next || next.length > MAX.message) throw new Malformed();
  return next;
}

function readOp(reader: Reader, tag: number): Op {
  reader.countStep();
  if (tag in UNARY) return { tag, argument: null };
  if (tag !== OP.append && tag !== OP.prepend) throw new Malformed();
  const argument = reader.varbytes(MAX.argument);
  if (argument.length === 0) throw new Malformed();
  return { tag, argument };
}

function readAttestation(reader: Reader): Attestation {
  reader.countStep();
  const tag = toHex(reader.take(8));
  const payload = reader.varbytes(MAX.payload);
  if (tag !== TAGS.pending && tag !== TAGS.bitcoin) return { kind: 'unknown', tag, payload };
  const inner = new Reader(payload);
  const attestation: Attestation =
    tag === TAGS.bitcoin
      ? { kind: 'bitcoin', height: inner.varuint() }
      : { kind: 'pending', uri: readUri(inner) };
  if (!inner.isAtEnd) throw new Malformed();
  return attestation;
}

/** Few characters are allowed, so that a file cannot talk to a terminal or a server. */
function readUri(reader: Reader): string {
  const uri = fromUtf8(reader.varbytes(MAX.uri));
  if (uri === null || !/^[A-Za-z0-9\-._/:]*$/.test(uri)) throw new Malformed();
  return uri;
}

function encodeStamp({ attestations, steps }: Stamp): number[] {
  const parts = [
    ...attestations.map((each) => [0x00, ...encodeAttestation(each)]),
    ...steps.map(({ op, stamp }) => [...encodeOp(op), ...encodeStamp(stamp)]),
  ];
  if (parts.length === 0) throw new Error('a stamp that nobody attests to');
  return parts.flatMap((part, index) => (index < parts.length - 1 ? [0xff, ...part] : part));
}

function encodeOp({ tag, argument }: Op): number[] {
  return argument ? [tag, ...varuint(argument.length), ...argument] : [tag];
}

function encodeAttestation(attestation: Attestation): number[] {
  const [tag, payload] = attestationFields(attestation);
  const tagBytes = tag.match(/../g)?.map((pair) => parseInt(pair, 16)) ?? [];
  return [...tagBytes, ...varuint(payload.length), ...payload];
}

function attestationFields(attestation: Attestation): readonly [string, readonly number[]] {
  switch (attestation.kind) {
    case 'pending': {
      const uri = toUtf8(attestation.uri);
      return [TAGS.pending, [...varuint(uri.length), ...uri]];
    }
    case 'bitcoin':
      return [TAGS.bitcoin, varuint(attestation.height)];
    case 'unknown':
      return [attestation.tag, [...attestation.payload]];
  }
}

/** LEB128, low seven bits first. */
function varuint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 0x80);
  return [...bytes, rest];
}

class Reader {
  private at = 0;
  private steps = 0;
  private readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.at === this.bytes.length;
  }

  countStep(): void {
    this.steps += 1;
    if (this.steps > MAX.steps) throw new Malformed();
  }

  take(size: number): Uint8Array {
    if (this.at + size > this.bytes.length) throw new Malformed();
    const taken = this.bytes.slice(this.at, this.at + size);
    this.at += size;
    return taken;
  }

  byte(): number {
    return this.take(1)[0] ?? 0;
  }

  varuint(): number {
    let value = 0;
    // Bounded: a weight that reached infinity would make the value NaN, which passes every limit.
    for (let weight = 1; weight <= Number.MAX_SAFE_INTEGER; weight *= 128) {
      const byte = this.byte();
      value += (byte & 0x7f) * weight;
      if (value > Number.MAX_SAFE_INTEGER) throw new Malformed();
      // The last byte of a longer number is not zero: one number, one way to write it.
      if (byte === 0 && weight > 1) throw new Malformed();
      if (byte < 0x80) return value;
    }
    throw new Malformed();
  }

  varbytes(max: number): Uint8Array {
    const size = this.varuint();
    if (size > max) throw new Malformed();
    return this.take(size);
  }
}

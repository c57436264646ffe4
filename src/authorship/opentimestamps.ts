import { sha256 } from '@noble/hashes/sha2.js';
import { toHex } from '../bytes/hex.ts';
import {
  OP,
  applyOp,
  decodeOts,
  decodeStamp,
  encodeOts,
  makeStamp,
  mergeStamps,
} from './opentimestamps-codec.ts';
import type { Attestation, Op, Stamp } from './opentimestamps-codec.ts';

/** A Bitcoin block that a stamp leads to. */
export interface AttestedBlock {
  readonly height: number;
  /** As block explorers print it: 64 hexadecimal digits, last byte first. */
  readonly merkleRoot: string;
}

/**
 * What a stamp says by itself. `attested` means that it names a block; whether that block has the
 * Merkle root can only be seen in the block: `confirmBlock`.
 */
export type OtsVerdict =
  | { readonly status: 'invalid'; readonly reason: 'malformed' | 'other-data' }
  | { readonly status: 'pending'; readonly calendars: readonly string[] }
  | { readonly status: 'attested'; readonly blocks: readonly AttestedBlock[] };

/** Reads a detached file of a stranger. Never throws. */
export function readOpenTimestamps(bytes: Uint8Array, data: Uint8Array): OtsVerdict {
  const stamp = decodeOts(bytes);
  if (!stamp) return { status: 'invalid', reason: 'malformed' };
  if (toHex(stamp.message) !== toHex(sha256(data)))
    return { status: 'invalid', reason: 'other-data' };
  const all = attestationsIn(stamp);
  const blocks = all.flatMap(({ attestation, message }) =>
    attestation.kind === 'bitcoin' && message.length === 32
      ? [{ height: attestation.height, merkleRoot: toHex(message.toReversed()) }]
      : [],
  );
  if (blocks.length > 0) return { status: 'attested', blocks };
  const calendars = all.flatMap(({ attestation }) =>
    attestation.kind === 'pending' ? [attestation.uri] : [],
  );
  return { status: 'pending', calendars: [...new Set(calendars)] };
}

interface Attested {
  readonly attestation: Attestation;
  readonly message: Uint8Array;
}

function attestationsIn({ message, attestations, steps }: Stamp): readonly Attested[] {
  return [
    ...attestations.map((attestation) => ({ attestation, message })),
    ...steps.flatMap(({ stamp }) => attestationsIn(stamp)),
  ];
}

/** A digest that calendars may see, and how to get back from their answers to our data. */
export interface StampRequest {
  /** 32 bytes: what is sent to the calendars. It says nothing about the data. */
  readonly digest: Uint8Array;
  /**
   * @param replies - the calendars' answers.
   * @returns the detached file; null if none of the answers is well formed, or all are too large.
   */
  finish(replies: readonly Uint8Array[]): Uint8Array | null;
}

/** Begins a stamp of data. @param nonce - 16 random bytes. */
export function requestStamp(data: Uint8Array, nonce: Uint8Array): StampRequest {
  const ops: readonly Op[] = [
    { tag: OP.append, argument: nonce },
    { tag: OP.sha256, argument: null },
  ];
  const digest = ops.reduce<Uint8Array>((message, op) => applyOp(op, message), sha256(data));
  return {
    digest,
    finish(replies) {
      const stamps = replies.flatMap((reply) => decodeStamp(reply, digest) ?? []);
      const [first, ...more] = stamps;
      return first ? encodeKept(follow(sha256(data), ops, more.reduce(mergeStamps, first))) : null;
    },
  };
}

/**
 * Two answers within the limits can together go beyond them, and a file that nobody can read must
 * not take the place of one that says something.
 *
 * @returns null if the file could not be read again.
 */
function encodeKept(stamp: Stamp): Uint8Array | null {
  const bytes = encodeOts(stamp);
  return decodeOts(bytes) && bytes;
}

function follow(message: Uint8Array, [op, ...rest]: readonly Op[], end: Stamp): Stamp {
  if (!op) return end;
  return makeStamp(message, [], [{ op, stamp: follow(applyOp(op, message), rest, end) }]);
}

/** A promise that a calendar may have kept by now. */
export interface PendingStamp {
  readonly calendar: string;
  /** What the calendar knows it by. */
  readonly commitment: Uint8Array;
}

/** @returns the promises in a detached file; none if it is malformed. */
export function pendingIn(bytes: Uint8Array): readonly PendingStamp[] {
  const stamp = decodeOts(bytes);
  return (stamp ? attestationsIn(stamp) : []).flatMap(({ attestation, message }) =>
    attestation.kind === 'pending' ? [{ calendar: attestation.uri, commitment: message }] : [],
  );
}

/**
 * Adds what a calendar answered to a promise. What was in the file stays in it.
 *
 * @returns the new file; null if the answer is malformed or makes the file too large to be read.
 */
export function upgradeStamp(
  bytes: Uint8Array,
  { commitment }: PendingStamp,
  reply: Uint8Array,
): Uint8Array | null {
  const stamp = decodeOts(bytes);
  const more = decodeStamp(reply, commitment);
  return stamp && more ? encodeKept(graft(stamp, more)) : null;
}

function graft(stamp: Stamp, more: Stamp): Stamp {
  if (toHex(stamp.message) === toHex(more.message)) return mergeStamps(stamp, more);
  const steps = stamp.steps.map(({ op, stamp: next }) => ({ op, stamp: graft(next, more) }));
  return makeStamp(stamp.message, stamp.attestations, steps);
}

const HEADER_SIZE = 80;

/**
 * Looks whether a block has the Merkle root that a stamp leads to.
 *
 * @param header - of the block at that height, 80 bytes, from somebody who is believed about heights.
 * @returns the time the block gives, ISO 8601 (to be taken for about two hours either way); null if
 *   it is another block, or does not have the work that it says it has.
 * @see Bitcoin developer reference, "Block Headers" and "Target nBits".
 */
export function confirmBlock(header: Uint8Array, { merkleRoot }: AttestedBlock): string | null {
  if (header.length !== HEADER_SIZE) return null;
  const root = toHex(header.slice(36, 68).toReversed());
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  const hash = BigInt(`0x${toHex(sha256(sha256(header)).toReversed())}`);
  if (root !== merkleRoot || hash > targetOf(view.getUint32(72, true))) return null;
  return new Date(view.getUint32(68, true) * 1000).toISOString();
}

/** A block found with less work than this would cost next to nothing: Bitcoin's own first target. */
const EASIEST = 0xffffn << 208n;

function targetOf(bits: number): bigint {
  const target = BigInt(bits & 0x007fffff) << (8n * BigInt(Math.max(0, (bits >>> 24) - 3)));
  return target > EASIEST ? 0n : target;
}

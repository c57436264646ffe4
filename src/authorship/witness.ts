import { confirmBlock, readOpenTimestamps } from './opentimestamps.ts';
import type { AttestedBlock } from './opentimestamps.ts';
import { readTimestamp } from './rfc3161.ts';

/** Something that says when a ledger version existed: a time stamp of another party. */
export interface Witness {
  readonly kind: 'rfc3161' | 'opentimestamps';
  /** The authority as the author's configuration calls it; `calendars` for OpenTimestamps. */
  readonly name: string;
  /** A TimeStampResp (RFC 3161 §2.4.2) or an OpenTimestamps file. */
  readonly bytes: Uint8Array;
}

/** How far a witness could be followed. */
export const WITNESS_STATUSES = [
  /** Signed by an authority whose certificates lead to a root that is known here. */
  'valid',
  /** Signed, but the certificates lead to no root that is known here. */
  'unknown-root',
  /** Promised by a calendar, not yet in a block. */
  'pending',
  /** In a Bitcoin block that was not looked at here. */
  'attested',
  /** In a Bitcoin block that was looked at. */
  'confirmed',
  'invalid',
] as const;

/** What a witness turned out to say. */
export interface CheckedWitness {
  readonly kind: Witness['kind'];
  readonly name: string;
  readonly status: (typeof WITNESS_STATUSES)[number];
  /** The latest moment the data can have come into being, ISO 8601; null if none is known. */
  readonly time: string | null;
  /** Who signed and under which root, which calendars, which blocks, or what is wrong. */
  readonly by: readonly string[];
}

/** What witnesses are checked with. */
export interface WitnessContext {
  /** Certificates that time stamps may lead to, DER. */
  readonly roots: readonly Uint8Array[];
  /** @returns the header of a Bitcoin block, 80 bytes; null if it cannot be had. */
  readonly blockHeader?: ((height: number) => Promise<Uint8Array | null>) | undefined;
}

/** Follows a witness as far as it goes. Never throws on what it holds. */
export function checkWitness(
  witness: Witness,
  data: Uint8Array,
  context: WitnessContext,
): Promise<CheckedWitness> {
  return witness.kind === 'rfc3161'
    ? checkTimestamp(witness, data, context)
    : checkOpenTimestamps(witness, data, context);
}

async function checkTimestamp(
  { kind, name, bytes }: Witness,
  data: Uint8Array,
  { roots }: WitnessContext,
): Promise<CheckedWitness> {
  const verdict = await readTimestamp(bytes, { data, roots });
  const { status } = verdict;
  switch (status) {
    case 'valid': {
      const { time, authority, root, rootFingerprint } = verdict;
      return { kind, name, status, time, by: [authority, `${root}, SHA-256 ${rootFingerprint}`] };
    }
    case 'unknown-root':
      return { kind, name, status, time: verdict.time, by: [verdict.authority] };
    case 'invalid':
      return { kind, name, status, time: null, by: [verdict.reason] };
  }
}

async function checkOpenTimestamps(
  { kind, name, bytes }: Witness,
  data: Uint8Array,
  { blockHeader }: WitnessContext,
): Promise<CheckedWitness> {
  const verdict = readOpenTimestamps(bytes, data);
  switch (verdict.status) {
    case 'invalid':
      return { kind, name, status: 'invalid', time: null, by: [verdict.reason] };
    case 'pending':
      return { kind, name, status: 'pending', time: null, by: verdict.calendars };
    case 'attested': {
      const time = blockHeader ? await blockTime(verdict.blocks, blockHeader) : null;
      const by = verdict.blocks.map(
        ({ height, merkleRoot }) => `Bitcoin block ${height}, Merkle root ${merkleRoot}`,
      );
      return { kind, name, status: time === null ? 'attested' : 'confirmed', time, by };
    }
  }
}

/** @returns the earliest time of a block that has the root it should; null if none has. */
async function blockTime(
  blocks: readonly AttestedBlock[],
  blockHeader: (height: number) => Promise<Uint8Array | null>,
): Promise<string | null> {
  for (const block of blocks.toSorted((a, b) => a.height - b.height)) {
    const header = await blockHeader(block.height);
    const time = header && confirmBlock(header, block);
    if (time) return time;
  }
  return null;
}

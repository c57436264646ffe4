import { fromHex, toHex } from '../../bytes/hex.ts';
import { ACCEPTED_CHANCE } from '../file-carrier.ts';
import type { HiddenMark, Judgement } from '../file-carrier.ts';
import { FALSE_POSITIVE, PAYLOAD_SIZE, decodePayload, encodePayload, isEqual } from '../payload.ts';

/** What could be a copy of a whole payload, as 28 hexadecimal digits, and how often it occurs. */
export type SeenCopies = ReadonlyMap<string, number>;

/** A stranger's file says no more than this: more candidates would make chance hits likely. */
const MAX_CANDIDATES = 20_000;

/** @returns the text that is hidden: 28 hexadecimal digits, none of which is constant. */
export function copyOf({ id, key }: HiddenMark): string {
  return toHex(encodePayload({ layer: 'covert', id }, key));
}

/** Counts candidates. Those beyond the first 20,000 are left out. */
export function copiesIn(candidates: Iterable<string>): SeenCopies {
  const seen = new Map<string, number>();
  for (const candidate of candidates) {
    const count = seen.get(candidate);
    if (count === undefined && seen.size >= MAX_CANDIDATES) break;
    seen.set(candidate, (count ?? 0) + 1);
  }
  return seen;
}

/** @returns each run of exactly 28 hexadecimal digits. */
export function* hexRunsIn(text: string): Generator<string> {
  const digits = PAYLOAD_SIZE * 2;
  for (const [run] of text.matchAll(/[0-9a-f]{28,}/gi))
    if (run.length === digits) yield run.toLowerCase();
}

/**
 * Opens candidates. One made without the key opens with `FALSE_POSITIVE` at most, so that by the
 * union bound one of n does with n times that.
 */
export function judgeCopies(seen: readonly SeenCopies[], { id, key }: HiddenMark): Judgement {
  const candidates = new Set(seen.flatMap((copies) => [...copies.keys()]));
  const opened = [...candidates].filter((candidate) => {
    const payload = decodePayload(fromHex(candidate) ?? new Uint8Array(), key);
    return payload?.layer === 'covert' && isEqual(payload.id, id);
  });
  const chance = opened.length === 0 ? 1 : Math.min(1, candidates.size * FALSE_POSITIVE);
  const isThere = chance <= ACCEPTED_CHANCE;
  return { isThere, chance, places: candidates.size, agreeing: opened.length };
}

import {
  isSecret,
  makeProof,
  openOpenings,
  readLedgerVersion,
  readProof,
  workRecord,
  writeProofFile,
} from '../../authorship/index.ts';
import type {
  Author,
  Deliveries,
  MarkOpening,
  OpenLedger,
  Proof,
  WorkRecord,
} from '../../authorship/index.ts';
import { canonicalJson } from '../../bytes/canonical-json.ts';
import { ledgerWorks } from '../../disclosure/index.ts';
import type { AsOf, LedgerWork, Portfolio } from '../../disclosure/index.ts';
import { BrokenInput } from '../command.ts';
import type { FiledVersion } from './ledger-folder.ts';
import { readOpenings } from './ledger-folder.ts';
import type { ProofRecord } from './proof-record.ts';

/** A work as its author can prove it. */
export interface ProvableWork {
  readonly record: WorkRecord;
  /** Names of claims that say no more than the site does. */
  readonly open: ReadonlySet<string>;
  readonly marks: ReadonlyMap<string, MarkOpening>;
}

/**
 * Finds a work, sealed or not, with everything that can be revealed of it.
 *
 * @throws BrokenInput if there is no such work.
 */
export function provableWork(
  slug: string,
  portfolio: Portfolio,
  { asOf, author, deliveries }: { asOf: AsOf; author: Author; deliveries: Deliveries },
): ProvableWork {
  const work = ledgerWorks(portfolio, asOf).find((each) => each.work === slug);
  if (!work)
    throw new BrokenInput('--work: no case study or talk in the content has this slug', {
      hint: 'The slug is the name of its folder.',
    });
  const record = workRecord(work, { author, deliveries });
  const marks = new Map(
    Object.entries(record.claims).flatMap(([name, value]) =>
      name.startsWith('mark:') ? [[name, value as MarkOpening] as const] : [],
    ),
  );
  return { record, open: openClaims(work, marks), marks };
}

/** The marks of a public work may be shown: they are on its page. */
function openClaims(
  { open, isPublic }: LedgerWork,
  marks: ReadonlyMap<string, MarkOpening>,
): ReadonlySet<string> {
  return new Set([...open, ...(isPublic ? marks.keys() : [])]);
}

/** What became of the marks of a work. */
export interface MarkBalance {
  /** Name of the mark, and the proof that showed it. */
  readonly burnt: ReadonlyMap<string, ProofRecord>;
  /** Names of marks that only the author can show yet. */
  readonly left: readonly string[];
}

/** Tells the marks that were shown to somebody from those that are still the author's to show. */
export function markBalance({ marks }: ProvableWork, records: readonly ProofRecord[]): MarkBalance {
  const burnt = new Map(
    [...marks].flatMap(([name, { id }]) => {
      const record = records.find((each) => each.marks.includes(id));
      return record ? [[name, record] as const] : [];
    }),
  );
  const left = [...marks].flatMap(([name, opening]) =>
    isSecret(opening) && !burnt.has(name) ? [name] : [],
  );
  return { burnt, left };
}

/** A version that fits, and the holder of the key that signed it. */
export interface ChosenVersion {
  readonly ledger: OpenLedger;
  readonly signer: Author;
}

/**
 * Chooses the ledger version to prove from: the oldest that commits to the claims word for word
 * and has a time witness; without one, the newest.
 *
 * @param folder - where the ledger is kept.
 * @param authors - the author with the seed of today and, after rotations, with those before.
 * @throws BrokenInput if no version commits to them.
 */
export async function chooseVersion(
  folder: string,
  filed: readonly FiledVersion[],
  claims: { record: WorkRecord; reveal: readonly string[] },
  authors: readonly Author[],
): Promise<ChosenVersion> {
  const fitting: ChosenVersion[] = [];
  for (const [index, { text, witnesses }] of filed.entries()) {
    const verdict = await readLedgerVersion(text);
    if (verdict.status !== 'valid') continue;
    const { version } = verdict;
    const signer = authors.find(({ fingerprint }) => fingerprint === version.fingerprint);
    const sealed = (await readOpenings(folder, index + 1)) ?? '';
    const records = signer ? await openOpenings(sealed, signer) : null;
    if (signer && records && commitsTo(records, claims.record, claims.reveal))
      fitting.push({ ledger: { version, records, witnesses }, signer });
  }
  const witnessed = fitting.find(({ ledger }) => ledger.witnesses.length > 0);
  const chosen = witnessed ?? fitting.at(-1);
  if (chosen) return chosen;
  throw new BrokenInput('the ledger does not hold this work as it is now', {
    hint: 'Run `npm run build` first, and publish the release: a proof is from a published ledger.',
  });
}

function commitsTo(
  records: readonly WorkRecord[],
  { work, claims }: WorkRecord,
  reveal: readonly string[],
): boolean {
  const then = records.find((each) => each.work === work)?.claims;
  return reveal.every((name) => {
    const [before, now] = [then?.[name], claims[name]];
    return (
      before !== undefined && now !== undefined && canonicalJson(before) === canonicalJson(now)
    );
  });
}

/**
 * Makes a proof and reads it as a doubter would.
 *
 * @throws Error if it does not hold: our own mistake, and nothing to hand out.
 */
export async function makeCheckedProof(
  ledger: OpenLedger,
  author: Author,
  request: Parameters<typeof makeProof>[2],
): Promise<Proof> {
  const proof = makeProof(ledger, author, request);
  const verdict = await readProof(writeProofFile(proof), {
    now: request.now,
    maxAgeMs: 60_000,
    challenge: request.challenge,
    fingerprints: [author.fingerprint],
    versions: [],
    roots: [],
  });
  if (verdict.status !== 'valid') throw new Error(`the proof does not hold: ${verdict.reason}`);
  return proof;
}

import { issueLedger, ledgerDigests, readLedger, sealOpenings } from '../authorship/index.ts';
import type {
  Author,
  LedgerProblem,
  LedgerVersion,
  WorkRecord,
  Witness,
} from '../authorship/index.ts';
import type { Finding } from '../gate/index.ts';

/** The ledger as the author keeps it, and as the last release published it. */
export interface KeptLedger {
  /** The texts of all versions, oldest first. */
  readonly versions: readonly string[];
  /** What attests to the time of each version, in the order of `versions`. */
  readonly witnesses: readonly (readonly Witness[])[];
  /** The texts of the versions that the last release published; empty if there was none. */
  readonly published: readonly string[];
  /** The author's public keys, oldest first, the one that signs now last. */
  readonly keys: readonly Uint8Array[];
}

/** A version that has to be kept before it is published. */
export interface IssuedVersion {
  readonly number: number;
  readonly text: string;
  /** The records it was made from, for the author's eyes alone. */
  readonly openings: string;
}

/** What became of the ledger. */
export interface LedgerUpdate {
  readonly versions: readonly string[];
  /** null if the newest version covers the content as it is. */
  readonly issued: IssuedVersion | null;
  readonly findings: readonly Finding[];
}

/**
 * Checks the kept ledger and issues the next version if the works have changed. Append-only: what
 * was published once must still be there, to the byte.
 */
export async function updateLedger(
  kept: KeptLedger,
  records: readonly WorkRecord[],
  author: Author,
): Promise<LedgerUpdate> {
  const { versions } = kept;
  const { findings, newest } = await checkLedger(kept);
  if (findings.length > 0) return { versions, issued: null, findings };
  if (newest && covers(newest, records, author)) return { versions, issued: null, findings: [] };
  const text = issueLedger(records, author, newest);
  const openings = await sealOpenings(records, author);
  const issued = { number: versions.length + 1, text, openings };
  return { versions: [...versions, text], issued, findings: [] };
}

/**
 * Checks that a ledger can be gone on with: every version follows from the one before, by the
 * author's own keys, and nothing that was published is missing or changed.
 *
 * @returns what stops a release, or else the newest version; null if there is none yet.
 */
export async function checkLedger({ versions, published, keys }: KeptLedger): Promise<{
  readonly findings: readonly Finding[];
  readonly newest: LedgerVersion | null;
}> {
  const verdict = await readLedger(versions, keys);
  if (verdict.status === 'broken')
    return { findings: [broken(verdict.at, verdict.problem)], newest: null };
  const lost = published.flatMap((text, index) => lostVersion(text, versions[index], index + 1));
  return { findings: lost, newest: verdict.versions.at(-1) ?? null };
}

/** A key that was replaced signs no more: its last version is followed by one of the new key. */
function covers(newest: LedgerVersion, records: readonly WorkRecord[], author: Author): boolean {
  const isOwn = newest.fingerprint === author.fingerprint && newest.site === author.site;
  return isOwn && ledgerDigests(records, author).join() === newest.digests.join();
}

function broken(at: number, problem: LedgerProblem): Finding {
  const hint =
    problem === 'foreign-key'
      ? 'It was signed with another seed: restore that one, or rotate the key with `npm run identity -- rotate`.'
      : 'Restore the file from your backup or from the published site: versions never change.';
  return finding(at, { rule: 'ledger-broken', path: problem, hint });
}

function lostVersion(published: string, kept: string | undefined, number: number): Finding[] {
  if (kept === published) return [];
  const rule = kept === undefined ? 'ledger-dropped' : 'ledger-rewritten';
  const hint =
    'Copy the published files of the ledger back into the content. Only if that release was never ' +
    'put online, remove it instead.';
  return [finding(number, { rule, path: '', hint })];
}

function finding(number: number, what: Pick<Finding, 'rule' | 'path' | 'hint'>): Finding {
  const file = `ledger/${number}.sd-jwt`;
  return { file, severity: 'error', term: null, snippet: '', offset: null, ...what };
}

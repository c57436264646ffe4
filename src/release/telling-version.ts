import { canonicalJson } from '../bytes/canonical-json.ts';
import type { WorkRecord } from '../authorship/index.ts';
import type { LedgerWork } from '../disclosure/index.ts';
import type { Inference, KnownWork } from '../gate/index.ts';
import { versionName } from './ledger-files.ts';
import { LEDGER_FOLDER } from './well-known.ts';

/** A version of the ledger that is about to be published, and what went before. */
export interface LedgerStep {
  readonly number: number;
  /** What the version before was made from; null if there is none, or it was lost. */
  readonly before: readonly WorkRecord[] | null;
  readonly after: readonly WorkRecord[];
}

/**
 * Finds a version of the ledger whose only reason is a work that nobody may know of.
 *
 * A version says neither how many works there are nor which changed: it holds decoys, is sorted, and
 * shares no digest with the one before. But that there is one, and when, everybody sees, to the minute
 * if it is time-stamped; and whoever keeps copies of the site sees that no public work is another
 * since the last one. So something sealed was begun or changed in those days.
 */
export function findTellingVersion(
  { number, before, after }: LedgerStep,
  works: readonly Pick<LedgerWork, 'work' | 'isPublic'>[],
  known: readonly KnownWork[],
): readonly Inference[] {
  if (!before) return [];
  const changed = changedWorks(before, after);
  const open = new Set(works.flatMap(({ work, isPublic }) => (isPublic ? [work] : [])));
  // One that is gone may have been public: then everybody sees why there is a new version.
  const isSeen = (slug: string) => open.has(slug) || !works.some(({ work }) => work === slug);
  if (changed.some(isSeen)) return [];
  const file = `${LEDGER_FOLDER}/${versionName(number)}`;
  return known
    .filter(({ slug }) => changed.includes(slug))
    .map((work) => ({ rule: 'telling-version', work, file, what: 'version', offset: null }));
}

function changedWorks(before: readonly WorkRecord[], after: readonly WorkRecord[]) {
  const texts = (records: readonly WorkRecord[]) =>
    new Map(records.map(({ work, claims }) => [work, canonicalJson(claims)]));
  const [was, is] = [texts(before), texts(after)];
  return [...new Set([...was.keys(), ...is.keys()])].filter(
    (work) => was.get(work) !== is.get(work),
  );
}

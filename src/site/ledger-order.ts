import type { PublicCaseStudy } from '../schemas/public.ts';

/**
 * The order of the index: own work first, then the newest. Rows are numbered as they stand, so
 * that no gap tells of a work that is not there.
 */
export function ledgerOrder<
  S extends Pick<PublicCaseStudy, 'client' | 'started' | 'ended' | 'work'>,
>(studies: readonly S[]): readonly S[] {
  const key = ({ ended, started }: S) => ended ?? `9999-${started}`;
  return studies.toSorted(
    (a, b) =>
      Number(a.client !== null) - Number(b.client !== null) ||
      key(b).localeCompare(key(a)) ||
      a.work.localeCompare(b.work),
  );
}

/** @returns how many facts of public works are shown; of works that are not public nothing is counted. */
export function sumReleased(
  studies: readonly Pick<PublicCaseStudy, 'released'>[],
): PublicCaseStudy['released'] {
  const sum = (pick: (released: PublicCaseStudy['released']) => number) =>
    studies.reduce((total, { released }) => total + pick(released), 0);
  return { count: sum(({ count }) => count), of: sum(({ of }) => of) };
}

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

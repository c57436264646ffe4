import { decideShare, permittedWorks } from '../disclosure/index.ts';
import type { AsOf, Portfolio } from '../disclosure/index.ts';
import type { Share } from '../schemas/share.ts';
import { pagePath } from './page-path.ts';
import type { NewEntry, PublishedCopy, PublishedWork } from './release-log.ts';
import type { ReleaseSummary } from './release.ts';

/** Where and when a release takes place. */
export interface ReleaseOccasion {
  readonly asOf: AsOf;
  /** Whole URL of the site's root, ending in `/`. */
  readonly siteUrl: string;
  readonly at: Date;
  /** The folder, absolute, and the manifest in it until now. */
  readonly out: string;
  readonly replaces: string | null;
  /** The sealed copies in it. */
  readonly shares: readonly Share[];
}

/** @returns what the log says of a release. */
export function releaseEntry(
  portfolio: Portfolio,
  summary: ReleaseSummary,
  { asOf, siteUrl, at, out, replaces, shares }: ReleaseOccasion,
): NewEntry {
  return {
    kind: 'release',
    at: at.toISOString(),
    asOf: 'day' in asOf ? asOf.day : asOf.instant.toISOString(),
    out,
    replaces,
    manifest: summary.manifest,
    files: summary.files,
    gate: {
      ...summary.scanned,
      warnings: summary.findings.length,
      accepted: summary.accepted.map(({ id, rule, term }) => ({ id, rule, term })),
    },
    works: publishedWorks(portfolio, asOf, siteUrl),
    copies: shares.map((share) => publishedCopy(share, portfolio, asOf)),
    retracted: [...portfolio.retractions.keys()],
  };
}

function publishedWorks(portfolio: Portfolio, asOf: AsOf, siteUrl: string): PublishedWork[] {
  return permittedWorks(portfolio, asOf).map(({ work, kind, level, withheld, permissions }) => ({
    work,
    kind,
    level,
    withheld: [...withheld],
    permissions: permissions.map((each) => ({ ...each, consents: [...each.consents] })),
    urls: portfolio.profile.languages.map((locale) => {
      const file = pagePath({ kind, work, locale }, portfolio.profile.locale);
      return new URL(file.replace(/index\.html$/, ''), siteUrl).href;
    }),
  }));
}

function publishedCopy({ id, what }: Share, portfolio: Portfolio, asOf: AsOf): PublishedCopy {
  const { work, kind } = what;
  const source = portfolio.studies.find((each) => each.work === work);
  const decided = kind === 'study' && source ? decideShare(source, portfolio, asOf) : null;
  const decision = decided?.status === 'allowed' ? decided.decision : null;
  return {
    share: id,
    work,
    kind,
    level: decision?.disclosure.level ?? null,
    agreements: (decision?.agreements ?? []).map((each) => each.id),
  };
}

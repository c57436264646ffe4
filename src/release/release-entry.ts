import { permittedWorks } from '../disclosure/index.ts';
import type { AsOf, Portfolio } from '../disclosure/index.ts';
import { LOCALES } from '../schemas/locale.ts';
import { pagePath } from './page-path.ts';
import type { NewEntry, PublishedWork } from './release-log.ts';
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
}

/** @returns what the log says of a release. */
export function releaseEntry(
  portfolio: Portfolio,
  summary: ReleaseSummary,
  { asOf, siteUrl, at, out, replaces }: ReleaseOccasion,
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
    urls: LOCALES.map((locale) => {
      const file = pagePath({ kind, work, locale }, portfolio.profile.locale);
      return new URL(file.replace(/index\.html$/, ''), siteUrl).href;
    }),
  }));
}

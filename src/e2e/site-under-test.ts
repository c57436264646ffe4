import type { Browser } from 'playwright-core';
import { listFiles } from '../node/files/staging-folder.ts';
import { launchBrowser, serve } from './browser.ts';
import { sharedSampleRelease } from './shared-release.ts';

/** The released sample, served, and a browser to look at it. */
export interface SiteUnderTest {
  readonly dist: string;
  /** Ends in a slash. */
  readonly url: string;
  readonly browser: Browser;
  /** Every page but the one for what is missing, as a path below `url`. */
  readonly pages: readonly string[];
  close(): Promise<void>;
}

/** Under a sub-path throughout: what works there works at the root. */
export const BASE = '/portfolio';

/** Opens the released sample. The caller closes it. */
export async function openSite(): Promise<SiteUnderTest> {
  const dist = await sharedSampleRelease(BASE);
  const [site, browser, files] = await Promise.all([
    serve(dist, BASE),
    launchBrowser(),
    listFiles(dist),
  ]);
  return {
    dist,
    url: site.url,
    browser,
    pages: files
      .filter((file) => file.endsWith('index.html'))
      .map((file) => file.slice(0, -'index.html'.length)),
    close: async () => {
      await browser.close();
      await site.close();
    },
  };
}

/** One page of every kind, in the language of a prefix; the last answers in all of them. */
export function kindsOfPages(prefix: string): readonly string[] {
  const kinds = [
    '',
    'work/role-lead-engineer/',
    'talks/',
    'about/',
    'search/',
    'verify/',
    'colophon/',
    'case-studies/forty-milliseconds/',
    'case-studies/hidden-in-plain-text/',
    'talks/marks-that-survive/',
    'talks/budgets-for-tail-latency/',
    'talks/budgets-for-tail-latency/riga-2026/',
    'talks/marks-that-survive/berlin-2025/',
    'talks/marks-that-survive/slides/',
    'talks/the-gate-that-says-no/slides/',
    'talks/marks-that-survive/transcript/',
    'speaker/',
  ];
  return [...kinds.map((kind) => prefix + kind), '404.html'];
}

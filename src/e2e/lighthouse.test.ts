import lighthouse from 'lighthouse';
import type { Result } from 'lighthouse';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serve } from './browser.ts';
import { launchDebuggable } from './debuggable-browser.ts';
import type { DebuggableBrowser } from './debuggable-browser.ts';
import type { Served } from './serve.ts';
import { sharedSampleRelease } from './shared-release.ts';
import { BASE } from './site-under-test.ts';

let browser: DebuggableBrowser;
let site: Served;

beforeAll(async () => {
  site = await serve(await sharedSampleRelease(BASE), BASE);
  browser = await launchDebuggable();
});

afterAll(async () => {
  await browser.close();
  await site.close();
});

const RUNS = 3;
/** How much slower than this machine a phone is, where Lighthouse's own index of it is as high. */
const SLOWDOWN = { most: 4, atIndex: 1750 } as const;

/**
 * Audits a page as on a phone, up to three times, since a busy machine is slow and the page is not.
 * A machine slower than the one that Lighthouse assumes is slowed down by less.
 *
 * @returns the best score of each category, and what kept the last run from 100.
 * @see https://github.com/GoogleChrome/lighthouse/blob/main/docs/variability.md
 * @see https://github.com/GoogleChrome/lighthouse/blob/main/docs/throttling.md
 */
async function audit(path: string, skipAudits: string[]) {
  const best: Record<string, number> = {};
  let lost: readonly string[] = [];
  let slowdown: number = SLOWDOWN.most;
  for (let run = 0; run < RUNS; run++) {
    const result = await auditOnce(path, skipAudits, slowdown);
    for (const [id, { score }] of Object.entries(result.categories))
      best[id] = Math.max(best[id] ?? 0, Math.round((score ?? 0) * 100));
    lost = lostBy(result);
    if (Object.values(best).every((score) => score === 100)) break;
    const speed = result.environment.benchmarkIndex / SLOWDOWN.atIndex;
    slowdown = Math.min(SLOWDOWN.most, Math.max(1, SLOWDOWN.most * speed));
  }
  return { ...best, lost };
}

async function auditOnce(path: string, skipAudits: string[], cpuSlowdownMultiplier: number) {
  const result = await lighthouse(
    site.url + path,
    { port: browser.port, output: 'json', logLevel: 'silent' },
    {
      extends: 'lighthouse:default',
      settings: {
        onlyCategories: ['performance', 'accessibility', 'best-practices', 'seo'],
        skipAudits,
        throttling: { rttMs: 150, throughputKbps: 1638.4, cpuSlowdownMultiplier },
      },
    },
  );
  if (!result) throw new Error(`${path}: no result`);
  return result.lhr;
}

function lostBy({ categories, audits }: Result): readonly string[] {
  return Object.values(categories).flatMap(({ auditRefs }) =>
    auditRefs
      .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1)
      .map(({ id }) => `${id} ${audits[id]?.displayValue ?? ''}`.trim()),
  );
}

const HUNDRED = { performance: 100, accessibility: 100, 'best-practices': 100, seo: 100 };

test.each([
  ['', []],
  ['case-studies/forty-milliseconds/', []],
  ['talks/marks-that-survive/', []],
  // It is not to be found by a search engine, and says so.
  ['search/', ['is-crawlable']],
  // It may connect to nothing, which keeps Lighthouse itself from asking for robots.txt.
  ['verify/', ['robots-txt']],
])('Lighthouse gives "%s" 100 in all four', async (path, skipped) => {
  expect(await audit(path, skipped)).toMatchObject(HUNDRED);
});

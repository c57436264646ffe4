import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { layoutProblems } from './geometry.ts';
import { kindsOfPages, openSite } from './site-under-test.ts';
import type { SiteUnderTest } from './site-under-test.ts';

let site: SiteUnderTest;

beforeAll(async () => {
  site = await openSite();
});

afterAll(() => site.close());

describe.each([390, 768, 1440])('%i px wide', (width) => {
  test.each(['', 'ja/', 'ru/'])('each kind of page of "%s" is sound', async (prefix) => {
    const page = await site.browser.newPage({ viewport: { width, height: 900 } });
    const problems: string[] = [];
    for (const path of kindsOfPages(prefix)) {
      await page.goto(site.url + path);
      problems.push(...(await layoutProblems(page)).map((problem) => `${path}: ${problem}`));
    }
    await page.close();
    expect(problems).toEqual([]);
  });
});

/** Goes through the kinds of pages, whose policy would let no style of a test in. */
async function throughPages(width: number, look: (page: Page, path: string) => Promise<void>) {
  const viewport = { width, height: 900 };
  const context = await site.browser.newContext({ bypassCSP: true, viewport });
  const page = await context.newPage();
  for (const path of kindsOfPages('')) {
    await page.goto(site.url + path);
    await look(page, path);
  }
  await context.close();
}

/** @returns texts of which a line holds hardly a word. */
function narrowTexts(): readonly string[] {
  return [...document.querySelectorAll('main p')]
    .filter(({ clientWidth }) => clientWidth > 0)
    .filter((text) => text.clientWidth < 4 * parseFloat(getComputedStyle(text).fontSize))
    .map((text) => `narrow: ${text.textContent?.slice(0, 40)}`);
}

test.each([390, 1280])('letters twice as large fit %i px', async (width) => {
  const problems: string[] = [];
  await throughPages(width, async (page, path) => {
    await page.addStyleTag({ content: 'html:root { font-size: 212.5% }' });
    const found = await layoutProblems(page);
    const narrow = await page.evaluate(narrowTexts);
    problems.push(...[...found, ...narrow].map((problem) => `${path}: ${problem}`));
  });
  expect(problems.filter((problem) => /wider|sticks out|narrow/.test(problem))).toEqual([]);
});

/** What a slip in a style sheet does to a page; each is noticed on every kind of page. */
const SLIPS = {
  'columns below each other': '.sheet.sheet { display: block }',
  'text that has left its column': 'main { transform: translateX(3rem) }',
  'lines that lie on each other': 'main * { margin-block: -1.2rem !important }',
  'a page wider than its window': 'main > * { min-width: 110vw }',
} as const;

test('each slip is noticed on each kind of page', async () => {
  const missed: string[] = [];
  await throughPages(1440, async (page, path) => {
    for (const [what, content] of Object.entries(SLIPS)) {
      const style = await page.addStyleTag({ content });
      if ((await layoutProblems(page)).length === 0) missed.push(`${path}: ${what}`);
      await style.evaluate((element) => element.parentNode?.removeChild(element));
    }
  });
  expect(missed).toEqual([]);
});

test('the result stands in the first screen of a case study', async () => {
  for (const [width, height] of [
    [390, 844],
    [1440, 900],
  ] as const) {
    const page = await site.browser.newPage({ viewport: { width, height } });
    for (const prefix of ['', 'ja/', 'ru/']) {
      await page.goto(`${site.url}${prefix}case-studies/forty-milliseconds/`);
      const box = await page.locator('main .lead').boundingBox();
      expect((box?.y ?? height) + (box?.height ?? 0), `${prefix} at ${width}`).toBeLessThan(height);
    }
    await page.close();
  }
});

describe('on paper', () => {
  test.each([
    ['case-studies/forty-milliseconds/', 2],
    ['ja/case-studies/forty-milliseconds/', 2],
    ['ru/case-studies/two-customs-houses/', 2],
    ['case-studies/herbarium-at-scale/', 2],
    ['about/', 2],
    ['ja/about/', 2],
    ['ru/about/', 2],
  ])('%s takes at most %i pages', async (path, most) => {
    const page = await site.browser.newPage();
    await page.goto(site.url + path);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    await page.close();
    const pages = pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    expect(pages).toBeGreaterThan(0);
    expect(pages).toBeLessThanOrEqual(most);
  });

  test('a bar is an outline with a hatch, in ink that every printer lays down', async () => {
    const page = await site.browser.newPage();
    await page.emulateMedia({ media: 'print' });
    await page.goto(`${site.url}case-studies/forty-milliseconds/`);
    const style = await page.evaluate<string[]>(`(() => {
      const { backgroundImage, borderTopStyle, printColorAdjust } = getComputedStyle(document.querySelector('main .bar'), '::before');
      return [backgroundImage, borderTopStyle, printColorAdjust];
    })()`);
    await page.close();
    expect(style).toEqual([expect.stringContaining('repeating-linear-gradient'), 'solid', 'exact']);
  });
});

test('with forced colours a bar has a border, and its words stay unseen', async () => {
  const context = await site.browser.newContext({ forcedColors: 'active' });
  const page = await context.newPage();
  await page.goto(`${site.url}case-studies/forty-milliseconds/`);
  const [border, words] = await page.evaluate<string[]>(`[
    getComputedStyle(document.querySelector('main .bar'), '::before').borderTopStyle,
    getComputedStyle(document.querySelector('main .said')).color,
  ]`);
  await context.close();
  expect(border).toBe('solid');
  expect(words).toBe('rgba(0, 0, 0, 0)');
});

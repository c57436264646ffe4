import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeViolations } from './axe.ts';
import { BASE, kindsOfPages, openSite } from './site-under-test.ts';
import type { SiteUnderTest } from './site-under-test.ts';

let site: SiteUnderTest;

beforeAll(async () => {
  site = await openSite();
});

afterAll(() => site.close());

test('every page of every language is there', () => {
  for (const path of [
    '',
    'talks/',
    'about/',
    'search/',
    'verify/',
    'colophon/',
    'case-studies/hidden-in-plain-text/',
  ])
    for (const prefix of ['', 'ja/', 'ru/']) expect(site.pages).toContain(prefix + path);
});

test('every link, picture and file a page names is there, and nothing comes from elsewhere', async () => {
  const page = await site.browser.newPage();
  const foreign: string[] = [];
  const failed: string[] = [];
  page.on('request', (request) => {
    // What a page makes itself, such as the verify page its worker, has the page's own origin.
    const { origin, protocol } = new URL(request.url());
    if (origin !== new URL(site.url).origin && protocol !== 'data:') foreign.push(request.url());
  });
  page.on('response', (response) => {
    if (response.status() >= 400) failed.push(response.url());
  });
  const links = new Set<string>();
  for (const path of site.pages) {
    await page.goto(site.url + path);
    const found = await page.evaluate<string[]>(
      '[...document.querySelectorAll("a[href], link[href]")].map(({ href }) => href.split("#")[0])',
    );
    for (const link of found) if (link.startsWith('http://127.0.0.1')) links.add(link);
  }
  for (const link of links) {
    const response = await fetch(link);
    if (!response.ok) failed.push(link);
  }
  await page.close();
  expect({ foreign, failed }).toEqual({ foreign: [], failed: [] });
});

/** In bytes. A page in Russian has two alphabets. */
const MOST_FONTS: Readonly<Record<string, number>> = { en: 60_000, ru: 80_000, ja: 120_000 };

test('a page ships no more fonts than its language may', async () => {
  const tooMany: Record<string, number> = {};
  for (const path of site.pages) {
    const page = await site.browser.newPage();
    await page.goto(site.url + path);
    // Asked of the page: what it loads may reach a listener out here after it is ready.
    const bytes = await page.evaluate<number>(
      `document.fonts.ready.then(() => performance.getEntriesByType('resource')
        .filter(({ name }) => name.endsWith('.woff2'))
        .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0))`,
    );
    // A page may fall back to a text in another language.
    const languages = await page.evaluate<string[]>(
      '[document.documentElement, ...document.querySelectorAll("article")].map(({ lang }) => lang)',
    );
    const most = Math.max(...languages.map((lang) => MOST_FONTS[lang] ?? 0));
    if (bytes === 0 || bytes > most) tooMany[path] = bytes;
    await page.close();
  }
  expect(tooMany).toEqual({});
});

test('every page names the picture that a link to it is shown with, and it is there', async () => {
  for (const path of site.pages) {
    const html = await readFile(join(site.dist, path, 'index.html'), 'utf8');
    const [, address = ''] = /<meta property="og:image" content="([^"]*)"/.exec(html) ?? [];
    const { pathname } = new URL(address);
    expect(pathname.startsWith(`${BASE}/cards/`)).toBe(true);
    expect(await readFile(join(site.dist, pathname.slice(BASE.length)))).not.toHaveLength(0);
  }
});

test('titles are put together as the language of the page does it', async () => {
  const title = async (path: string) =>
    /<title>(.*?)<\/title>/.exec(await readFile(join(site.dist, path, 'index.html'), 'utf8'))?.[1];
  const talk = 'talks/marks-that-survive/';
  expect(await title(`${talk}berlin-2025/`)).toMatch(/^Marks that survive, Werkbund Web · /);
  expect(await title(`ja/${talk}berlin-2025/`)).toMatch(/^消えないしるし、Werkbund Web · /);
  expect(await title(`ja/${talk}slides/`)).toMatch(/^消えないしるし：スライド · /);
  expect(await title('ja/')).toMatch(/^マーラ・リンドクヴィスト：/);
});

test('a large picture is enlarged and put away by keyboard, where no script runs', async () => {
  const page = await site.browser.newPage({ javaScriptEnabled: false });
  await page.goto(`${site.url}case-studies/forty-milliseconds/`);
  const whole = page.getByRole('dialog');
  expect(await whole.count()).toBe(0);
  await page.getByRole('button', { name: 'Enlarge' }).first().focus();
  await page.keyboard.press('Enter');
  await whole.waitFor();
  await page.keyboard.press('Escape');
  await whole.waitFor({ state: 'hidden' });
  await page.close();
});

test('Japanese is set in the font of the site', async () => {
  const page = await site.browser.newPage();
  await page.goto(`${site.url}ja/case-studies/hidden-in-plain-text/`);
  const session = await page.context().newCDPSession(page);
  await session.send('DOM.enable');
  await session.send('CSS.enable');
  const { root } = await session.send('DOM.getDocument');
  const { nodeId } = await session.send('DOM.querySelector', {
    nodeId: root.nodeId,
    selector: 'article p:last-of-type',
  });
  const { fonts } = await session.send('CSS.getPlatformFontsForNode', { nodeId });
  expect(fonts.filter(({ isCustomFont }) => !isCustomFont)).toEqual([]);
  await page.close();
});

test('only search, verify and pages with an egg ship script', async () => {
  for (const path of site.pages) {
    const html = await readFile(join(site.dist, path, 'index.html'), 'utf8');
    const scripts = html.match(/<script(?![^>]*application\/ld\+json)[^>]*>/g) ?? [];
    const mayHave = /(?:search|verify)\/$/.test(path) || html.includes('<colophon-egg');
    if (!mayHave) expect(scripts, path).toEqual([]);
    expect(html, path).not.toMatch(/ style="| on[a-z]+="/);
  }
});

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  test.each(['', 'ja/', 'ru/'])('axe finds nothing on any kind of page of "%s"', async (prefix) => {
    const context = await site.browser.newContext({
      colorScheme,
      bypassCSP: true,
      viewport: { width: 390, height: 844 },
    });
    const page = await context.newPage();
    const violations: string[] = [];
    for (const path of kindsOfPages(prefix)) {
      await page.goto(site.url + path);
      violations.push(...(await axeViolations(page)).map((each) => `${path} ${each}`));
      const overflow = await page.evaluate<number>(
        'document.documentElement.scrollWidth - innerWidth',
      );
      if (overflow > 0) violations.push(`${path} is ${overflow} px wider than a phone`);
    }
    await context.close();
    expect(violations).toEqual([]);
  });
});

test.each([
  ['', 'invisible', 'hidden-in-plain-text'],
  ['ja/', '改行', 'kinsoku'],
  ['ru/', 'архив', 'case-studies'],
  ['ru/', 'архивами', 'case-studies'],
  ['ja/', '折り返し', 'case-studies'],
])('search on "%s" finds "%s"', async (prefix, word, expected) => {
  const page = await site.browser.newPage();
  await page.goto(`${site.url}${prefix}search/`);
  await page.locator('input[type=search]').fill(word);
  await page.locator('input[type=search]').press('Enter');
  const first = page.locator('main a[href*="/case-studies/"]').first();
  await first.waitFor({ timeout: 60_000 });
  const links = await page.locator('main a').evaluateAll((all) => all.map((each) => String(each)));
  expect(links.join(' ')).toContain(expected);
  for (const link of links) expect((await fetch(link)).ok, link).toBe(true);
  await page.close();
});

test.each([
  ['case-studies/kinsoku/', 'ja'],
  ['talks/the-gate-that-says-no/', 'en'],
  ['talks/the-gate-that-says-no/tokyo-2027/', 'en'],
])('a fallback page says so, in the language of the page: %s', async (path, original) => {
  const html = await readFile(join(site.dist, 'ru', path, 'index.html'), 'utf8');
  expect(html).toMatch(/<html[^>]* lang="ru"/);
  expect(html).toMatch(new RegExp(`<(?:article|h1)[^>]* lang="${original}"`));
  // Within the text or beside it: it must not be read aloud as being in the language of the text.
  expect(html).toMatch(/<p class="fallback" role="note" lang="ru"[^>]*>[^<]*\s<a /);
  for (const [button] of html.matchAll(/<button[^>]*>/g)) expect(button).toContain('lang="ru"');
});

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { HtmlValidate } from 'html-validate';
import type { Page, Response } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { kindsOfPages, openSite } from './site-under-test.ts';
import type { SiteUnderTest } from './site-under-test.ts';

let site: SiteUnderTest;

beforeAll(async () => {
  site = await openSite();
});

afterAll(() => site.close());

const read = (file: string) => readFile(join(site.dist, file), 'utf8');
const htmlFiles = () => [...site.pages.map((path) => `${path}index.html`), '404.html'];

test('every page is valid HTML', async () => {
  const validator = new HtmlValidate({
    root: true,
    extends: ['html-validate:recommended'],
    // A table that a phone lays out as blocks is none to some readers unless it says so.
    rules: { 'no-redundant-role': 'off' },
  });
  const problems: string[] = [];
  for (const file of [...htmlFiles(), 'verify/offline.html', 'ja/verify/offline.html']) {
    const { results } = await validator.validateString(await read(file), file);
    for (const { messages } of results)
      problems.push(...messages.map(({ ruleId, message }) => `${file} ${ruleId}: ${message}`));
  }
  expect(problems).toEqual([]);
});

/** Where the players of the sample's talks are. */
const PLAYERS = 'https://video.mara-lindqvist.example';

describe('the policy', () => {
  test('stands on every page, before anything it could forbid, and allows nothing inline', async () => {
    for (const file of htmlFiles()) {
      const html = await read(file);
      const at = html.indexOf('http-equiv="content-security-policy"');
      const policy = /http-equiv="content-security-policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
      expect(policy, file).toMatch(/^default-src 'none'; /);
      expect(policy, file).not.toMatch(/unsafe-inline|'unsafe-eval'|\*/);
      const elsewhere = policy.split('; ').filter((directive) => /https?:/.test(directive));
      expect(elsewhere, file).toEqual(html.includes('<iframe') ? [`frame-src ${PLAYERS}`] : []);
      expect(html.slice(0, at), file).not.toMatch(/<(?:link|script|style|img)\b/);
    }
  });

  async function openPage() {
    const page = await site.browser.newPage();
    const broken: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') broken.push(`${page.url()} ${message.text()}`);
    });
    // What a script asks for and gets refused is in no console.
    await page.addInitScript(
      `addEventListener('securitypolicyviolation', (event) =>
        console.error(event.violatedDirective + ' ' + event.blockedURI))`,
    );
    return { page, broken };
  }

  test('is broken by no page, nor by the search and a note', async () => {
    const { page, broken } = await openPage();
    for (const file of htmlFiles()) await page.goto(site.url + file, { waitUntil: 'networkidle' });
    await page.goto(`${site.url}search/?q=hedge`);
    await page.locator('main ol a').first().waitFor();
    await page.goto(`${site.url}case-studies/forty-milliseconds/`);
    await page.locator('colophon-egg summary').click();
    await page.locator('colophon-egg input').fill('not the phrase at all');
    await page.locator('colophon-egg button').click();
    await page.locator('colophon-egg [role=status]').getByText('That is not the phrase').waitFor();
    await page.close();
    expect(broken).toEqual([]);
  });

  test('lets a reader load a player, whose host is asked for nothing before', async () => {
    const { page, broken } = await openPage();
    const asked: string[] = [];
    await page.route(`${PLAYERS}/**`, (route) => {
      asked.push(route.request().url());
      return route.fulfill({ contentType: 'text/html', body: '<p>It plays.</p>' });
    });
    await page.goto(`${site.url}talks/marks-that-survive/`, { waitUntil: 'networkidle' });
    const frame = page.frameLocator('iframe');
    expect(asked).toEqual([]);
    expect(
      await frame.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth),
    ).toBeGreaterThan(0);
    await frame.getByRole('link').click();
    await frame.getByText('It plays.').waitFor();
    await page.close();
    expect(asked).toHaveLength(1);
    expect(broken).toEqual([]);
  });
});

describe('what a machine reads', () => {
  const classes = async (path: string) => {
    const html = await read(`${path}index.html`);
    return new Set(
      [...html.matchAll(/ class="([^"]*)"/g)].flatMap(([, all = '']) => all.split(' ')),
    );
  };

  test.each([
    ['about/', ['h-card', 'p-name', 'p-job-title', 'u-photo', 'u-url', 'u-uid', 'p-note']],
    [
      'talks/marks-that-survive/berlin-2025/',
      ['h-event', 'p-name', 'u-url', 'dt-start', 'p-location', 'p-summary'],
    ],
  ])('%s is a microformat with its properties', async (path, expected) => {
    const found = await classes(path);
    expect(expected.filter((name) => !found.has(name))).toEqual([]);
    expect(await read(`${path}index.html`)).toMatch(
      new RegExp(
        `<a class="u-url[^"]*"[^>]* href="/portfolio/${path.startsWith('talks') ? path : ''}"`,
      ),
    );
  });

  test('a page names itself in each language, and its language switch leads there', async () => {
    for (const path of ['', 'talks/', 'case-studies/forty-milliseconds/', 'about/']) {
      const html = await read(`${path}index.html`);
      const named = /<link rel="alternate" hreflang="(\w+)" href="https:\/\/[^/"]+(\/[^"]*)"/g;
      const switched = /<a href="([^"]*)" lang="\w+" hreflang="(\w+)"/g;
      const there = [
        `en /portfolio/${path}`,
        `ja /portfolio/ja/${path}`,
        `ru /portfolio/ru/${path}`,
      ];
      expect([...html.matchAll(named)].map(([, lang, to]) => `${lang} ${to}`)).toEqual(there);
      expect([...html.matchAll(switched)].map(([, to, lang]) => `${lang} ${to}`)).toEqual(there);
    }
  });
});

describe('by keyboard', () => {
  test.each(kindsOfPages(''))(
    '"%s": past the menu, then in the order of the text',
    async (path) => {
      const page = await site.browser.newPage({ viewport: { width: 1440, height: 900 } });
      await page.goto(site.url + path);
      await page.keyboard.press('Tab');
      expect(await focused(page)).toMatchObject({ href: '#content', isSeen: true });
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      expect((await focused(page)).isInMain).toBe(path !== 'talks/none');
      await page.close();
    },
  );

  test.each(['', 'case-studies/forty-milliseconds/', 'search/', 'about/'])(
    '"%s": each stop is seen, has an outline, and comes once',
    async (path) => {
      const page = await site.browser.newPage({ viewport: { width: 390, height: 844 } });
      await page.goto(site.url + path);
      const stops: Stop[] = [];
      for (let press = 0; press < 60; press++) {
        await page.keyboard.press('Tab');
        const stop = await focused(page);
        if (stop.index < 0 || stops.some(({ index }) => index === stop.index)) break;
        stops.push(stop);
      }
      await page.close();
      expect(stops.filter(({ isSeen, outline }) => !isSeen || outline < 2)).toEqual([]);
      // The eye reads on where the focus goes: in the order of the source.
      expect(stops.map(({ index }) => index)).toEqual(
        stops.map(({ index }) => index).toSorted((a, b) => a - b),
      );
      expect(stops.length).toBeGreaterThan(8);
    },
  );
});

interface Stop {
  /** Which of the page's elements. */
  readonly index: number;
  readonly href: string | null;
  readonly isSeen: boolean;
  readonly isInMain: boolean;
  /** In pixels. */
  readonly outline: number;
}

function focused(page: Page): Promise<Stop> {
  return page.evaluate<Stop>(`(() => {
    const element = document.activeElement;
    const { width, height, top, bottom } = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    return {
      index: element === document.body ? -1 : [...document.querySelectorAll('*')].indexOf(element),
      href: element.getAttribute('href'),
      isSeen: width > 1 && height > 1 && bottom > 0 && top < innerHeight && style.clipPath === 'none',
      isInMain: element.closest('main, footer') !== null,
      outline: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
    };
  })()`);
}

test('a bar is read aloud and copied as what it stands for, and its letter is neither', async () => {
  const page = await site.browser.newPage();
  await page.goto(`${site.url}case-studies/forty-milliseconds/`);
  const copied = await page.evaluate<string>(`(() => {
    getSelection().selectAllChildren(document.querySelector('main .lead'));
    return getSelection().toString();
  })()`);
  const said =
    'The slowest of a thousand answers fell from [figure withheld] to [figure withheld] at';
  // The marks of the text stand between its words.
  const unmarked = (text: string) => text.replace(/\p{Cf}/gu, '');
  expect(unmarked(copied)).toContain(said);
  expect(copied).not.toMatch(/\bF\b|\n/);
  expect(unmarked(await page.locator('main .lead').ariaSnapshot())).toContain(said);
  const widths = await page.evaluate<string[]>(
    `[...document.querySelectorAll('main .bar:not(.block)')].map((bar) =>
      (parseFloat(getComputedStyle(bar, '::before').width) / parseFloat(getComputedStyle(bar).fontSize)).toFixed(1))`,
  );
  expect(new Set(widths).size).toBe(5);
  await page.close();
});

describe('weight', () => {
  /** In bytes, compressed as a host would. */
  async function shipped(path: string) {
    const page = await site.browser.newPage();
    const responses: Response[] = [];
    page.on('response', (response) => void responses.push(response));
    await page.goto(site.url + path, { waitUntil: 'networkidle' });
    const sum = async (wanted: (type: string) => boolean) => {
      let total = 0;
      for (const response of responses) {
        const type = response.request().resourceType();
        if (!wanted(type)) continue;
        const body = await response.body();
        total += (type === 'font' ? body : gzipSync(body)).length;
      }
      return total;
    };
    const result = {
      withoutImages: await sum((type) => type !== 'image'),
      scripts: await sum((type) => type === 'script'),
    };
    await page.close();
    return result;
  }

  test.each(['', 'ja/', 'ru/'])('the home page of "%s" is light', async (path) => {
    const { withoutImages, scripts } = await shipped(path);
    expect(withoutImages).toBeLessThanOrEqual(100_000);
    expect(scripts).toBe(0);
  });

  test('an egg costs at most 4 kB', async () => {
    const { scripts } = await shipped('case-studies/forty-milliseconds/');
    expect(scripts).toBeGreaterThan(0);
    expect(scripts).toBeLessThanOrEqual(4_000);
  });
});

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { look } from '../authorship/index.ts';
import { unexpectedInPdf } from '../gate/metadata/pdf.ts';
import { openSite } from './site-under-test.ts';
import type { SiteUnderTest } from './site-under-test.ts';

let site: SiteUnderTest;

beforeAll(async () => {
  site = await openSite();
});

afterAll(() => site.close());

describe('slides that are a PDF', () => {
  const DECK = 'talks/the-gate-that-says-no/slides/';

  test('are turned by keyboard where no script runs, one to a screen', async () => {
    const context = await site.browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${site.url}${DECK}#slide-1`);
    await page.getByRole('link', { name: 'Next slide' }).first().focus();
    await page.keyboard.press('Enter');
    const slide = () => new URL(page.url()).hash;
    await expect.poll(slide).toBe('#slide-2');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(slide).toBe('#slide-1');
    const picture = page.locator('#slide-1 img');
    await expect
      .poll(() => picture.evaluate((image) => (image as HTMLImageElement).complete))
      .toBe(true);
    const box = await picture.boundingBox();
    expect(box?.width).toBeGreaterThan(1000);
    await context.close();
  });

  test('tell what is on them, in the picture and below it', async () => {
    const page = await site.browser.newPage();
    await page.goto(site.url + DECK);
    const alt = await page.locator('#slide-3 img').getAttribute('alt');
    expect(alt).toBe('Slide 3 of 7: A filter is a promise');
    const words = page.locator('.page:has(#slide-3) details');
    await words.locator('summary').click();
    expect(await words.innerText()).toContain('the search index never heard of it');
    await page.close();
  });

  test('take a sheet of paper each', async () => {
    const page = await site.browser.newPage();
    await page.goto(site.url + DECK);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    await page.close();
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(7);
  });

  test('are there to download, and tell nothing of who made them with what', async () => {
    const pdf = await readFile(join(site.dist, 'talks/the-gate-that-says-no/slides.pdf'));
    expect(await unexpectedInPdf(pdf, { credentials: false })).toEqual([]);
    expect(pdf.toString('latin1')).not.toMatch(/Skia|Chromium/);
  });

  test('carry the mark of the talk as a PDF, which the author’s list knows', async () => {
    const names = ['talks/the-gate-that-says-no/slides.pdf', '.well-known/colophon/author.json'];
    const files = await Promise.all(
      names.map(async (name) => ({ name, bytes: await readFile(join(site.dist, name)) })),
    );
    const options = { now: new Date(), maxAgeMs: 1, challenge: null, phrases: [] };
    const { results } = await look(files, null, options);
    expect(results.flatMap(({ sightings }) => sightings)).toMatchObject([
      { carrier: 'pdf', work: 'the-gate-that-says-no', isListed: true },
    ]);
  });
});

test('a recording plays from the site alone, with captions, by keyboard', async () => {
  const page = await site.browser.newPage();
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(site.url)) elsewhere.push(request.url());
  });
  await page.goto(`${site.url}talks/the-gate-that-says-no/dry-run-2026/`);
  const video = page.locator('video');
  await video.focus();
  await page.keyboard.press('Space');
  const state = () =>
    page.evaluate<[number, number]>(`(() => {
      const video = document.querySelector('video');
      return [Math.round(video.duration), video.textTracks[0].cues?.length ?? 0];
    })()`);
  await expect.poll(state).toEqual([24, 5]);
  expect(elsewhere).toEqual([]);
  await page.close();
});

test('its transcript can be searched, and leads to the moment', async () => {
  const page = await site.browser.newPage();
  await page.goto(`${site.url}talks/the-gate-that-says-no/transcript/`);
  const line = page.locator('li, p, dd', { hasText: 'read it as a rival would' }).first();
  expect(await line.count()).toBe(1);
  const links = await page.locator('main a[href*="#t="]').count();
  expect(links).toBe(5);
  await page.close();
});

describe('a diagram', () => {
  test('is named, its words are text, and it is told in words', async () => {
    const page = await site.browser.newPage();
    await page.goto(`${site.url}talks/the-gate-that-says-no/`);
    const drawing = page.getByRole('img', { name: 'What a release goes through' });
    expect(await drawing.locator('text').allTextContents()).toContain('Read as a rival');
    const figure = page.locator('.diagram');
    await figure.locator('summary').click();
    expect(await figure.locator('li').allInnerTexts()).toContain(
      'Read as a rival → Release (clean)',
    );
    await page.close();
  });

  test('takes the colours of the page in both schemes', async () => {
    const colours = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await site.browser.newPage({ colorScheme });
      await page.goto(`${site.url}talks/the-gate-that-says-no/`);
      colours.push(
        await page.evaluate<string[]>(`(() => {
          const style = (each) => getComputedStyle(document.querySelector('.diagram ' + each));
          return [style('text').fill, style('polyline').stroke];
        })()`),
      );
      await page.close();
    }
    expect(colours[0]?.[0]).toBe('rgb(22, 21, 15)');
    expect(colours[1]?.[0]).toBe('rgb(236, 232, 220)');
    expect(new Set(colours.flat()).has('none')).toBe(false);
  });
});

test('a link to a delivery is shown with a card of its own', async () => {
  const page = await site.browser.newPage();
  await page.goto(`${site.url}ja/talks/the-gate-that-says-no/tokyo-2027/`);
  const card = await page.locator('meta[property="og:image"]').getAttribute('content');
  expect(card).toMatch(/cards\/ja\/talks\/the-gate-that-says-no\/tokyo-2027\.jpg$/);
  await page.close();
});

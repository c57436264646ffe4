import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unexpectedInPdf } from '../gate/metadata/pdf.ts';
import { OPENING_MS, openSite } from './site-under-test.ts';
import type { SiteUnderTest } from './site-under-test.ts';

let site: SiteUnderTest;

beforeAll(async () => {
  site = await openSite();
}, OPENING_MS);

afterAll(() => site.close());

describe('slides that are a PDF', () => {
  const DECK = 'talks/the-gate-that-says-no/slides/';

  test('are turned by keyboard where no script runs, one to a screen', async () => {
    const context = await site.browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${site.url}${DECK}#slide-1`);
    await page.getByRole('link', { name: 'Next slide' }).first().focus();
    await page.keyboard.press('Enter');
    expect(new URL(page.url()).hash).toBe('#slide-2');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(new URL(page.url()).hash).toBe('#slide-1');
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
    expect(await unexpectedInPdf(pdf)).toEqual([]);
    expect(pdf.toString('latin1')).not.toMatch(/Skia|Chromium/);
  });
});

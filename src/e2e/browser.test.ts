import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, serve } from './browser.ts';
import type { Served } from './serve.ts';

const PAGE = `<!doctype html>
<html lang="en">
<title>Released in part</title>
<main>
  <h1>Released in part</h1>
  <p lang="ja">部分的に公開された記録</p>
  <p lang="ru">Опубликовано частично</p>
</main>
</html>`;

let browser: Browser;
let folder: string;
let site: Served;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'colophon-browser-'));
  await writeFile(join(folder, 'index.html'), PAGE);
  await writeFile(join(folder, '404.html'), '<!doctype html><title>lost</title>');
  [browser, site] = await Promise.all([launchBrowser(), serve(folder, 'sub/path')]);
});

afterAll(async () => {
  await Promise.all([browser.close(), site.close()]);
  await rm(folder, { recursive: true });
});

test.each(['h1', '[lang=ja]', '[lang=ru]'])('text takes up room: %s', async (where) => {
  const page = await open(site.url);
  const box = await page.locator(where).boundingBox();
  expect(box?.height).toBeGreaterThan(10);
  await page.close();
});

test('English, Japanese and Russian letters have glyphs, not empty boxes', async () => {
  const page = await open(site.url);
  // As a string: vitest would rewrite a function into code that the page cannot run.
  const looks: Record<string, string> = await page.evaluate(`(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 40, height: 40 });
    const context = canvas.getContext('2d');
    context.font = '24px serif';
    const look = (letter) => {
      context.clearRect(0, 0, 40, 40);
      context.fillText(letter, 4, 30);
      return canvas.toDataURL();
    };
    return Object.fromEntries([...'Rg部にカПж\u{10FFFD}'].map((letter) => [letter, look(letter)]));
  })()`);
  // The last one is in no font: what it looks like, no other may look like.
  expect(new Set(Object.values(looks)).size).toBe(8);
  await page.close();
});

test('axe-core runs, and finds the image without a description', async () => {
  const page = await open(site.url);
  await page.addScriptTag({ path: createRequire(import.meta.url).resolve('axe-core/axe.min.js') });
  expect(await violations(page)).toEqual([]);
  await page.evaluate(`document.querySelector('main').append(new Image())`);
  expect(await violations(page)).toEqual(['image-alt']);
  await page.close();
});

test('the server keeps to its sub-path and its folder', async () => {
  const status = async (path: string): Promise<number> =>
    (await fetch(new URL(path, site.url))).status;
  expect(await status('')).toBe(200);
  expect(await status('/')).toBe(404);
  expect(await status('missing')).toBe(404);
  expect(await status('..%2f..%2fetc%2fpasswd')).toBe(404);
  expect(await status('%ff')).toBe(404);
  expect(await (await fetch(`${site.url}missing`)).text()).toContain('lost');
});

async function open(url: string): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(url);
  return page;
}

async function violations(page: Page): Promise<string[]> {
  return page.evaluate(`axe.run().then(({ violations }) => violations.map(({ id }) => id))`);
}

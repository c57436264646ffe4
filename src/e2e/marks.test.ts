import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, serve } from './browser.ts';
import type { ProjectCopy } from './project-copy.ts';
import { copyReleasedSample } from './shared-release.ts';
import { writeBelow } from '../node/content/small-content.ts';

let project: ProjectCopy;
let browser: Browser;
let site: Awaited<ReturnType<typeof serve>>;
let page: Page;

beforeAll(async () => {
  project = await copyReleasedSample();
  site = await serve(project.dist);
  browser = await launchBrowser();
  page = await browser.newPage();
});

afterAll(async () => {
  await browser.close();
  await site.close();
  await project.remove();
});

async function verify(name: string, content: string, ...args: string[]) {
  await writeBelow(project.dir, name, content);
  const outcome = await project.run('verify', name, '--json', ...args);
  return { code: outcome.code, report: JSON.parse(outcome.stdout) as Report };
}

interface Report {
  verified: boolean;
  results: { sightings: { carrier: string; work: string }[] }[];
}

const PAGES = [
  'case-studies/hidden-in-plain-text/',
  'ja/case-studies/hidden-in-plain-text/',
  'ru/case-studies/hidden-in-plain-text/',
];

describe.each(PAGES)('%s', (path) => {
  test('saved from the browser, it verifies by two kinds of marks', async () => {
    await page.goto(site.url + path);
    const { code, report } = await verify('saved.html', await page.content());
    expect(code).toBe(0);
    const carriers = report.results[0]?.sightings.map(({ carrier }) => carrier);
    expect(carriers).toEqual(expect.arrayContaining(['text', 'acrostic']));
  });

  test('typed anew by hand, it verifies by its wordings', async () => {
    await page.goto(site.url + path);
    expect(await page.content()).not.toMatch(/<either|Either of=/i);
    const shown = await page.locator('article').innerText();
    const typed = shown
      .normalize('NFKC')
      .replaceAll(/\p{Cf}/gu, '')
      .toLowerCase();
    const { code, report } = await verify('typed.txt', typed, '--delivered');
    expect(code).toBe(0);
    const sightings = report.results.flatMap((each) => each.sightings);
    const wording = sightings.find(({ carrier }) => carrier === 'wording');
    expect(wording).toMatchObject({ work: 'hidden-in-plain-text' });
    // More than support: it is believed alone.
    expect(wording).not.toHaveProperty('isSupport');
  });

  test('saved as one file with its pictures, it verifies', async () => {
    await page.goto(site.url + path);
    const session = await page.context().newCDPSession(page);
    const { data } = await session.send('Page.captureSnapshot', { format: 'mhtml' });
    const { code } = await verify('saved.mhtml', data);
    expect(code).toBe(0);
  });

  test('its text, selected and pasted into a plain file, verifies', async () => {
    await page.goto(site.url + path);
    const text = await page.evaluate<string>('document.querySelector("article").innerText');
    const { code } = await verify('pasted.txt', text);
    expect(code).toBe(0);
  });
});

test('the same text without its invisible characters holds no text mark', async () => {
  await page.goto(`${site.url}case-studies/hidden-in-plain-text/`);
  const text = await page.evaluate<string>('document.querySelector("article").innerText');
  const { report } = await verify('stripped.txt', text.replace(/[\u200B-\u200E\u2060]/g, ''));
  expect(
    report.results.flatMap(({ sightings }) => sightings.map((each) => each.carrier)),
  ).not.toContain('text');
});

test('a picture taken from the site, made smaller and compressed, verifies', async () => {
  const folder = join(project.dist, '_astro');
  const name = (await readdir(folder)).find((each) => each.endsWith('.jpg')) ?? '';
  const { width = 0 } = await sharp(join(folder, name)).metadata();
  const copy = sharp(join(folder, name))
    .resize(Math.round(width * 0.6))
    .jpeg({ quality: 70 });
  await copy.toFile(join(project.dir, 'taken.jpg'));
  const outcome = await project.run('verify', 'taken.jpg', '--json');
  expect(outcome.code).toBe(0);
  const { results } = JSON.parse(outcome.stdout) as Report;
  expect(results[0]?.sightings).toMatchObject([{ carrier: 'image', isListed: true }]);
});

test('a text by somebody else does not verify', async () => {
  const { code, report } = await verify('other.txt', 'A text\n\nthat nobody\n\nmarked at all.\n');
  expect({ code, report }).toMatchObject({ code: 1, report: { verified: false } });
});

test('the folder and its address verify, and a missing file is no answer', async () => {
  expect((await project.run('verify', 'dist')).code).toBe(0);
  expect((await project.run('verify', `${site.url}case-studies/hidden-in-plain-text/`)).code).toBe(
    0,
  );
  expect((await project.run('verify', 'no-such-file.html')).code).toBe(2);
});

test('an accessible name never holds an invisible character, nor does code or a link', async () => {
  await page.goto(`${site.url}case-studies/hidden-in-plain-text/`);
  const texts = await page.evaluate<string[]>(
    `[...document.querySelectorAll('a, button, h1, h2, h3, code, figcaption, [aria-label], title')]
      .flatMap((element) => [element.textContent, element.getAttribute('aria-label') ?? ''])`,
  );
  for (const text of texts) expect(text).not.toMatch(/[\u200B-\u200E\u2060]/);
});

test('the search index holds no invisible character of ours', async () => {
  const { gunzipSync } = await import('node:zlib');
  const folder = join(project.dist, 'pagefind', 'fragment');
  for (const name of await readdir(folder)) {
    if (!name.startsWith('en')) continue;
    const text = gunzipSync(await readFile(join(folder, name))).toString('utf8');
    expect(text).not.toMatch(/[\u200C-\u200E\u2060]/);
  }
});

describe('an egg', () => {
  test('opens for its phrase by keyboard, says who signed, and stays shut for another', async () => {
    const phrase = /^ {4}phrase: (.+)$/m.exec(
      await readFile(join(project.content, 'case-studies/hidden-in-plain-text/index.mdx'), 'utf8'),
    )?.[1];
    expect(phrase).toBeTruthy();
    await page.goto(`${site.url}case-studies/hidden-in-plain-text/`);
    const egg = page.locator('colophon-egg');
    await egg.locator('summary, button').first().focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.type('not the phrase at all');
    await page.keyboard.press('Enter');
    await expect.poll(() => egg.innerText()).toContain('That is not the phrase');
    const input = egg.locator('input');
    await input.fill((phrase ?? '').replaceAll(/^["']|["']$/g, ''));
    await input.press('Enter');
    await expect.poll(() => egg.innerText()).toContain('Mara Lindqvist');
  });

  test('its page holds neither phrase nor statement', async () => {
    const source = await readFile(
      join(project.content, 'case-studies/hidden-in-plain-text/index.mdx'),
      'utf8',
    );
    const html = await readFile(
      join(project.dist, 'case-studies/hidden-in-plain-text/index.html'),
      'utf8',
    );
    for (const [, secret] of source.matchAll(/^ {4}(?:phrase|statement): "?(.{16,60}?)"?$/gm))
      expect(html).not.toContain(secret);
  });
});

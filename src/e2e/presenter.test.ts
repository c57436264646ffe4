import { once } from 'node:events';
import { appendFile, cp } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ChildProcess } from 'node:child_process';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { copyProject } from './project-copy.ts';
import type { ProjectCopy } from './project-copy.ts';

const SAMPLE = fileURLToPath(new URL('../../content', import.meta.url));

let project: ProjectCopy;
let server: ChildProcess;
let url: string;
let browser: Browser;

beforeAll(async () => {
  project = await copyProject();
  await cp(SAMPLE, project.content, { recursive: true });
  server = project.start('dev', '--as-of', '2026-11-23', '--port', String(await freePort()));
  [url, browser] = await Promise.all([addressOf(server), launchBrowser()]);
});

afterAll(async () => {
  await browser.close();
  server.kill();
  await project.remove();
});

/** Not the usual one: somebody may be writing on this machine. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0);
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

/** @returns where a server that has just been started answers, as it says itself. */
function addressOf({ stdout }: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    let said = '';
    stdout?.on('data', (data: Buffer) => {
      said += data.toString();
      const found = /http:\/\/localhost:\d+\//.exec(said);
      if (found) resolve(found[0]);
    });
  });
}

async function present(work: string): Promise<{ page: Page; errors: string[]; asked: string[] }> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const errors: string[] = [];
  const asked: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:'))
      asked.push(request.url());
  });
  await page.goto(`${url}talks/${work}/presenter/`);
  await expect.poll(() => text(page, 'place')).toMatch(/^1 \/ /);
  return { page, errors, asked };
}

const text = (page: Page, piece: string) => page.locator(`[data-${piece}]`).first().innerText();

test('the speaker sees this slide, the next one and the notes; the audience this one alone', async () => {
  const { page, errors, asked } = await present('marks-that-survive');
  expect(await text(page, 'notes')).toContain('Wait until the door is shut');
  const opened = page.waitForEvent('popup');
  await page.keyboard.press('o');
  const audience = await opened;
  await audience.waitForLoadState();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('PageDown');
  expect(await text(page, 'place')).toBe('3 / 8');
  expect(await text(page, 'notes')).toContain('The acrostic gets a laugh');
  const shown = await page.locator('section.slide:visible').allInnerTexts();
  expect(shown).toEqual([
    expect.stringContaining('Four places'),
    expect.stringContaining('A round trip'),
  ]);
  await expect.poll(() => new URL(audience.url()).hash).toBe('#slide-3');
  expect(await audience.content()).not.toContain('gets a laugh');
  expect([errors, asked]).toEqual([[], []]);
  await page.context().close();
});

test('slides stay in their place, and a reload comes back to the same one', async () => {
  const { page } = await present('marks-that-survive');
  await page.keyboard.press('End');
  await page.reload();
  await expect.poll(() => text(page, 'place')).toBe('8 / 8');
  const slide = await page.locator('section.slide.now').boundingBox();
  expect(slide?.width).toBeLessThan(1000);
  expect(await page.locator('[data-do="timer"]').isVisible()).toBe(true);
  await page.context().close();
});

test('the timer runs, stops and begins anew', async () => {
  const { page } = await present('marks-that-survive');
  await page.keyboard.press('t');
  await expect.poll(() => text(page, 'elapsed')).toBe('0:02');
  await page.keyboard.press('t');
  await page.keyboard.press('r');
  expect(await text(page, 'elapsed')).toBe('0:00');
  await page.context().close();
});

test('pages of a PDF are turned like other slides', async () => {
  const { page, errors } = await present('the-gate-that-says-no');
  await page.keyboard.press('ArrowRight');
  expect(await text(page, 'place')).toBe('2 / 7');
  const [now, next] = [page.locator('section.now'), page.locator('section.then')];
  expect(await now.locator('img').getAttribute('alt')).toContain('Where the name was');
  const [left, right] = [await now.boundingBox(), await next.boundingBox()];
  expect(left?.y).toBe(right?.y);
  expect(left?.width).toBeGreaterThan(right?.width ?? 0);
  expect(errors).toEqual([]);
  await page.context().close();
});

test('a language that the profile no longer names is gone, without starting anew', async () => {
  const status = async (path: string) => (await fetch(url + path)).status;
  expect(await status('ru/')).toBe(200);
  const profile = join(project.content, 'profile.yaml');
  await appendFile(profile, '\nlanguages: [en, ja]\n');
  await expect.poll(() => status('ru/').catch(() => null)).toBe(404);
  await expect.poll(() => status('ja/').catch(() => null)).toBe(200);
  expect(await (await fetch(`${url}ja/`)).text()).not.toContain('hreflang="ru"');
});

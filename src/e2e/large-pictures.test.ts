import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, serve } from './browser.ts';
import { hugePicture, markedPhonePicture, phonePicture } from './phone-pictures.ts';
import type { ProjectCopy } from './project-copy.ts';
import { copyReleasedSample } from './shared-release.ts';
import { resultOf, violationsOn } from './verify-sheet.ts';

let project: ProjectCopy;
let browser: Browser;
let site: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  project = await copyReleasedSample();
  [site, browser] = await Promise.all([serve(project.dist), launchBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await site.close();
  await project.remove();
});

describe('large pictures on a phone', () => {
  const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
  const WATCH = `globalThis.tasks = []; globalThis.frames = 0;
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map((each) => each.duration)))
      .observe({ type: 'longtask' });
    (function count() { frames += 1; requestAnimationFrame(count); })();`;

  async function openOnPhone(script = '') {
    const context = await browser.newContext(PHONE);
    await context.addInitScript(script);
    const page = await context.newPage();
    await page.goto(`${site.url}verify/`);
    await page.locator('#author dd').first().waitFor();
    return page;
  }

  const give = async (page: Page, files: Readonly<Record<string, Buffer>>) => {
    const folder = join(project.dir, 'given');
    await mkdir(folder, { recursive: true });
    const paths = Object.keys(files).map((name) => join(folder, name));
    for (const [index, bytes] of Object.values(files).entries())
      await writeFile(paths[index] ?? '', bytes);
    await page.locator('#files').setInputFiles(paths);
    await page.getByRole('button', { name: 'Check' }).click();
  };

  test('are read while the page goes on answering', async () => {
    const page = await openOnPhone();
    await page.evaluate(WATCH);
    await give(page, {
      'marked.jpg': await markedPhonePicture(project.dist),
      'plain.jpg': await phonePicture(),
      'huge.png': await hugePicture(),
      'heavy.txt': Buffer.alloc(64 * 1024 * 1024 + 1, ' '),
      'broken.png': Buffer.from('no picture'),
    });
    await expect.poll(() => page.locator('#at').innerText()).toMatch(/Reading “.+”, file \d of 4/);
    const result = await resultOf(page);
    expect(await page.evaluate<number>('Math.max(0, ...tasks)')).toBeLessThan(200);
    expect(await page.evaluate<number>('frames')).toBeGreaterThan(10);
    expect(result).toContain('1 mark of Mara Lindqvist');
    expect(result).toContain('marked.jpg');
    expect(result).toMatch(/“plain.jpg” is large: it was made smaller/);
    expect(result).toMatch(/“huge.png” was passed over: it has more than 64 million pixels/);
    expect(result).toMatch(/“heavy.txt” was passed over: it is larger than 64 MB/);
    expect(result).toMatch(/“broken.png” was passed over: this browser cannot open it/);
    expect(await page.locator('#at').innerText()).toBe('');
    expect(await violationsOn(page)).toEqual([]);
    await page.context().close();
  });

  test('need not be waited for', async () => {
    const page = await openOnPhone();
    const picture = await phonePicture();
    const names = Array.from({ length: 12 }, (_each, index) => `${index}.jpg`);
    await give(page, Object.fromEntries(names.map((name) => [name, picture])));
    await expect.poll(() => page.locator('#at').innerText()).toContain('of 12');
    expect(await violationsOn(page)).toEqual([]);
    // The worker is bound by the page's policy: what it reads goes nowhere.
    const asked = `fetch(${JSON.stringify(site.url)}).then(() => 'answered', () => 'refused')`;
    expect(await page.workers()[0]?.evaluate(asked)).toBe('refused');
    expect(await page.evaluate(asked)).toBe('refused');
    await page.getByRole('button', { name: 'Cancel' }).click();
    expect(await page.locator('#at').innerText()).toContain('Cancelled');
    expect(await page.locator('#cancel').isVisible()).toBe(false);
    expect(await page.evaluate('document.activeElement.id')).toBe('check');
    await expect.poll(() => page.workers()).toEqual([]);
    await give(page, { 'broken.png': Buffer.from('no picture') });
    expect(await resultOf(page)).not.toContain('11.jpg');
    await page.context().close();
  });

  test.each([
    ['there are no workers', 'delete globalThis.Worker'],
    ['workers are forbidden', 'globalThis.Worker = function () { throw new Error("forbidden"); }'],
    [
      'workers do not start',
      'globalThis.Worker = class extends EventTarget { constructor() { super(); setTimeout(() => this.dispatchEvent(new Event("error"))); } terminate() {} }',
    ],
    ['a worker has no canvas', 'delete globalThis.OffscreenCanvas'],
  ])('are read where %s', async (_, script) => {
    const page = await openOnPhone(script);
    await give(page, { 'marked.jpg': await markedPhonePicture(project.dist) });
    expect(await resultOf(page)).toContain('1 mark of Mara Lindqvist');
    await page.context().close();
  });
});

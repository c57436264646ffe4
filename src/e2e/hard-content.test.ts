import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listFiles } from '../node/files/staging-folder.ts';
import { launchBrowser, serve } from './browser.ts';
import { layoutProblems } from './geometry.ts';
import { LONG_TITLE, STRUCK, boardPicture, writeHardContent } from './hard-content.ts';
import { copyProject } from './project-copy.ts';
import type { ProjectCopy } from './project-copy.ts';
import type { Served } from './serve.ts';

let project: ProjectCopy;
let browser: Browser;
let site: Served;

beforeAll(async () => {
  project = await copyProject();
  await writeHardContent(project.content);
  const { code, stderr } = await project.run('build', '--as-of', '2026-06-01');
  if (code !== 0) throw new Error(stderr);
  [site, browser] = await Promise.all([serve(project.dist), launchBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await site.close();
  await project.remove();
});

describe.each([320, 390, 768, 1440])('at %i px', (width) => {
  test('long titles, tables, code, pictures and many tags hold', async () => {
    const page = await browser.newPage({ viewport: { width, height: 900 } });
    const problems: string[] = [];
    for (const path of ['', 'case-studies/timetable/', 'about/', 'ja/case-studies/timetable/']) {
      await page.goto(site.url + path);
      problems.push(...(await layoutProblems(page)).map((problem) => `${path}: ${problem}`));
    }
    await page.goto(`${site.url}case-studies/timetable/`);
    expect(await page.locator('h1').textContent()).toContain(LONG_TITLE);
    await page.close();
    expect(problems).toEqual([]);
  });
});

test('texts of the profile that are there in one language say which, where another is spoken', async () => {
  const [home, about, own] = await Promise.all(
    ['ja/index.html', 'ja/about/index.html', 'index.html'].map((file) =>
      readFile(join(project.dist, file), 'utf8'),
    ),
  );
  expect(home).toMatch(/<h1 lang="en"/);
  expect(home).toMatch(/<p class="lead" lang="en"/);
  expect(about).toMatch(/<p class="lead p-job-title" lang="en"/);
  expect(own).not.toContain('<h1 lang');
});

describe('a picture with a part struck out', () => {
  const isPicture = (file: string) => /\.(?:png|webp|avif|jpe?g)$/.test(file);

  test('is shown, with its reason beside it', async () => {
    const page = await browser.newPage();
    await page.goto(`${site.url}case-studies/timetable/`);
    const figure = page.locator('figure', { has: page.getByAltText('The board with its numbers') });
    expect(await figure.locator('figcaption').textContent()).toMatch(
      /\[figure withheld\]\s+struck out in the picture/,
    );
    await page.close();
  });

  test('has one colour where it is struck out, in every file made of it', async () => {
    const made = (await listFiles(project.dist)).filter((file) => /\/redacted-/.test(file));
    expect(made.length).toBeGreaterThan(0);
    for (const file of made) {
      const image = sharp(await readFile(join(project.dist, file)));
      const { width = 0 } = await image.metadata();
      const scale = width / 640;
      // A little inside: resizing mixes what lies on both sides of an edge.
      const inside = {
        left: Math.ceil(STRUCK.x * scale) + 3,
        top: Math.ceil(STRUCK.y * scale) + 3,
        width: Math.floor(STRUCK.width * scale) - 6,
        height: Math.floor(STRUCK.height * scale) - 6,
      };
      // By way of a file: statistics are those of the picture that was opened, whatever was cut out.
      const struck = await image.extract(inside).removeAlpha().png().toBuffer();
      const { channels } = await sharp(struck).stats();
      // The mark in the picture changes a pixel by a little; noise would by a hundred.
      for (const { mean, stdev } of channels) {
        expect(mean, file).toBeLessThan(40);
        expect(stdev, file).toBeLessThan(6);
      }
    }
  });

  test('is nowhere in the release as it was', async () => {
    const original = await boardPicture();
    const { data, info } = await sharp(original).raw().toBuffer({ resolveWithObject: true });
    const struck = await sharp(data, { raw: info })
      .extract({ left: STRUCK.x, top: STRUCK.y, width: STRUCK.width, height: STRUCK.height })
      .resize(64, 16, { fit: 'fill' })
      .greyscale()
      .raw()
      .toBuffer();
    for (const file of await listFiles(project.dist)) {
      const bytes = await readFile(join(project.dist, file));
      expect(bytes.includes(Buffer.from(original.subarray(64, 256))), file).toBe(false);
      expect(file).not.toContain('board');
      if (!isPicture(file)) continue;
      const whole = await sharp(bytes).resize(640, 320, { fit: 'fill' }).png().toBuffer();
      const same = await sharp(whole)
        .extract({ left: STRUCK.x, top: STRUCK.y, width: STRUCK.width, height: STRUCK.height })
        .resize(64, 16, { fit: 'fill' })
        .greyscale()
        .raw()
        .toBuffer();
      expect(Math.abs(correlation(struck, same)), file).toBeLessThan(0.2);
    }
  });
});

test('a region outside the picture is refused, with its line', async () => {
  const text = join(project.content, 'case-studies', 'timetable', 'index.mdx');
  const before = await readFile(text, 'utf8');
  await writeFile(text, before.replace(`regions="${STRUCK.x},`, 'regions="600,'));
  const { code, stderr } = await project.run('build', '--as-of', '2026-06-01');
  await writeFile(text, before);
  expect(code).toBe(2);
  expect(stderr).toMatch(
    /timetable\/index\.mdx:\d+: .*expected rectangles within 640 by 320 pixels/,
  );
});

/** How alike two pictures of one size are, from -1 to 1. */
function correlation(one: Uint8Array, two: Uint8Array): number {
  const mean = (values: Uint8Array) => values.reduce((sum, each) => sum + each, 0) / values.length;
  const [first, second] = [mean(one), mean(two)];
  let [both, ones, twos] = [0, 0, 0];
  for (const [index, value] of one.entries()) {
    const [a, b] = [value - first, (two[index] ?? 0) - second];
    both += a * b;
    ones += a * a;
    twos += b * b;
  }
  return both / Math.sqrt(ones * twos || 1);
}

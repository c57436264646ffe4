import { execFile } from 'node:child_process';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { music } from '../marks/audio/sample-sounds.ts';
import { writeWav } from '../marks/audio/wav.ts';
import { launchBrowser, serve } from './browser.ts';
import type { Outcome, ProjectCopy } from './project-copy.ts';
import { fetchPackage } from './public-package.ts';
import { SAMPLE_DAY } from './sample-release.ts';
import { copyReleasedSample } from './shared-release.ts';
import { difference, visitStudio } from './site-behaviour.ts';

const WORK = 'forty-milliseconds';
const PROGRAM = createRequire(import.meta.url).resolve('axe-core/axe.js');

/** A client's page that runs somebody's real program: an accessibility check of itself. */
const PAGE = `<!doctype html><html><head><meta charset="utf-8"><title>Shop</title>
<script src="axe.js"></script></head><body><h1>Shop</h1><ul>${Array.from(
  { length: 40 },
  (_each, at) =>
    `<li><a class="n${at}" id="a${at}" href="#a${at}" title="Number ${at}">Number ${at}</a></li>`,
).join('')}</ul><img src="photograph.webp" width="240" height="240"></body></html>`;

let project: ProjectCopy;
let browser: Browser;
let site: string;
let copy: string;

beforeAll(async () => {
  project = await copyReleasedSample();
  browser = await launchBrowser();
  site = join(project.dir, 'shop');
  copy = join(project.dir, 'delivered/shop');
  await mkdir(site);
  await writeFile(join(site, 'index.html'), PAGE);
  await cp(PROGRAM, join(site, 'axe.js'));
  await cp(join(project.content, 'portrait.webp'), join(site, 'photograph.webp'));
  await writeFile(join(site, 'jingle.wav'), writeWav(24_000, [music(16, 24_000, 3)]));
});

afterAll(async () => {
  await browser.close();
  await project.remove();
});

async function run(script: string, ...args: string[]): Promise<Outcome> {
  const outcome = await project.run(script, ...args);
  expect(outcome.stderr).not.toMatch(/\bat .*:\d+:\d+\)?$/m);
  return outcome;
}

/** What the page's own program finds, and where everything stands. */
async function behaviour(folder: string) {
  const { url, close } = await serve(folder);
  const page = await browser.newPage();
  await page.goto(url);
  const seen = await page.evaluate(async () => {
    // The page loads it; its types are not those of this test.
    const { axe } = window as unknown as {
      axe: { run(): Promise<{ violations: unknown[]; passes: { id: string }[] }> };
    };
    const { violations, passes } = await axe.run();
    const boxes = [...document.querySelectorAll('*')].map((each) =>
      JSON.stringify(each.getBoundingClientRect()),
    );
    return { violations, passes: passes.map(({ id }) => id), boxes, text: document.body.innerText };
  });
  await page.close();
  await close();
  return JSON.parse(JSON.stringify(seen).replaceAll(url, '')) as typeof seen;
}

test('a delivered site works as before, and a proof finds what is hidden in it', async () => {
  const marked = await run('mark', site, '--work', WORK, '--out', join(project.dir, 'delivered'));
  expect(marked.code).toBe(0);
  expect(await behaviour(copy)).toEqual(await behaviour(site));

  const egg = await run('mark', 'egg', '--work', WORK, '--out', join(copy, 'egg.js'));
  expect(egg.code).toBe(0);
  expect((await run('mark', 'list', '--phrases')).stdout).toMatch(/phrase: (?:[a-z]+ ){4}[a-z]+/);

  const mine = await run('verify', copy, '--delivered', '--json');
  expect(mine.code).toBe(0);
  const { results } = JSON.parse(mine.stdout) as {
    results: { sightings: { carrier: string; work: string | null }[] }[];
  };
  const found = results.flatMap(({ sightings }) => sightings);
  expect(new Set(found.map(({ carrier }) => carrier))).toEqual(
    new Set(['markup', 'script', 'image', 'phrase', 'audio']),
  );
  expect(found.filter(({ carrier }) => carrier === 'script')).toMatchObject([{ work: WORK }]);

  // The ledger has to hold a mark before it can be shown.
  const early = await run('prove', '--work', WORK, '--reveal', await names(), '--challenge', '12');
  expect(early.code).toBe(2);
  expect((await run('build', '--as-of', SAMPLE_DAY)).code).toBe(0);
  const out = join(project.dir, 'proof');
  const reveal = await names();
  const proof = await run(
    ...([
      'prove',
      '--work',
      WORK,
      '--challenge',
      '1234',
      '--reveal',
      reveal,
      '--out',
      out,
    ] as const),
  );
  expect(proof.code).toBe(0);
  const file = join(out, 'proof.json');
  const shown = await run('verify', file, copy, '--challenge', '1234', '--json');
  expect(shown.code).toBe(0);
  expect(claimsIn(shown)).toEqual(reveal.split(',').toSorted());
  expect(shown.stdout).toContain('I took part in making this page.');
  const original = await run('verify', file, site, '--challenge', '1234', '--json');
  expect(claimsIn(original)).toEqual([]);

  // A stranger has one file of ours, and Node; pictures are for the page.
  const alone = await promisify(execFile)(process.execPath, [
    join(project.dist, 'verify/verify.mjs'),
    ...[file, copy, '--challenge', '1234', '--json'],
  ]);
  expect(carriersIn(alone)).toEqual(new Set(['markup', 'script', 'phrase', 'audio']));
});

function carriersIn({ stdout }: Pick<Outcome, 'stdout'>): ReadonlySet<string> {
  const { results } = JSON.parse(stdout) as { results: { sightings: { carrier: string }[] }[] };
  return new Set(results.flatMap(({ sightings }) => sightings.map(({ carrier }) => carrier)));
}

/** @returns the names of the marks in delivered work. */
async function names(): Promise<string> {
  const { stdout } = await run('prove', '--work', WORK);
  const lines = stdout.split('\n').filter((line) => line.includes('in delivered work'));
  expect(lines).toHaveLength(5);
  return lines.map((line) => /mark:\d+/.exec(line)?.[0] ?? '').join(',');
}

function claimsIn({ stdout }: Outcome): readonly string[] {
  const { results } = JSON.parse(stdout) as {
    results: { sightings: { claim: string | null }[] }[];
  };
  const claims = results.flatMap(({ sightings }) => sightings.map(({ claim }) => claim));
  return [...new Set(claims.filter((claim) => claim !== null))].toSorted();
}

test('a studio’s published site works as before, and tells whose work it is', async () => {
  const work = 'hidden-in-plain-text';
  const original = join(await fetchPackage('startbootstrap-agency@7.0.12', project.dir), 'dist');
  const out = join(project.dir, 'studio');
  expect((await run('mark', original, '--work', work, '--out', out)).code).toBe(0);
  const [before, after] = [original, join(out, 'dist')];

  const { visit, looks } = await visitStudio(browser, before);
  const marked = await visitStudio(browser, after);
  expect(visit.used).toContainEqual(expect.stringContaining('Client: Finish'));
  expect(marked.visit).toEqual(visit);
  for (const [at, look] of looks.withoutPictures.entries()) {
    // A colour of CSS may be off by one level of 256, and one that shines through another by two.
    const bare = await difference(look, marked.looks.withoutPictures[at] ?? look);
    expect(bare.most).toBeGreaterThan(0);
    expect(bare.most).toBeLessThanOrEqual(2);
    const whole = await difference(looks.whole[at] ?? look, marked.looks.whole[at] ?? look);
    expect(whole.psnr).toBeGreaterThan(48);
  }

  // Not every photograph: each is searched for a mark of every work.
  const told = ['index.html', 'css', 'assets/img/logos', 'assets/img/team/1.jpg'];
  const found = await run(
    'verify',
    ...told.map((each) => join(after, each)),
    '--delivered',
    '--json',
  );
  expect(found.code).toBe(0);
  const { results } = JSON.parse(found.stdout) as {
    results: { sightings: { carrier: string; work: string | null }[] }[];
  };
  const sightings = results.flatMap((each) => each.sightings);
  expect(new Set(sightings.map((each) => each.work))).toEqual(new Set([work]));
  expect(new Set(sightings.map(({ carrier }) => carrier))).toEqual(
    new Set(['markup', 'style', 'svg', 'image']),
  );
  const others = told.slice(0, 3).map((each) => join(before, each));
  expect((await run('verify', ...others, '--delivered')).code).toBe(1);
});

test('a constant is the same each time, and found in code', async () => {
  const picked = await run('mark', 'constant', '--work', WORK, '--as', 'uuid');
  expect(picked.code).toBe(0);
  expect(picked.stdout).toMatch(/^[\da-f-]{36}\n$/);
  const again = await run('mark', 'constant', '--work', WORK, '--as', 'uuid');
  expect(again.stdout).toBe(picked.stdout);
  const code = join(project.dir, 'constant.ts');
  await writeFile(code, `export const NAMESPACE = '${picked.stdout.trim()}';\n`);
  expect((await run('verify', code, '--delivered')).code).toBe(0);
  await writeFile(code, `export const NAMESPACE = '0${picked.stdout.trim().slice(1)}';\n`);
  const isOther = !picked.stdout.startsWith('0');
  expect((await run('verify', code, '--delivered')).code).toBe(isOther ? 1 : 0);
});

test('what cannot be marked is refused, with one message', async () => {
  const nothing = await run('mark', join(project.content, 'profile.yaml'), '--work', WORK);
  expect(nothing.code).toBe(1);
  const unknown = await run('mark', site, '--work', 'no-such-work');
  expect(unknown.code).toBe(2);
  expect(unknown.stderr).toContain('--work: no case study or talk');
  const carrier = await run('mark', site, '--work', WORK, '--carriers', 'smoke');
  expect(carrier.code).toBe(2);
});

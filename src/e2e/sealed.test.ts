import { existsSync } from 'node:fs';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listFiles } from '../node/files/staging-folder.ts';
import { TALK, writeBelow, writeSmallContent } from '../node/content/small-content.ts';
import { axeViolations } from './axe.ts';
import { launchBrowser, serve } from './browser.ts';
import { layoutProblems } from './geometry.ts';
import { copyProject } from './project-copy.ts';
import type { ProjectCopy } from './project-copy.ts';

// Under a sub-path throughout: what works there works at the root.
const BASE = '/portfolio';
const DAY = ['--as-of', '2026-06-01'];
const NOTE = 'Bring the question that nobody else would ask.';

const CODE = `
\`\`\`ts
// Each crate has two numbers.
const pairs = crates.filter(({ left }) => left > 0);
\`\`\`
`;

const NAMES =
  'amber birch cedar delta ember fjord grove heron inlet jetty knoll lemon maple north olive';

/** Enough of it says the same in two ways to know a reader by, each between words that stand nowhere else. */
const WORDINGS = NAMES.split(' ')
  .map(
    (name) =>
      `\nOld ${name} <Either of="stood | rested" /> ${name}side, and new ${name}son <Either of="waited | lingered" /> ${name}ward until late ${name}fall <Either of="began | started" /> ${name}wise.\n`,
  )
  .join('');

let project: ProjectCopy;
let browser: Browser;
let site: Awaited<ReturnType<typeof serve>>;
/** Links as they are sent, by the reader's name. */
const links = new Map<string, string>();

beforeAll(async () => {
  project = await copyProject();
  await writeSmallContent(project.content);
  await writeBelow(project.content, 'talks/locks/index.mdx', TALK);
  await appendFile(join(project.content, 'case-studies/zephyrbolt/index.mdx'), CODE + WORDINGS);
  const profile = join(project.content, 'profile.yaml');
  await writeFile(profile, `base: ${BASE}\n${await readFile(profile, 'utf8')}`);
  await share('Jo Reader', '--study', 'zephyrbolt', '--until', '2026-07-01');
  await share('Kim Second', '--study', 'zephyrbolt');
  await share('Petra Gast', '--talk', 'locks', '--delivery', 'bergen-2027', '--note', NOTE);
  const { code, stderr } = await project.run('build', ...DAY);
  if (code !== 0) throw new Error(stderr);
  site = await serve(project.dist, BASE);
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  await site.close();
  await project.remove();
});

async function share(to: string, ...what: string[]): Promise<void> {
  const { code, stdout, stderr } = await project.run('share', ...what, '--to', to, ...DAY);
  if (code !== 0) throw new Error(stderr);
  links.set(to, /https:\/\/ada\.example\/portfolio\/(\S+)/.exec(stdout)?.[1] ?? '');
}

const linkOf = (to: string) => site.url + (links.get(to) ?? '');
const idOf = (to: string) => /s\/([a-z2-7]{16})\//.exec(links.get(to) ?? '')?.[1] ?? '';

async function visit(link: string, until: (page: Page) => Promise<unknown>) {
  const page = await browser.newPage();
  const requests: string[] = [];
  const broken: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) broken.push(message.text());
  });
  await page.goto(link);
  await until(page);
  return { page, requests, broken };
}

const opened = (page: Page) => page.locator('[data-opened]').waitFor();
const said = (page: Page, words: string) => page.getByText(words).waitFor();

describe('in a browser', () => {
  test.each([390, 768, 1440])('an opened page is sound %i px wide', async (width) => {
    const page = await browser.newPage({ viewport: { width, height: 900 } });
    await page.goto(linkOf('Jo Reader'));
    await page.locator('article h1').waitFor();
    expect(await layoutProblems(page)).toEqual([]);
    await page.close();
  });

  test.each([
    ['Jo Reader', 'light'],
    ['Jo Reader', 'dark'],
    ['Petra Gast', 'light'],
  ] as const)('axe finds nothing on the opened page of %s, in %s', async (reader, colorScheme) => {
    const context = await browser.newContext({ colorScheme, bypassCSP: true });
    const page = await context.newPage();
    await page.goto(linkOf(reader));
    await opened(page);
    expect(await axeViolations(page)).toEqual([]);
    await context.close();
  });

  test('a link opens its page, pictures included, and nothing is asked of anybody else', async () => {
    const { page, requests, broken } = await visit(linkOf('Jo Reader'), opened);
    expect(await page.title()).toBe('Zephyrbolt reconciliation');
    expect(await page.locator('article h1').textContent()).toBe('Zephyrbolt reconciliation');
    await page.waitForFunction('document.querySelector("[data-content] img").naturalWidth > 0');
    const elsewhere = requests.filter(
      (url) => !url.startsWith(site.url) && !/^(?:blob|data):/.test(url),
    );
    expect(elsewhere).toEqual([]);
    // The key stays in the browser.
    expect(requests.join(' ')).not.toContain(links.get('Jo Reader')?.split('#')[1] ?? '-');
    expect(broken).toEqual([]);
    await page.close();
  });

  test('code has the look that it has on a public page, which needs no style of its own', async () => {
    const { page, broken } = await visit(linkOf('Jo Reader'), opened);
    const looks = (kind: string, property: string) =>
      page
        .locator(`pre .token.${kind}`)
        .first()
        .evaluate((token, name) => getComputedStyle(token).getPropertyValue(name), property);
    expect(await looks('keyword', 'font-weight')).toBe('600');
    expect(await looks('comment', 'font-style')).toBe('italic');
    expect(broken).toEqual([]);
    await page.close();
  });

  test('an invitation greets its guest and holds an entry for the calendar', async () => {
    const { page } = await visit(linkOf('Petra Gast'), opened);
    expect(await page.locator('article').textContent()).toMatch(
      /Petra Gast.*nobody else would ask/s,
    );
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByText('Add to calendar').click(),
    ]);
    expect(await readFile(await download.path(), 'utf8')).toContain('UID:locks.bergen-2027@');
    await page.close();
  });

  test('its policy lets nothing in but what the site and the page itself hold', async () => {
    const html = await readFile(join(project.dist, 's', idOf('Jo Reader'), 'index.html'), 'utf8');
    const [, policy = ''] = /content-security-policy" content="([^"]*)"/.exec(html) ?? [];
    expect(policy).toMatch(/^default-src 'none'; .*img-src 'self' blob:.*connect-src 'self'/);
    expect(policy).not.toMatch(/unsafe|https?:|data:|\*/);
  });

  test('the page in another language opens with the same link', async () => {
    const { page } = await visit(linkOf('Jo Reader'), opened);
    await page.getByRole('link', { name: 'Русский' }).click();
    await page.waitForURL(/\/ru\/s\//);
    await opened(page);
    expect(await page.title()).toBe('Zephyrbolt reconciliation');
    await page.close();
  });

  test('another key, and none, are told; a key that is typed in opens the page', async () => {
    const other = linkOf('Jo Reader').replace(/#.*/, `#${'a'.repeat(32)}`);
    const { page: wrong } = await visit(other, (page) => said(page, 'This key does not open'));
    await wrong.close();
    const [address = '', key = ''] = linkOf('Jo Reader').split('#');
    const { page } = await visit(address, (each) => said(each, 'The link has no key in it'));
    await page.getByLabel('Key').fill(key);
    await page.getByRole('button', { name: 'Open' }).click();
    await opened(page);
    await page.close();
  });
});

test('nothing of it is in the release in the clear: no word, no name, no picture', async () => {
  for (const file of await listFiles(project.dist)) {
    expect(file).not.toMatch(/zephyrbolt|planning-board/i);
    const text = await readFile(join(project.dist, file), 'latin1');
    expect(text, file).not.toMatch(/zephyr|Jo Reader|Kim Second|Petra Gast|nobody else would ask/i);
  }
});

test('nobody finds it: no index, no feed, no sitemap names it', async () => {
  for (const file of ['sitemap.xml', 'rss.xml', 'index.html', 'talks.ics', 'robots.txt'])
    expect(await readFile(join(project.dist, file), 'utf8')).not.toContain(idOf('Jo Reader'));
  const page = await readFile(join(project.dist, `s/${idOf('Jo Reader')}/index.html`), 'utf8');
  expect(page).toContain('<meta name="robots" content="noindex"');
});

test('a leaked copy tells the author whose it was', async () => {
  const { page } = await visit(linkOf('Kim Second'), opened);
  await writeBelow(project.dir, 'leaked.html', await page.content());
  await page.close();
  const { code, stderr } = await project.run('verify', 'leaked.html');
  expect({ code, stderr }).toMatchObject({ code: 0 });
  expect(stderr).toContain('made for Kim Second');
  expect(stderr).not.toContain('Jo Reader');
});

test('and so does one that was printed', async () => {
  const { page } = await visit(linkOf('Kim Second'), opened);
  await writeFile(join(project.dir, 'leaked.pdf'), await page.pdf());
  await page.close();
  const { code, stderr } = await project.run('verify', 'leaked.pdf');
  expect({ code, stderr }).toMatchObject({ code: 0 });
  expect(stderr).toMatch(/made for Kim Second .*by its wording/);
  expect(stderr).not.toContain('Jo Reader');
});

test('an agreement that lets single readers see nothing refuses, and says which', async () => {
  const asked = ['--study', 'berths', '--to', 'Anybody', ...DAY];
  const { code, stderr } = await project.run('share', ...asked);
  expect({ code, stderr }).toMatchObject({ code: 1 });
  expect(stderr).toContain('agr-2345');
});

test('what was taken back or has expired is gone with the next release, and no other', async () => {
  const { code } = await project.run('share', 'revoke', idOf('Kim Second'), ...DAY);
  expect(code).toBe(0);
  const later = await project.run('build', '--as-of', '2026-07-02');
  expect(later).toMatchObject({ code: 0 });
  const isThere = (to: string) => existsSync(join(project.dist, 's', idOf(to), 'page.age'));
  expect(['Jo Reader', 'Kim Second', 'Petra Gast'].map(isThere)).toEqual([false, false, true]);
  const { page } = await visit(linkOf('Kim Second'), (each) => said(each, 'There is no such page'));
  await page.close();
});

import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAuthor } from '../authorship/index.ts';
import { makePageEgg } from '../node/delivery/page-egg.ts';
import { launchBrowser, serve } from './browser.ts';
import type { Served } from './serve.ts';

/** As strict as a page can be that has scripts and styles at all. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'none'; " +
  "require-trusted-types-for 'script'; trusted-types 'none'; base-uri 'none'; form-action 'none'";
const PHRASE = 'Correct Horse Battery';

const author = createAuthor(new Uint8Array(32).fill(7), {
  name: 'Mara Lindqvist',
  site: 'https://mara.example/',
});

let browser: Browser;
let folder: string;
let served: Served;

/** Somebody's real page, with its script and styles in files of their own, as the policy wants. */
beforeAll(async () => {
  browser = await launchBrowser();
  folder = await mkdtemp(join(tmpdir(), 'colophon-page-egg-'));
  const cborg = fileURLToPath(new URL('../../node_modules/cborg', import.meta.url));
  await cp(cborg, folder, { recursive: true });
  const html = await readFile(join(folder, 'bench/index.html'), 'utf8');
  const take = (tag: string) => new RegExp(`<${tag}\\b[^>]*>([\\s\\S]*?)</${tag}>`).exec(html);
  const [style, script] = [take('style'), take('script')];
  await writeFile(join(folder, 'bench/page.css'), style?.[1] ?? '');
  await writeFile(join(folder, 'bench/page.js'), script?.[1] ?? '');
  const plain = html
    .replace(style?.[0] ?? '', '<link rel="stylesheet" href="page.css">')
    .replace(script?.[0] ?? '', '<script type="module" src="page.js"></script>');
  const withEgg = plain.replace('</head>', '<script src="egg.js"></script></head>');
  await writeFile(join(folder, 'bench/plain.html'), plain);
  await writeFile(join(folder, 'bench/egg.html'), withEgg);
  await writeFile(
    join(folder, 'bench/seal.html'),
    withEgg.replace('</body>', '<p><colophon-egg></colophon-egg></p></body>'),
  );
  const egg = await makePageEgg({
    author,
    work: 'a-work',
    known: null,
    phrase: PHRASE,
    statement: null,
    lang: 'en',
    secrets: [],
  });
  await writeFile(join(folder, 'bench/egg.js'), egg.script);
  served = await serve(folder);
});

afterAll(async () => {
  await browser.close();
  await served.close();
  await rm(folder, { recursive: true, force: true });
});

interface Opened {
  readonly page: Page;
  readonly problems: readonly string[];
  readonly requests: readonly string[];
}

async function open(name: string): Promise<Opened> {
  const page = await browser.newPage();
  const problems: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  page.on('pageerror', ({ message }) => problems.push(message));
  page.on('request', (request) => requests.push(request.url().replace(served.url, '')));
  await page.route('**/*', async (route) => {
    const response = await route.fetch();
    const headers = { ...response.headers(), 'content-security-policy': POLICY };
    await route.fulfill({ response, headers });
  });
  await page.goto(`${served.url}bench/${name}.html`);
  await page.locator('#run').waitFor();
  return { page, problems, requests };
}

/** Everything of the page that a script could have touched. */
async function state({ page }: Opened) {
  return page.evaluate(() => ({
    html: document.body.outerHTML,
    boxes: [...document.body.querySelectorAll('*')].map((each) =>
      JSON.stringify(each.getBoundingClientRect()),
    ),
    stored: [localStorage.length, sessionStorage.length, document.cookie],
    globals: Object.keys(window).length,
  }));
}

/** A closed shadow root hides it from the page's own scripts, but not from those who read. */
async function dialogText({ page }: Opened): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as {
    nodes: { role?: { value: string }; name?: { value: string } }[];
  };
  return nodes.some(({ role }) => role?.value === 'dialog')
    ? nodes.map(({ name }) => name?.value ?? '').join('\n')
    : '';
}

test('a page with an egg is as it was, until the phrase is typed', async () => {
  const [plain, egg] = [await open('plain'), await open('egg')];
  expect(await state(egg)).toEqual(await state(plain));
  expect(egg.requests.filter((each) => !plain.requests.includes(each))).toEqual([
    'bench/egg.html',
    'bench/egg.js',
  ]);

  await egg.page.keyboard.type('a phrase that is wrong');
  await egg.page.keyboard.press('Enter');
  await egg.page.keyboard.type('correct  horse Batery');
  await egg.page.keyboard.press('Backspace');
  for (const key of ['Backspace', 'Backspace', 't', 'e', 'r', 'y'])
    await egg.page.keyboard.press(key);
  expect(await dialogText(egg)).toBe('');
  await egg.page.keyboard.press('Escape');
  await egg.page.keyboard.type('correct horse battery');
  await egg.page.keyboard.press('Enter');
  await expect.poll(() => dialogText(egg)).toContain('I took part in making this page.');
  expect(await dialogText(egg)).toContain('Signature verified in this browser.');
  expect(await dialogText(egg)).toContain(author.fingerprint);

  await egg.page.keyboard.press('Escape');
  expect(await dialogText(egg)).toBe('');
  expect(await state(egg)).toEqual(await state(plain));
  expect(egg.requests).toHaveLength(plain.requests.length + 1);
  expect(egg.problems).toEqual(plain.problems);
});

test('what is typed into a field of the page is not listened to', async () => {
  const egg = await open('egg');
  await egg.page.locator('#mode').focus();
  await egg.page.keyboard.type(PHRASE);
  await egg.page.keyboard.press('Enter');
  await egg.page.waitForFunction(() => performance.now() > 3000);
  expect(await dialogText(egg)).toBe('');
});

test('a seal in the page is reached and opened with the keyboard', async () => {
  const egg = await open('seal');
  await egg.page.locator('#run').focus();
  await egg.page.keyboard.press('Tab');
  await egg.page.keyboard.press('Enter');
  await expect.poll(() => dialogText(egg)).toContain('Secret phrase');
  await egg.page.keyboard.type('no such phrase');
  await egg.page.keyboard.press('Enter');
  await expect.poll(() => dialogText(egg)).toContain('That is not the phrase.');
  await egg.page.keyboard.press('Control+A');
  await egg.page.keyboard.type(PHRASE);
  await egg.page.keyboard.press('Enter');
  await expect.poll(() => dialogText(egg)).toContain('I took part in making this page.');
  expect(egg.problems).toEqual((await open('plain')).problems);
});

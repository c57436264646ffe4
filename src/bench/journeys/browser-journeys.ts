import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { textFile, textOf } from './journey.ts';
import type { Journey } from './journey.ts';
import type { WorkFile } from '../../marks/index.ts';
import { inFolder } from './tools.ts';

/** What people do with a page in a browser. */
export type BrowserJourneys = Readonly<
  Record<'pastePlain' | 'pasteRich' | 'savedPage' | 'savedArchive' | 'printed', Journey>
>;

const FIELDS = `<!doctype html><meta charset="utf-8"><title>fields</title>
<textarea></textarea><div contenteditable></div>`;

/**
 * Journeys through a browser.
 *
 * @param site - the address of the site the pages come from, for their style sheets and scripts.
 */
export function browserJourneys(browser: Browser, site: string): BrowserJourneys {
  const opened = (file: WorkFile, use: (page: Page) => Promise<WorkFile>) =>
    withPage(browser, { site, html: textOf(file) }, use);
  const journey = (name: string, use: (page: Page) => Promise<WorkFile>): Journey => ({
    name,
    travel: (file) => opened(file, use),
  });
  return {
    pastePlain: journey('copied and pasted into a plain field', (page) => paste(page, 'textarea')),
    pasteRich: journey('copied and pasted into a rich field', (page) => paste(page, 'div')),
    savedPage: journey('saved by the browser', async (page) =>
      textFile('saved.html', await page.content()),
    ),
    savedArchive: journey('saved as MHTML and opened again', reopened),
    printed: journey('printed', async (page) => ({
      name: 'page.pdf',
      bytes: new Uint8Array(await page.pdf({ format: 'A4' })),
    })),
  };
}

interface Shown {
  readonly site: string;
  readonly html: string;
}

async function withPage<T>(
  browser: Browser,
  { site, html }: Shown,
  use: (page: Page) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext({
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  try {
    const page = await context.newPage();
    const contentType = 'text/html; charset=utf-8';
    await page.route(`${site}page/`, (route) => route.fulfill({ body: html, contentType }));
    await page.route(`${site}fields/`, (route) => route.fulfill({ body: FIELDS, contentType }));
    await page.goto(`${site}page/`);
    return await use(page);
  } finally {
    await context.close();
  }
}

/** The keys a person would press, so that the browser decides what gets onto the clipboard. */
async function paste(page: Page, field: 'textarea' | 'div'): Promise<WorkFile> {
  await page.evaluate(`getSelection().selectAllChildren(document.querySelector('article'))`);
  await page.keyboard.press('Control+C');
  await page.goto(new URL('../fields/', page.url()).href);
  await page.locator(field).focus();
  await page.keyboard.press('Control+V');
  const pasted = await page.evaluate<string>(
    field === 'div'
      ? `document.querySelector('div').innerHTML`
      : `document.querySelector('textarea').value`,
  );
  if (pasted === '') throw new Error('nothing was pasted');
  return textFile(field === 'div' ? 'pasted.html' : 'pasted.txt', pasted);
}

async function reopened(page: Page): Promise<WorkFile> {
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureSnapshot', { format: 'mhtml' });
  return inFolder(async (folder) => {
    await writeFile(join(folder, 'page.mhtml'), data);
    await page.goto(pathToFileURL(join(folder, 'page.mhtml')).href);
    return textFile('reopened.html', await page.content());
  });
}

/** A page with a picture as a screen of another density shows it, photographed. */
export function screenshot(browser: Browser, zoom: number): Journey {
  return {
    name: `screenshot at zoom ${zoom}`,
    async travel({ bytes }) {
      const context = await browser.newContext({
        deviceScaleFactor: zoom,
        viewport: { width: 1280, height: 900 },
      });
      try {
        const page = await context.newPage();
        const source = `data:image/png;base64,${Buffer.from(bytes).toString('base64')}`;
        await page.setContent(`<body style="margin:24px"><img src="${source}">`);
        await page.locator('img').evaluate('(image) => image.decode()');
        const taken = await page.locator('img').screenshot();
        return { name: 'screenshot.png', bytes: new Uint8Array(taken) };
      } finally {
        await context.close();
      }
    },
  };
}

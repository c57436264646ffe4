import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { serve } from './serve.ts';

/** A program that the studio's site fetches from another host; nothing else is let through. */
const BOOTSTRAP = createRequire(import.meta.url).resolve(
  'bootstrap/dist/js/bootstrap.bundle.min.js',
);
const WIDTHS = [1280, 400] as const;

/** What a visitor meets on the studio's site, in words and numbers that can be compared. */
export interface StudioVisit {
  /** All that was written to the console or thrown. */
  readonly said: readonly string[];
  readonly text: string;
  readonly links: readonly string[];
  /** Where everything stands, for each width of the window. */
  readonly boxes: readonly string[];
  /** After its links were followed and its scripts were used. */
  readonly used: readonly unknown[];
}

/** Whole pages as they look, for each width: with their pictures, and without. */
export interface StudioLooks {
  readonly whole: readonly Buffer[];
  readonly withoutPictures: readonly Buffer[];
}

/** Visits a folder of the studio's site (startbootstrap-agency) in a real browser. */
export async function visitStudio(
  browser: Browser,
  folder: string,
): Promise<{ visit: StudioVisit; looks: StudioLooks }> {
  const { url, close } = await serve(folder);
  try {
    const { said, page, context } = await opened(browser, url, true);
    const text = await page.locator('body').innerText();
    const links = await page.evaluate<string[]>(
      `[...document.querySelectorAll('[href], [src]')].map((each) => each.outerHTML.match(/(?:href|src)="([^"]*)"/)[1])`,
    );
    const boxes: string[] = [];
    const whole: Buffer[] = [];
    for (const width of WIDTHS) {
      whole.push(await shot(page, width));
      boxes.push(
        await page.evaluate<string>(
          `JSON.stringify([...document.querySelectorAll('*')].map((each) => each.getBoundingClientRect()))`,
        ),
      );
    }
    const used = await use(page);
    await context.close();
    const bare = await opened(browser, url, false);
    const withoutPictures: Buffer[] = [];
    for (const width of WIDTHS) withoutPictures.push(await shot(bare.page, width));
    await bare.context.close();
    const visit = { said, text, links, boxes, used };
    const neutral = JSON.parse(JSON.stringify(visit).replaceAll(url, '/')) as StudioVisit;
    return { visit: neutral, looks: { whole, withoutPictures } };
  } finally {
    await close();
  }
}

async function opened(browser: Browser, url: string, withPictures: boolean) {
  const context = await browser.newContext({ reducedMotion: 'reduce' });
  await answerFor(context, url, withPictures);
  const page = await context.newPage();
  const said: string[] = [];
  page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', ({ message }) => said.push(`thrown: ${message}`));
  await page.goto(url, { waitUntil: 'networkidle' });
  return { said, page, context };
}

async function answerFor(context: BrowserContext, url: string, withPictures: boolean) {
  await context.route('**/*', (route) => {
    const request = route.request();
    const isPicture = request.resourceType() === 'image';
    if (request.url().includes('/bootstrap@')) return route.fulfill({ path: BOOTSTRAP });
    const isOwn = request.url().startsWith(url) || request.url().startsWith('data:');
    return isOwn && (withPictures || !isPicture) ? route.continue() : route.abort();
  });
}

async function shot(page: Page, width: number): Promise<Buffer> {
  await page.setViewportSize({ width, height: 800 });
  return page.screenshot({ fullPage: true, animations: 'disabled' });
}

/** Its menu, its links within the page, its dialogs and its form. */
async function use(page: Page): Promise<readonly unknown[]> {
  const menu = page.locator('#navbarResponsive');
  const narrow = [await menu.isVisible()];
  await page.locator('.navbar-toggler').click();
  await menu.waitFor({ state: 'visible' });
  narrow.push(await menu.isVisible());
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.locator('#navbarResponsive a[href="#team"]').click();
  await page.locator('#mainNav.navbar-shrink').waitFor();
  const followed = [new URL(page.url()).hash, await page.evaluate<number>('scrollY')];
  await page.locator('a[href="#portfolioModal3"]').click();
  const dialog = page.locator('#portfolioModal3');
  await dialog.waitFor({ state: 'visible' });
  const told = await dialog.innerText();
  await page.locator('#portfolioModal3 button[data-bs-dismiss]').click();
  await dialog.waitFor({ state: 'hidden' });
  return [narrow, followed, told];
}

/** How two looks differ: by how many levels of 256 at most, and as PSNR in dB. */
export async function difference(one: Buffer, other: Buffer) {
  const [a, b] = await Promise.all(
    [one, other].map((png) => sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true })),
  );
  if (!a || !b || a.info.width !== b.info.width || a.info.height !== b.info.height)
    throw new Error('pages of two sizes');
  let most = 0;
  let squares = 0;
  for (const [at, level] of a.data.entries()) {
    const apart = Math.abs(level - (b.data[at] ?? 0));
    most = Math.max(most, apart);
    squares += apart * apart;
  }
  return { most, psnr: 10 * Math.log10((255 * 255 * a.data.length) / squares) };
}

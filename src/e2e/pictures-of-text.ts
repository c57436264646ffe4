import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';

const FONTS = ['source-serif-4', 'noto-serif-jp', 'martian-mono'].map(
  (name) => new URL(`../../node_modules/@fontsource-variable/${name}/index.css`, import.meta.url),
);

/** Takes pictures of pages that are set in real fonts. */
export async function pictureTaker(browser: Browser) {
  const dir = await mkdtemp(join(tmpdir(), 'colophon-pictures-'));
  let count = 0;
  const open = async (body: string, style: string) => {
    const links = FONTS.map(
      (url) => `<link rel="stylesheet" href="${pathToFileURL(fileURLToPath(url)).href}">`,
    );
    const path = join(dir, `${(count += 1)}.html`);
    await writeFile(
      path,
      `<!doctype html><meta charset="utf-8">${links.join('')}<style>${BASE}${style}</style>${body}`,
    );
    const page = await browser.newPage({ viewport: { width: 900, height: 300 } });
    await page.goto(pathToFileURL(path).href);
    await page.evaluate(() => document.fonts.ready);
    return page;
  };
  return {
    /** @returns a PNG of a body; `style` is that of the page. */
    async take(body: string, style: string): Promise<Uint8Array> {
      const page = await open(body, style);
      const picture = await page.screenshot({ fullPage: true });
      await page.close();
      return new Uint8Array(picture);
    },
    /** @returns a PDF of a body. */
    async print(body: string, style: string): Promise<Uint8Array> {
      const page = await open(body, style);
      const pdf = await page.pdf({ format: 'A4' });
      await page.close();
      return new Uint8Array(pdf);
    },
    close: () => rm(dir, { recursive: true }),
  };
}

const BASE = `body { font-family: 'Source Serif 4 Variable', 'Noto Serif JP Variable', serif; margin: 24px; }
  code { font-family: 'Martian Mono Variable', monospace; }`;

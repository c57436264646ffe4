import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { launchBrowser, serve } from '../../e2e/browser.ts';
import type { Pixels } from '../../marks/index.ts';
import { openImage, toPixels } from '../../node/pictures/image-pixels.ts';
import { fetchedPackage } from '../fetched-package.ts';
import { MissingTool } from '../journeys/tools.ts';
import { PACKAGES } from './packages.ts';
import type { Part, PicturePackage } from './packages.ts';

/** What a picture is, and which promise it is held to. */
export type Kind = 'photograph' | 'small' | 'screenshot';

/** A picture that the measurements are made on. */
export interface Picture {
  /** The package and the way in it. */
  readonly name: string;
  readonly part: Part;
  readonly kind: Kind;
  open(): Promise<Pixels>;
}

const FOLDER = fileURLToPath(
  new URL('../../../node_modules/.cache/colophon/pictures', import.meta.url),
);
/** As wide as a page shows them, in pixels. */
const WIDTH = 1200;
const SMALLEST = 450;
const LARGE = 1000;

/** Fetches what is not here yet, and lists all pictures: whatever a package has, in its order. */
export async function openCorpus(log: (line: string) => void): Promise<readonly Picture[]> {
  const pictures: Picture[] = [];
  for (const each of PACKAGES) {
    const folder = await fetchedPackage(FOLDER, each, log).catch((error: unknown) => {
      // Debian's packages are to be had on Debian and what is made of it.
      if (!(error instanceof MissingTool)) throw error;
      log(`${each.name}: ${error.message}`);
      return null;
    });
    if (!folder) continue;
    pictures.push(...(await photographsOf(each, folder)), ...(await screenshotsOf(each, folder)));
  }
  return pictures;
}

async function photographsOf(
  { name, part, photographs }: PicturePackage,
  folder: string,
): Promise<readonly Picture[]> {
  if (!photographs) return [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name))
    .filter((path) => photographs.test(path))
    .toSorted();
  const found = await Promise.all(
    paths.map(async (path): Promise<readonly Picture[]> => {
      const { width, height } = await sharp(path).metadata();
      const longer = Math.max(width, height);
      if (longer < SMALLEST) return [];
      const kind = longer < LARGE ? ('small' as const) : ('photograph' as const);
      const open = () =>
        toPixels(sharp(path).rotate().resize({ width: WIDTH, withoutEnlargement: true }));
      return [{ name: `${name}/${relative(folder, path)}`, part, kind, open }];
    }),
  );
  return found.flat();
}

/** Screens of 1280 × 800, kept as files: what a page looks like changes with the browser. */
async function screenshotsOf(
  { name, part, pages }: PicturePackage,
  folder: string,
): Promise<readonly Picture[]> {
  if (!pages) return [];
  const shots = pages.names.map((page) => ({
    page,
    path: join(folder, 'screenshots', `${page.replaceAll('/', '-')}.png`),
  }));
  if (!shots.every(({ path }) => existsSync(path))) await takeAll(join(folder, pages.root), shots);
  return shots.map(({ page, path }) => ({
    name: `${name}/${page}`,
    part,
    kind: 'screenshot',
    open: async () => {
      const pixels = await openImage({ bytes: new Uint8Array(await readFile(path)) });
      if (!pixels) throw new Error(`${basename(path)}: not a picture`);
      return pixels;
    },
  }));
}

interface Shot {
  readonly page: string;
  readonly path: string;
}

async function takeAll(root: string, shots: readonly Shot[]): Promise<void> {
  const [browser, site] = [await launchBrowser(), await serve(root)];
  try {
    for (const shot of shots) await take(browser, site.url, shot);
  } finally {
    await Promise.all([browser.close(), site.close()]);
  }
}

/** Without the network: what a page loads from elsewhere is not in its package. */
async function take(browser: Browser, url: string, { page: name, path }: Shot): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    const page = await context.newPage();
    await page.route(
      (address) => !address.href.startsWith(url),
      (route) => route.abort(),
    );
    await page.goto(`${url}${name}.html`, { waitUntil: 'load' });
    // Charts are drawn in a motion that ends by then.
    await page.waitForTimeout(1500);
    await mkdir(join(path, '..'), { recursive: true });
    await writeFile(path, await page.screenshot());
  } finally {
    await context.close();
  }
}

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { isPdf, scriptsOf } from '../../../gate/index.ts';
import type { GateTerm, Layer, Logo } from '../../../gate/index.ts';
import { DistinctPictures } from './distinct-pictures.ts';
import type { Load, Reading } from './distinct-pictures.ts';
import { modelFor } from './ocr-data.ts';
import type { OcrModel } from './ocr-data.ts';
import { pictureCache } from './picture-cache.ts';
import { readPages } from './read-pages.ts';
import { remoteEyes } from './remote-eyes.ts';
import { sizeOf } from './smaller-copy.ts';

/** How many pictures and PDF files were read, and how many of them are smaller copies of others. */
export interface Tally {
  readonly pictures: number;
  readonly copies: number;
}

/** Reads what pictures show, on all cores. */
export interface PixelReader {
  /**
   * Reads a picture, or the pages of a PDF.
   *
   * @throws Error if it cannot be decoded or read in time: Unreadable if it can be said what keeps it.
   */
  read(bytes: Uint8Array): Promise<readonly Layer[]>;
  /**
   * Reads the pictures and PDF files of a folder beforehand, the largest first, many at a time. Of one picture in
   * many sizes the largest is read: what is proven to be a smaller copy shows nothing else.
   */
  readAll(paths: readonly string[], step: (done: number, total: number) => void): Promise<Tally>;
  close(): Promise<void>;
}

/** Raise it when anything that reads pictures changes: what was kept is read again then. */
const VERSION = 3;

/** Beside the packages, so that a fresh checkout begins anew. */
const CACHE = fileURLToPath(
  new URL('../../../../node_modules/.cache/colophon/pictures/', import.meta.url),
);

/**
 * Starts no process before the first picture comes. The caller closes it.
 *
 * @param terms - what is looked for: scripts that none of them is in are not read.
 */
export function pixelReader(
  terms: readonly GateTerm[],
  logos: readonly Logo[],
  { cacheFolder = CACHE } = {},
): PixelReader {
  const scripts = [...scriptsOf(terms.flatMap(({ writings }) => writings))];
  const models = scripts.map(modelFor);
  const columnModel = scripts.includes('japanese') ? modelFor('vertical') : null;
  const cache = pictureCache(cacheFolder, settingsOf(models, logos));
  const eyes = remoteEyes({ logos, models, columnModel });
  const distinct = new DistinctPictures(eyes);
  const read = async (bytes: Uint8Array, load?: Load): Promise<Reading> => {
    const kept = (await cache.read(bytes)) as Reading | null;
    if (kept && load) await distinct.note(bytes, load, kept);
    if (kept) return kept;
    const reading = isPdf(bytes) ? await readPdf(bytes) : await distinct.read(bytes, load);
    await cache.write(bytes, reading);
    return reading;
  };
  // Each page is kept by itself too: a new version of a document is the old one for the most part.
  const readPdf = async (bytes: Uint8Array): Promise<Reading> => {
    const readPage = async (png: Uint8Array) => (await read(png)).layers;
    const layers = await readPages(bytes, { draw: eyes.draw, read: readPage });
    return { layers, isCopy: false };
  };
  return {
    read: async (bytes) => (await read(bytes)).layers,
    readAll: (paths, step) => readAll(paths, read, step),
    close: eyes.close,
  };
}

/** What cannot be read is left: the gate will come to it, and refuse it. */
async function readAll(
  paths: readonly string[],
  read: (bytes: Uint8Array, load: Load) => Promise<Reading>,
  step: (done: number, total: number) => void,
): Promise<Tally> {
  const left = await largestFirst(paths);
  let copies = 0;
  const work = async () => {
    for (let path = left.shift(); path !== undefined; path = left.shift()) {
      const from = path;
      const load = async () => new Uint8Array(await readFile(from));
      const reading = await load()
        .then((bytes) => read(bytes, load))
        .catch(() => null);
      if (reading?.isCopy) copies += 1;
      step(paths.length - left.length, paths.length);
    }
  };
  // A copy that waits for the picture it was made from leaves its core to others.
  await Promise.all(Array.from({ length: availableParallelism() * 2 }, work));
  return { pictures: paths.length, copies };
}

async function largestFirst(files: readonly string[]): Promise<string[]> {
  const sized = await Promise.all(
    files.map(async (path) => ({ path, pixels: await pixelsIn(path) })),
  );
  return sized.toSorted((a, b) => b.pixels - a.pixels).map(({ path }) => path);
}

async function pixelsIn(path: string): Promise<number> {
  const bytes = await readFile(path).catch(() => null);
  const size = bytes && (await sizeOf(new Uint8Array(bytes)));
  return size ? size.width * size.height : 0;
}

function settingsOf(models: readonly OcrModel[], logos: readonly Logo[]): string {
  const hash = createHash('sha256');
  for (const { term, gray } of logos)
    hash.update(JSON.stringify([term, gray.width, gray.height])).update(gray.data);
  return JSON.stringify([VERSION, models.map(({ code }) => code), hash.digest('hex')]);
}

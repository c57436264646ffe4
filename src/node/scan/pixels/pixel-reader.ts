import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Tinypool } from 'tinypool';
import { ocrText, scriptsOf } from '../../../gate/index.ts';
import type { GateTerm, Layer, Logo } from '../../../gate/index.ts';
import type { BesideTask, Look, LookTask } from './look.ts';
import { ocrEngine } from './ocr.ts';
import { modelFor } from './ocr-data.ts';
import type { OcrModel } from './ocr-data.ts';
import { pictureCache } from './picture-cache.ts';
import { isSmallerCopy, sizeOf } from './smaller-copy.ts';
import type { Sized } from './smaller-copy.ts';

/** Reads what pictures show, on all cores. */
export interface PixelReader {
  /** @throws Error if the picture cannot be decoded or read in time. */
  read(bytes: Uint8Array): Promise<readonly Layer[]>;
  /** Reads the pictures of a folder beforehand: the largest of each first, many at a time. */
  readAll(paths: readonly string[], step: (done: number, total: number) => void): Promise<void>;
  close(): Promise<void>;
}

/** Raise it when anything that reads pictures changes: what was kept is read again then. */
const VERSION = 1;

/** Beside the packages, so that a fresh checkout begins anew. */
const CACHE = fileURLToPath(
  new URL('../../../../node_modules/.cache/colophon/pictures/', import.meta.url),
);

/**
 * Starts no thread before the first picture comes. The caller closes it.
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
  const eyes = openEyes(logos, models, columnModel);
  const read = async (bytes: Uint8Array): Promise<readonly Layer[]> => {
    const kept = (await cache.read(bytes)) as readonly Layer[] | null;
    if (kept) return kept;
    const layers = await eyes.read(bytes);
    await cache.write(bytes, layers);
    return layers;
  };
  return {
    read,
    readAll: (paths, step) => readAll(paths, read, step),
    close: eyes.close,
  };
}

/** What cannot be read is left: the gate will come to it, and refuse it. */
async function readAll(
  paths: readonly string[],
  read: PixelReader['read'],
  step: (done: number, total: number) => void,
): Promise<void> {
  const left = await largestFirst(paths);
  const work = async () => {
    for (let path = left.shift(); path !== undefined; path = left.shift()) {
      await readFile(path)
        .then((bytes) => read(new Uint8Array(bytes)))
        .catch(() => null);
      step(paths.length - left.length, paths.length);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
}

/** The threads that look and read. A smaller copy of a picture is known by what that one shows. */
function openEyes(
  logos: readonly Logo[],
  models: readonly OcrModel[],
  columnModel: OcrModel | null,
) {
  // By its own address: Node runs the source, whatever bundler holds the code that is here.
  const filename = new URL('./look.ts', import.meta.url).href;
  const pool = new Tinypool({ filename, minThreads: 0, maxThreads: availableParallelism() });
  const ocr = ocrEngine();
  const known: { readonly size: Sized; readonly layers: Promise<readonly Layer[]> }[] = [];

  const lookAndRead = async (bytes: Uint8Array): Promise<readonly Layer[]> => {
    const look = (await pool.run({ bytes, logos } satisfies LookTask)) as Look;
    const jobs = [
      ...models.flatMap((model) => look.sheets.map((png) => ({ model, png }))),
      ...(columnModel ? look.columns.map((png) => ({ model: columnModel, png })) : []),
    ];
    const texts = await Promise.all(jobs.map(({ model, png }) => ocr.read(png, model)));
    return [...look.layers, ...texts.map((text, index) => seenText(text, jobs[index]?.model.code))];
  };
  /** What a file hides beside its pixels is its own. */
  const hiddenIn = (bytes: Uint8Array) =>
    pool.run({ bytes } satisfies BesideTask, { name: 'beside' }) as Promise<Look['layers']>;

  return {
    async read(bytes: Uint8Array): Promise<readonly Layer[]> {
      const size = await sizeOf(bytes);
      if (!size) return lookAndRead(bytes);
      for (const large of known)
        if (await isSmallerCopy(size, large.size))
          return [...(await large.layers).filter(isShown), ...(await hiddenIn(bytes))];
      const layers = lookAndRead(bytes);
      known.push({ size, layers });
      return layers;
    },
    close: async () => void (await Promise.all([pool.destroy(), ocr.close()])),
  };
}

function isShown(layer: Layer): boolean {
  return layer.kind !== 'sight' || layer.rule !== 'hidden-original';
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

function seenText(text: string, model = ''): Layer {
  return { kind: 'text', name: model, text: ocrText(text), isSeen: true };
}

function settingsOf(models: readonly OcrModel[], logos: readonly Logo[]): string {
  const hash = createHash('sha256');
  for (const { term, gray } of logos)
    hash.update(JSON.stringify([term, gray.width, gray.height])).update(gray.data);
  return JSON.stringify([VERSION, models.map(({ code }) => code), hash.digest('hex')]);
}

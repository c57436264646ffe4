import { availableParallelism } from 'node:os';
import { Tinypool } from 'tinypool';
import { ocrText } from '../../../gate/index.ts';
import type { Layer, Logo } from '../../../gate/index.ts';
import type { Eyes } from './distinct-pictures.ts';
import type { DrawnPages, PagesTask } from './draw-pages.ts';
import type { CopyTask, Look, LookTask } from './look.ts';
import { ocrEngine } from './ocr.ts';
import type { OcrModel } from './ocr-data.ts';

/** What is looked for in pictures, and what text is read with. */
export interface EyesSettings {
  readonly logos: readonly Logo[];
  readonly models: readonly OcrModel[];
  /** For Japanese in columns; null if no term is Japanese. */
  readonly columnModel: OcrModel | null;
}

/** Eyes that see the pages of a PDF as well. */
export interface PdfEyes extends Eyes {
  /**
   * Draws some pages, to be read one by one.
   *
   * @param from - the first of them, from 0.
   * @throws Error if the file cannot be opened, or if that takes too long.
   */
  draw(bytes: Uint8Array, from: number): Promise<DrawnPages>;
}

/** Threads stay while text is read: each begins by preparing a program that finds codes. */
const IDLE_MS = 300_000;
/** Those that draw pages hold a copy of the file. */
const DRAWING_IDLE_MS = 5_000;
/** A few pages take seconds; one that is drawn of itself over and over takes for ever. */
const DRAWING_LIMIT_MS = 120_000;

/** Opens eyes with threads on all cores, the first of which starts with the first picture. */
export function openEyes(
  { logos, models, columnModel }: EyesSettings,
  drawingLimitMs = DRAWING_LIMIT_MS,
): PdfEyes {
  const pool = threads(new URL('./look.ts', import.meta.url), IDLE_MS);
  const drawing = threads(new URL('./draw-pages.ts', import.meta.url), DRAWING_IDLE_MS);
  // A model takes a core for seconds a page; with several of them all cores have something to do.
  const ocr = ocrEngine(Math.ceil(availableParallelism() / Math.max(1, models.length)));
  return {
    async read(bytes) {
      const look = (await pool.run({ bytes, logos } satisfies LookTask)) as Look;
      const jobs = [
        ...models.flatMap((model) => look.sheets.map((png) => ({ model, png }))),
        ...(columnModel ? look.columns.map((png) => ({ model: columnModel, png })) : []),
      ];
      const texts = await Promise.all(jobs.map(({ model, png }) => ocr.read(png, model)));
      const read = texts.map((text, index) => seenText(text, jobs[index]?.model.code));
      return [...look.layers, ...read];
    },
    compare: (bytes, larger) =>
      pool.run({ bytes, larger } satisfies CopyTask, { name: 'asCopy' }) as Promise<
        readonly Layer[] | null
      >,
    draw: (bytes, from) =>
      drawing.run({ bytes, from } satisfies PagesTask, {
        signal: AbortSignal.timeout(drawingLimitMs),
      }) as Promise<DrawnPages>,
  };
}

function threads({ href }: URL, idleTimeout: number): Tinypool {
  return new Tinypool({
    filename: href,
    minThreads: 0,
    maxThreads: availableParallelism(),
    idleTimeout,
  });
}

function seenText(text: string, model = ''): Layer {
  return { kind: 'text', name: model, text: ocrText(text), isSeen: true };
}

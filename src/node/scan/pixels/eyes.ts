import { availableParallelism } from 'node:os';
import { Tinypool } from 'tinypool';
import { ocrText } from '../../../gate/index.ts';
import type { Layer, Logo } from '../../../gate/index.ts';
import type { Eyes } from './distinct-pictures.ts';
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

/** Threads stay while text is read: each begins by preparing a program that finds codes. */
const IDLE_MS = 300_000;

/** Opens eyes with threads on all cores, the first of which starts with the first picture. */
export function openEyes({ logos, models, columnModel }: EyesSettings): Eyes {
  const pool = new Tinypool({
    filename: new URL('./look.ts', import.meta.url).href,
    minThreads: 0,
    maxThreads: availableParallelism(),
    idleTimeout: IDLE_MS,
  });
  const ocr = ocrEngine();
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
  };
}

function seenText(text: string, model = ''): Layer {
  return { kind: 'text', name: model, text: ocrText(text), isSeen: true };
}

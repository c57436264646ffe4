import { OEM, PSM, createWorker } from 'tesseract.js';
import type { Worker } from 'tesseract.js';
import type { OcrModel } from './ocr-data.ts';

/** Reads what is written in pictures, each model in a thread of its own. */
export interface Ocr {
  /**
   * @param png - dark text on white.
   * @throws Error if it takes too long, or if the engine fails.
   */
  read(png: Uint8Array, model: OcrModel): Promise<string>;
  close(): Promise<void>;
}

/** A page of small print takes some ten seconds on a slow machine. */
const LIMIT_MS = 120_000;

/** Starts no thread before the first picture comes. The caller closes it. */
export function ocrEngine(): Ocr {
  const workers = new Map<string, Promise<Worker>>();
  const workerFor = (model: OcrModel) => {
    const running = workers.get(model.code) ?? startWorker(model);
    workers.set(model.code, running);
    return running;
  };
  return {
    async read(png, model) {
      const worker = await workerFor(model);
      try {
        return await within(LIMIT_MS, async () => {
          const { data } = await worker.recognize(Buffer.from(png));
          return data.text;
        });
      } catch (error) {
        workers.delete(model.code);
        await worker.terminate();
        throw error;
      }
    },
    async close() {
      const running = await Promise.allSettled(workers.values());
      workers.clear();
      for (const each of running) if (each.status === 'fulfilled') await each.value.terminate();
    },
  };
}

async function startWorker({ code, folder }: OcrModel): Promise<Worker> {
  const worker = await createWorker(code, OEM.LSTM_ONLY, {
    langPath: folder,
    gzip: true,
    cacheMethod: 'none',
    // Left out, an error of the engine would end the process; it is thrown to the caller as well.
    errorHandler: () => undefined,
  });
  await worker.setParameters({
    tessedit_pageseg_mode: code === 'jpn_vert' ? PSM.SINGLE_BLOCK_VERT_TEXT : PSM.SPARSE_TEXT,
    user_defined_dpi: '150',
    debug_file: '/dev/null',
  });
  return worker;
}

async function within<T>(limitMs: number, task: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('takes too long')), limitMs);
  });
  return Promise.race([task(), late]).finally(() => clearTimeout(timer));
}

import { OEM, PSM, createWorker } from 'tesseract.js';
import type { Worker } from 'tesseract.js';
import type { OcrModel } from './ocr-data.ts';

/** Reads what is written in pictures, each model in threads of its own. */
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

/**
 * Starts no thread before the first picture comes. The caller closes it.
 *
 * @param threads - how many there may be for a model.
 * @param limitMs - how long one picture may take.
 */
export function ocrEngine(threads = 1, limitMs = LIMIT_MS): Ocr {
  const byModel = new Map<string, OcrThread[]>();
  return {
    read(png, model) {
      const running = byModel.get(model.code) ?? [];
      byModel.set(model.code, running);
      return leastBusy(running, threads, () => new OcrThread(model, limitMs)).read(png);
    },
    async close() {
      const all = [...byModel.values()].flat();
      byModel.clear();
      await Promise.all(all.map((thread) => thread.close()));
    },
  };
}

/** Another one is started only while all have something to do: each takes its time for that. */
function leastBusy(running: OcrThread[], most: number, start: () => OcrThread): OcrThread {
  const [first] = running.toSorted((a, b) => a.waiting - b.waiting);
  if (first && (first.waiting === 0 || running.length >= most)) return first;
  const added = start();
  running.push(added);
  return added;
}

/** Reads one picture after the other, so that none waits in the time that it has. */
class OcrThread {
  /** How many pictures it has been given and has not read. */
  waiting = 0;
  private readonly model: OcrModel;
  private readonly limitMs: number;
  private worker: Promise<Worker> | null = null;
  private last: Promise<unknown> = Promise.resolve();

  constructor(model: OcrModel, limitMs: number) {
    this.model = model;
    this.limitMs = limitMs;
  }

  read(png: Uint8Array): Promise<string> {
    this.waiting += 1;
    const text = this.last.then(() => this.readNow(png)).finally(() => (this.waiting -= 1));
    this.last = text.catch(() => undefined);
    return text;
  }

  async close(): Promise<void> {
    const worker = await this.worker?.catch(() => null);
    this.worker = null;
    await worker?.terminate();
  }

  private async readNow(png: Uint8Array): Promise<string> {
    this.worker ??= startWorker(this.model);
    try {
      const worker = await this.worker;
      return await within(this.limitMs, async () => {
        const { data } = await worker.recognize(Buffer.from(png));
        return data.text;
      });
    } catch (error) {
      await this.close();
      throw error;
    }
  }
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

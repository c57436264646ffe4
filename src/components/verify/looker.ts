import { byId } from './by-id.ts';
import type { LookJob, LookOutcome, OnFile } from './look-job.ts';
import type { Answer } from './look-worker.ts';

declare global {
  /** Does a job on the page's own thread; there once the program has run in the page. */
  var colophonLook: ((job: LookJob, onFile: OnFile) => Promise<LookOutcome>) | undefined;
}

/** How a page follows a job, and ends it. */
export interface JobControl {
  readonly onFile: OnFile;
  readonly signal: AbortSignal;
}

/**
 * Does a job in a worker of its own, so that the page keeps answering; on the page's own thread
 * where there are no workers.
 *
 * @throws what the signal was aborted with, or Error if the job could not be ended.
 */
export async function doJob(job: LookJob, control: JobControl): Promise<LookOutcome> {
  return (await inWorker(job, control)) ?? inPage(job, control);
}

/** Where the program is: a page that is one file holds it, any other names its file. */
function program(): { readonly text: string } | { readonly address: string } {
  const { dataset, textContent } = byId('look');
  const { address, near = '' } = dataset;
  if (address === undefined) return { text: textContent };
  // In a folder on somebody's disk, addresses from the root of the site lead nowhere.
  const isFile = location.protocol === 'file:';
  return { address: new URL(isFile ? near : address, document.baseURI).href };
}

async function inPage(job: LookJob, { onFile, signal }: JobControl): Promise<LookOutcome> {
  await loadProgram();
  if (!globalThis.colophonLook) throw new Error('the program did not run');
  return globalThis.colophonLook(job, async (progress) => {
    await onFile(progress);
    // Lets the page paint, and a person press a button, before the next file.
    await new Promise((resolve) => setTimeout(resolve, 20));
    signal.throwIfAborted();
  });
}

async function loadProgram(): Promise<void> {
  const from = program();
  if (globalThis.colophonLook || 'text' in from) return;
  const script = Object.assign(document.createElement('script'), { src: from.address });
  await new Promise((resolve, reject) => {
    script.addEventListener('load', resolve);
    script.addEventListener('error', reject);
    document.head.append(script);
  });
}

/** @returns null if no worker runs here. */
async function inWorker(job: LookJob, control: JobControl): Promise<LookOutcome | null> {
  // Without a canvas a worker cannot read pictures; such browsers are old.
  if (typeof Worker === 'undefined' || typeof OffscreenCanvas === 'undefined') return null;
  const from = program();
  // Never of the file itself: a worker from an address has the policy that its host sends, and this
  // one has that of the page, which lets it connect to nothing.
  const text = 'text' in from ? from.text : `importScripts(${JSON.stringify(from.address)})`;
  const address = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  let worker: Worker | null = null;
  try {
    worker = startWorker(address);
    return worker && (await answerOf(worker, job, control));
  } finally {
    worker?.terminate();
    URL.revokeObjectURL(address);
  }
}

function startWorker(address: string): Worker | null {
  try {
    return new Worker(address);
  } catch {
    // Some browsers forbid it in a page that was saved to a file.
    return null;
  }
}

function answerOf(
  worker: Worker,
  job: LookJob,
  { onFile, signal }: JobControl,
): Promise<LookOutcome | null> {
  return new Promise((resolve, reject) => {
    let isReady = false;
    const fail = () => reject(new Error('the worker failed'));
    signal.addEventListener('abort', () => reject(signal.reason as Error));
    worker.addEventListener('error', () => (isReady ? fail() : resolve(null)));
    worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
      switch (data.kind) {
        case 'ready':
          isReady = true;
          return worker.postMessage(job);
        case 'file':
          return void onFile(data.progress);
        case 'done':
          return resolve(data.outcome);
        case 'failed':
          return fail();
      }
    });
  });
}

import type { LookProgress } from '../../authorship/index.ts';
import { runJob } from './look-job.ts';
import type { LookJob, LookOutcome, OnFile } from './look-job.ts';

type Answer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'file'; readonly progress: LookProgress }
  | { readonly kind: 'done'; readonly outcome: LookOutcome }
  | { readonly kind: 'failed' };

/** In a worker: does the job that is sent, and says how far it is. */
export function answerJobs(): void {
  const answer = (each: Answer) => self.postMessage(each);
  self.addEventListener('message', ({ data }: MessageEvent<LookJob>) => {
    runJob(data, (progress) => answer({ kind: 'file', progress })).then(
      (outcome) => answer({ kind: 'done', outcome }),
      () => answer({ kind: 'failed' }),
    );
  });
  answer({ kind: 'ready' });
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
 * @param script - what the worker runs: the text of this very script.
 * @throws what the signal was aborted with, or Error if the job could not be ended.
 */
export async function doJob(
  script: string,
  job: LookJob,
  control: JobControl,
): Promise<LookOutcome> {
  const outcome = await inWorker(script, job, control);
  return outcome ?? runJob(job, (progress) => breathe(progress, control));
}

/** Lets the page paint, and a person press a button, before the next file. */
async function breathe(progress: LookProgress, { onFile, signal }: JobControl): Promise<void> {
  await onFile(progress);
  await new Promise((resolve) => setTimeout(resolve, 20));
  signal.throwIfAborted();
}

/** @returns null if no worker runs here. */
async function inWorker(
  script: string,
  job: LookJob,
  control: JobControl,
): Promise<LookOutcome | null> {
  // Without a canvas a worker cannot read pictures; such browsers are old.
  if (typeof Worker === 'undefined' || typeof OffscreenCanvas === 'undefined') return null;
  const address = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
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

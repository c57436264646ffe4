// Runs in threads of its own: see memory-bound-thread.ts.
import { parentPort, workerData } from 'node:worker_threads';
import { Unreadable, createScanner } from '../../gate/index.ts';
import type { GateTerm, Layer, ScanJob, ScanOptions, Scanned } from '../../gate/index.ts';
import { decompress } from './decompress.ts';

/** What a thread is started with. */
export interface ThreadSettings {
  readonly terms: readonly GateTerm[];
  readonly options: ScanOptions;
  /** Whether pictures are looked at, by the thread that started this one. */
  readonly readsPixels: boolean;
}

/** What is told to a thread: a file to search, or what a picture shows. */
export type ToThread =
  | { readonly kind: 'job'; readonly job: ScanJob }
  | { readonly kind: 'pixels'; readonly layers: readonly Layer[] }
  | { readonly kind: 'unreadable'; readonly message: string };

/** What it answers: what a file came to, or a picture to look at. */
export type FromThread =
  | { readonly kind: 'scanned'; readonly scanned: Scanned }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'look'; readonly bytes: Uint8Array };

const port = parentPort;
const { terms, options, readsPixels } = workerData as ThreadSettings;
/** One picture is looked at at a time, as one file is searched. */
let looking: PromiseWithResolvers<readonly Layer[]> | null = null;
const scanner = createScanner(
  terms,
  readsPixels ? { ...decompress, readPixels: look } : decompress,
  options,
);

function answer(message: FromThread, handed: ArrayBuffer[] = []): void {
  port?.postMessage(message, handed);
}

function look(picture: Uint8Array): Promise<readonly Layer[]> {
  const bytes = picture.slice();
  looking = Promise.withResolvers<readonly Layer[]>();
  answer({ kind: 'look', bytes }, [bytes.buffer]);
  return looking.promise;
}

port?.on('message', (message: ToThread) => {
  if (message.kind === 'job')
    scanner.scan(message.job).then(
      (scanned) => answer({ kind: 'scanned', scanned }),
      (error: unknown) => answer({ kind: 'failed', error }),
    );
  else if (message.kind === 'pixels') looking?.resolve(message.layers);
  else looking?.reject(new Unreadable(message.message));
});

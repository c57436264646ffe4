// Runs in threads of its own: see scan-threads.ts.
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
  | { readonly kind: 'job'; readonly id: number; readonly job: ScanJob }
  | { readonly kind: 'pixels'; readonly id: number; readonly layers: readonly Layer[] }
  | { readonly kind: 'unreadable'; readonly id: number; readonly message: string };

/** What it answers: what a file came to, or a picture to look at. */
export type FromThread =
  | { readonly kind: 'scanned'; readonly id: number; readonly scanned: Scanned }
  | { readonly kind: 'failed'; readonly id: number; readonly error: unknown }
  | { readonly kind: 'look'; readonly id: number; readonly bytes: Uint8Array };

const port = parentPort;
const { terms, options, readsPixels } = workerData as ThreadSettings;
const looks = new Map<number, PromiseWithResolvers<readonly Layer[]>>();
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
  const waiting = Promise.withResolvers<readonly Layer[]>();
  const id = looks.size;
  looks.set(id, waiting);
  answer({ kind: 'look', id, bytes }, [bytes.buffer]);
  return waiting.promise;
}

port?.on('message', (message: ToThread) => {
  const { id } = message;
  if (message.kind === 'job')
    scanner.scan(message.job).then(
      (scanned) => answer({ kind: 'scanned', id, scanned }),
      (error: unknown) => answer({ kind: 'failed', id, error }),
    );
  else if (message.kind === 'pixels') looks.get(id)?.resolve(message.layers);
  else looks.get(id)?.reject(new Unreadable(message.message));
});

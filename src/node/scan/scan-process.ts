// Runs in processes of its own: see memory-bound-process.ts.
import { Unreadable, createScanner } from '../../gate/index.ts';
import type { GateTerm, Layer, ScanJob, ScanOptions, Scanned, Scanner } from '../../gate/index.ts';
import { decompress } from './decompress.ts';

/** What a process is told first. */
export interface ProcessSettings {
  readonly terms: readonly GateTerm[];
  readonly options: ScanOptions;
  /** Whether pictures are looked at, by the process that started this one. */
  readonly readsPixels: boolean;
}

/** What is told to a process: a file to search, or what a picture shows. */
export type ToProcess =
  | { readonly kind: 'settings'; readonly settings: ProcessSettings }
  | { readonly kind: 'job'; readonly job: ScanJob }
  | { readonly kind: 'pixels'; readonly layers: readonly Layer[] }
  | { readonly kind: 'unreadable'; readonly message: string };

/** What it answers: that it can be asked, what a file came to, or a picture to look at. */
export type FromProcess =
  | { readonly kind: 'ready' }
  | { readonly kind: 'scanned'; readonly scanned: Scanned }
  /** A text is too long for a pattern, or too many things for one list. */
  | { readonly kind: 'exhausted' }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'look'; readonly bytes: Uint8Array };

let scanner: Scanner | null = null;
/** One picture is looked at at a time, as one file is searched. */
let looking: PromiseWithResolvers<readonly Layer[]> | null = null;

function answer(message: FromProcess): void {
  process.send?.(message);
}

function look(bytes: Uint8Array): Promise<readonly Layer[]> {
  looking = Promise.withResolvers<readonly Layer[]>();
  answer({ kind: 'look', bytes });
  return looking.promise;
}

function open({ terms, options, readsPixels }: ProcessSettings): Scanner {
  const ports = readsPixels ? { ...decompress, readPixels: look } : decompress;
  return createScanner(terms, ports, options);
}

process.on('message', (message: ToProcess) => {
  if (message.kind === 'settings') {
    scanner = open(message.settings);
    answer({ kind: 'ready' });
  } else if (message.kind === 'job')
    scanner?.scan(message.job).then(
      (scanned) => answer({ kind: 'scanned', scanned }),
      (error: unknown) =>
        answer(error instanceof RangeError ? { kind: 'exhausted' } : { kind: 'failed', error }),
    );
  else if (message.kind === 'pixels') looking?.resolve(message.layers);
  else looking?.reject(new Unreadable(message.message));
});

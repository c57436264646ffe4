import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { Unreadable, createScanner } from '../../gate/index.ts';
import type {
  GatePorts,
  GateTerm,
  ScanJob,
  ScanOptions,
  Scanned,
  Scanner,
} from '../../gate/index.ts';
import type { FromThread, ThreadSettings, ToThread } from './scan-thread.ts';

/** Threads take a while to start: what takes less than this is searched before they are ready. */
const WORTH_THREADS_MS = 1000;
/** A file is in memory several times over while it is searched. */
const BYTES_AT_ONCE = 32 * 1024 * 1024;

/**
 * Opens a scanner that searches files on all cores, once there is enough to search. Pictures are looked
 * at by this thread, which has threads of its own for that.
 *
 * @throws GateError TERM_TOO_SHORT
 */
export function openThreadedScanner(
  terms: readonly GateTerm[],
  ports: GatePorts,
  options: ScanOptions = {},
  { count = availableParallelism(), worthItMs = WORTH_THREADS_MS } = {},
): Scanner {
  const here = createScanner(terms, ports, options);
  if (count < 2) return here;
  const since = ports.clockMs();
  let threads: Thread[] | null = null;
  return {
    bytesAtOnce: BYTES_AT_ONCE,
    scan(job) {
      if (!threads && ports.clockMs() - since < worthItMs) return here.scan(job);
      threads ??= Array.from(
        { length: count },
        () => new Thread(settingsOf(terms, ports, options), ports),
      );
      const [idlest] = threads.toSorted((a, b) => a.load - b.load);
      return (idlest as Thread).scan(job);
    },
    close: async () => void (await Promise.all((threads ?? []).map((thread) => thread.close()))),
  };
}

function settingsOf(
  terms: readonly GateTerm[],
  { readPixels }: GatePorts,
  options: ScanOptions,
): ThreadSettings {
  // Where a term is forbidden is said with each file: functions do not go from thread to thread.
  const plain = terms.map(({ forbiddenIn: _where, ...term }) => term);
  return { terms: plain, options, readsPixels: readPixels !== undefined };
}

/** One thread, and the files it was given. */
class Thread {
  /** Bytes of files that it was given and has not answered for. */
  load = 0;
  private readonly worker: Worker;
  private readonly ports: GatePorts;
  private readonly jobs = new Map<number, PromiseWithResolvers<Scanned>>();
  private count = 0;
  private ended: Error | null = null;

  constructor(settings: ThreadSettings, ports: GatePorts) {
    this.ports = ports;
    // By its own address: Node runs the source, whatever bundler holds the code that is here.
    const address = new URL('./scan-thread.ts', import.meta.url);
    this.worker = new Worker(address, { workerData: settings });
    this.worker.on('message', (message: FromThread) => this.hear(message));
    this.worker.on('error', (error) => this.fail(error as Error));
    this.worker.on('exit', () => this.fail(new Error('a thread of the gate ended early')));
  }

  async scan(job: ScanJob): Promise<Scanned> {
    if (this.ended) throw this.ended;
    const waiting = Promise.withResolvers<Scanned>();
    const id = this.count++;
    this.jobs.set(id, waiting);
    // An empty file takes its time, too.
    const load = job.bytes.length + 1024;
    this.load += load;
    // A copy that is handed over: what the caller has stays his.
    const bytes = job.bytes.slice();
    this.tell({ kind: 'job', id, job: { ...job, bytes } }, [bytes.buffer]);
    return waiting.promise.finally(() => (this.load -= load));
  }

  async close(): Promise<void> {
    await this.worker.terminate();
  }

  private tell(message: ToThread, handed: ArrayBuffer[] = []): void {
    this.worker.postMessage(message, handed);
  }

  private hear(message: FromThread): void {
    if (message.kind === 'look') return void this.look(message.id, message.bytes);
    const waiting = this.jobs.get(message.id);
    this.jobs.delete(message.id);
    if (message.kind === 'scanned') waiting?.resolve(message.scanned);
    else waiting?.reject(message.error as Error);
  }

  private async look(id: number, bytes: Uint8Array): Promise<void> {
    try {
      const layers = (await this.ports.readPixels?.(bytes)) ?? [];
      this.tell({ kind: 'pixels', id, layers });
    } catch (error) {
      const message = error instanceof Unreadable ? error.message : 'its pixels cannot be read';
      this.tell({ kind: 'unreadable', id, message });
    }
  }

  private fail(error: Error): void {
    this.ended ??= error;
    for (const waiting of this.jobs.values()) waiting.reject(error);
    this.jobs.clear();
  }
}

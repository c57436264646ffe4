import { Worker } from 'node:worker_threads';
import type { ResourceLimits } from 'node:worker_threads';
import { Unreadable } from '../../gate/index.ts';
import type { GatePorts, ScanJob, Scanned } from '../../gate/index.ts';
import type { FromThread, ThreadSettings, ToThread } from './scan-thread.ts';

/** A file took more memory than its thread had. The thread is gone. */
export class OutOfMemory extends Error {}

/** A thread that searches one file at a time, and ends if that takes more memory than it has. */
export class MemoryBoundThread {
  private readonly worker: Worker;
  private readonly ports: GatePorts;
  private waiting: PromiseWithResolvers<Scanned> | null = null;
  private ended: Error | null = null;

  constructor(settings: ThreadSettings, ports: GatePorts, limits: ResourceLimits) {
    this.ports = ports;
    // By its own address: Node runs the source, whatever bundler holds the code that is here.
    const address = new URL('./scan-thread.ts', import.meta.url);
    this.worker = new Worker(address, { workerData: settings, resourceLimits: limits });
    this.worker.on('message', (message: FromThread) => this.hear(message));
    this.worker.on('error', (error) => this.fail(causeOf(error)));
    this.worker.on('exit', () => this.fail(new Error('a thread of the gate ended early')));
  }

  /**
   * Not to be asked again before it has answered.
   *
   * @throws OutOfMemory
   */
  async scan(job: ScanJob): Promise<Scanned> {
    if (this.ended) throw this.ended;
    this.waiting = Promise.withResolvers<Scanned>();
    // A copy that is handed over: what the caller has stays his.
    const bytes = job.bytes.slice();
    this.tell({ kind: 'job', job: { ...job, bytes } }, [bytes.buffer]);
    return this.waiting.promise;
  }

  async close(): Promise<void> {
    await this.worker.terminate();
  }

  private tell(message: ToThread, handed: ArrayBuffer[] = []): void {
    this.worker.postMessage(message, handed);
  }

  private hear(message: FromThread): void {
    if (message.kind === 'look') void this.look(message.bytes);
    else if (message.kind === 'scanned') this.waiting?.resolve(message.scanned);
    else this.waiting?.reject(message.error as Error);
  }

  private async look(bytes: Uint8Array): Promise<void> {
    try {
      const layers = (await this.ports.readPixels?.(bytes)) ?? [];
      this.tell({ kind: 'pixels', layers });
    } catch (error) {
      const message = error instanceof Unreadable ? error.message : 'its pixels cannot be read';
      this.tell({ kind: 'unreadable', message });
    }
  }

  private fail(error: Error): void {
    this.ended ??= error;
    this.waiting?.reject(error);
  }
}

function causeOf(error: unknown): Error {
  const cause = error as Error & { code?: string };
  return cause.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new OutOfMemory() : cause;
}

import type { ChildProcess } from 'node:child_process';
import { LIMITS, Unreadable } from '../../gate/index.ts';
import type { GatePorts, ScanJob, Scanned } from '../../gate/index.ts';
import { endLoneProcess, startLoneProcess } from './lone-process.ts';
import type { FromProcess, ProcessSettings, ToProcess } from './scan-process.ts';

/** A file cannot be searched to its end by the process that began it, which is of no more use. */
export class FileTooHeavy extends Error {
  /** What a finding says of the file. */
  readonly reason: string;
  /** Whether a process with more memory may come to the end of it. */
  readonly needsMemory: boolean;

  constructor(reason: string, { needsMemory }: Pick<FileTooHeavy, 'needsMemory'>) {
    super(reason);
    this.reason = reason;
    this.needsMemory = needsMemory;
  }
}

const ENDED = 'a process of the gate ended early';
const TOO_LARGE = 'takes more memory than a file may';
const TOO_SLOW = 'takes too long to read';

/** Between layers the scan looks at the clock itself: this is for what goes on without end in one. */
const LONGEST_MS = 3 * LIMITS.timeMs;

/** How much memory objects may take, in megabytes. */
export interface MemoryLimits {
  readonly oldMb: number;
}

/**
 * New objects get little room, since texts are no small objects and would only lie there: then they are
 * cleared away early.
 */
const NEW_OBJECTS_MB = 4;

/**
 * A process that searches one file at a time, and ends if that takes more memory than it has. A thread
 * will not do: V8 asks one to end where its program can be interrupted, and if a single step takes the rest of
 * the memory before, as a replacement in a long text does, it ends the whole process.
 */
export class MemoryBoundProcess {
  private readonly child: ChildProcess;
  private readonly ports: GatePorts;
  private readonly started = Promise.withResolvers<undefined>();
  private waiting: PromiseWithResolvers<Scanned> | null = null;
  private ended: Error | null = null;
  private timer: NodeJS.Timeout | undefined;

  constructor(settings: ProcessSettings, ports: GatePorts, { oldMb }: MemoryLimits) {
    this.ports = ports;
    this.child = startLoneProcess(new URL('./scan-process.ts', import.meta.url), [
      `--max-old-space-size=${oldMb}`,
      `--max-semi-space-size=${NEW_OBJECTS_MB}`,
    ]);
    this.child.on('message', (message: FromProcess) => this.hear(message));
    this.child.on('error', (error) => this.fail(error));
    this.child.on('exit', (code, signal) => this.fail(causeOf(code, signal)));
    this.tell({ kind: 'settings', settings });
  }

  /** Waits until it can be asked without delay. One that has ended says so when it is asked. */
  get ready(): Promise<undefined> {
    return this.started.promise;
  }

  /**
   * Not to be asked again before it has answered.
   *
   * @throws FileTooHeavy
   */
  async scan(job: ScanJob): Promise<Scanned> {
    if (this.ended) throw this.ended;
    this.waiting = Promise.withResolvers<Scanned>();
    this.startClock();
    this.tell({ kind: 'job', job });
    return this.waiting.promise.finally(() => clearTimeout(this.timer));
  }

  async close(): Promise<void> {
    this.ended ??= new Error(ENDED);
    await endLoneProcess(this.child);
  }

  private startClock(): void {
    this.timer = setTimeout(() => {
      this.fail(new FileTooHeavy(TOO_SLOW, { needsMemory: false }));
      void this.close();
    }, LONGEST_MS);
  }

  private tell(message: ToProcess): void {
    // One that is gone says so by its exit.
    this.child.send(message, () => undefined);
  }

  private hear(message: FromProcess): void {
    if (message.kind === 'ready') this.started.resolve(undefined);
    else if (message.kind === 'look') void this.look(message.bytes);
    else if (message.kind === 'scanned') this.waiting?.resolve(message.scanned);
    else if (message.kind === 'exhausted')
      this.waiting?.reject(new FileTooHeavy(TOO_LARGE, { needsMemory: false }));
    else this.waiting?.reject(message.error as Error);
  }

  private async look(bytes: Uint8Array): Promise<void> {
    clearTimeout(this.timer);
    try {
      const layers = (await this.ports.readPixels?.(bytes)) ?? [];
      this.tell({ kind: 'pixels', layers });
    } catch (error) {
      const message = error instanceof Unreadable ? error.message : 'its pixels cannot be read';
      this.tell({ kind: 'unreadable', message });
    }
    if (!this.ended) this.startClock();
  }

  private fail(error: Error): void {
    this.ended ??= error;
    clearTimeout(this.timer);
    this.started.resolve(undefined);
    this.waiting?.reject(this.ended);
  }
}

/** Codes from 128 on stand for a signal, as V8 and the system end a process without memory. */
function causeOf(code: number | null, signal: string | null): Error {
  return signal !== null || (code ?? 0) >= 128
    ? new FileTooHeavy(TOO_LARGE, { needsMemory: true })
    : new Error(ENDED);
}

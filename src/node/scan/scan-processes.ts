import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { UnfoldsTooFar, createScanner } from '../../gate/index.ts';
import type {
  GatePorts,
  GateTerm,
  ScanJob,
  ScanOptions,
  Scanned,
  Scanner,
} from '../../gate/index.ts';
import { FileTooHeavy, MemoryBoundProcess } from './memory-bound-process.ts';
import type { MemoryLimits } from './memory-bound-process.ts';
import type { ProcessSettings } from './scan-process.ts';

/** Processes take a while to start, and to be as fast as this one: a short scan needs none. */
const ALONE_MS = 1500;
/** A larger file is searched by another process, and its memory stays with that. */
const LARGEST_HERE = 512 * 1024;
/** A file that unfolds into more is not searched where it could take everything with it. */
const MOST_BYTES_HERE = 8 * 1024 * 1024;
const CLOSED = 'the scanner was closed';
const BYTES_AT_ONCE = 16 * 1024 * 1024;

/** The less room there is for objects, the earlier they are cleared away. */
const USUAL: MemoryLimits = { oldMb: 512 };
/** For a file that takes more: one at a time. */
const AMPLE: MemoryLimits = { oldMb: 3072 };

interface Setup {
  /** How many cores are used, this process among them. */
  readonly cores?: number;
  /** For how long this process searches alone. */
  readonly aloneMs?: number;
  /** In bytes. */
  readonly largestHere?: number;
  readonly usual?: MemoryLimits;
  readonly ample?: MemoryLimits;
}

/**
 * Opens a scanner that searches files on all cores, once there is enough to search. What
 * pictures show is read by whoever opened this one. A file that takes too much memory or time is
 * unreadable: it can end the process that searches it, and no other.
 *
 * @throws GateError TERM_TOO_SHORT
 */
export function openParallelScanner(
  terms: readonly GateTerm[],
  ports: GatePorts,
  options: ScanOptions = {},
  setup: Setup = {},
): Scanner {
  return new ParallelScanner(
    createScanner(terms, ports, options),
    settingsOf(terms, ports, options),
    ports,
    setup,
  );
}

function settingsOf(
  terms: readonly GateTerm[],
  { readPixels }: GatePorts,
  options: ScanOptions,
): ProcessSettings {
  // Where a term is forbidden is said with each file: functions do not go from process to process.
  const plain = terms.map(({ forbiddenIn: _where, ...term }) => term);
  return { terms: plain, options, readsPixels: readPixels !== undefined };
}

/** A file that nobody has begun with. */
interface Waiting {
  readonly job: ScanJob;
  readonly isSmall: boolean;
  readonly answer: PromiseWithResolvers<Scanned>;
}

/**
 * Files wait in one row. Whoever has nothing to do takes the next one: this process, which is warm
 * from the first file on, of the small ones, and the others of all.
 */
class ParallelScanner implements Scanner {
  readonly bytesAtOnce = BYTES_AT_ONCE;
  private readonly here: Scanner;
  private readonly since: number;
  private readonly clockMs: () => number;
  private readonly open: (limits: MemoryLimits) => MemoryBoundProcess;
  private readonly setup: Required<Setup>;
  private readonly waiting: Waiting[] = [];
  private readonly idle: MemoryBoundProcess[] = [];
  private readonly all = new Set<MemoryBoundProcess>();
  private starting = 0;
  private isBusyHere = false;
  private isClosed = false;
  private lastAmple: Promise<unknown> = Promise.resolve();

  constructor(here: Scanner, settings: ProcessSettings, ports: GatePorts, setup: Setup) {
    this.here = here;
    this.clockMs = ports.clockMs;
    this.since = ports.clockMs();
    this.open = (limits) => new MemoryBoundProcess(settings, ports, limits);
    this.setup = {
      cores: availableParallelism(),
      aloneMs: ALONE_MS,
      largestHere: LARGEST_HERE,
      usual: USUAL,
      ample: AMPLE,
      ...setup,
    };
  }

  async scan(job: ScanJob): Promise<Scanned> {
    this.requireOpen();
    const answer = Promise.withResolvers<Scanned>();
    const isSmall = job.bytes.length <= this.setup.largestHere;
    this.waiting.push({ job, isSmall, answer });
    this.share();
    return answer.promise;
  }

  /** Whoever waits for a file that nobody has searched by now hears so. */
  async close(): Promise<void> {
    this.isClosed = true;
    for (const { answer } of this.waiting.splice(0)) answer.reject(new Error(CLOSED));
    await Promise.all([...this.all].map((child) => child.close()));
  }

  private requireOpen(): void {
    if (this.isClosed) throw new Error(CLOSED);
  }

  private share(): void {
    if (this.isClosed) return;
    for (let child = this.idle.pop(); child; child = this.idle.pop()) {
      // What is too large for this process goes first.
      const next = this.take(({ isSmall }) => !isSmall) ?? this.take(() => true);
      if (!next) {
        this.idle.push(child);
        break;
      }
      void this.searchIn(child, next);
    }
    if (!this.isBusyHere) void this.searchHere();
    while (this.isWorthAnother()) void this.start();
  }

  private take(isWanted: (each: Waiting) => boolean): Waiting | null {
    const at = this.waiting.findIndex(isWanted);
    return at < 0 ? null : (this.waiting.splice(at, 1)[0] ?? null);
  }

  private isWorthAnother(): boolean {
    const isLong = this.clockMs() - this.since >= this.setup.aloneMs;
    const wanted = this.waiting.filter(({ isSmall }) => isLong || !isSmall).length;
    const cores = this.setup.cores - (this.isBusyHere ? 1 : 0);
    return this.starting < wanted && this.all.size < Math.max(1, cores);
  }

  private async start(): Promise<void> {
    const child = this.open(this.setup.usual);
    this.all.add(child);
    this.starting += 1;
    await child.ready;
    this.starting -= 1;
    this.free(child);
  }

  private free(child: MemoryBoundProcess): void {
    this.idle.push(child);
    this.share();
  }

  private async searchHere(): Promise<void> {
    this.isBusyHere = true;
    const next = () => this.take(({ isSmall }) => isSmall);
    for (let small = next(); small; small = next()) {
      await this.searchSmall(small);
      // Answers of the others are heard between two files.
      await setImmediate();
      this.share();
    }
    this.isBusyHere = false;
  }

  private async searchSmall(small: Waiting): Promise<void> {
    try {
      small.answer.resolve(await this.here.scan({ ...small.job, mostBytes: MOST_BYTES_HERE }));
    } catch (error) {
      const isTooMuch = error instanceof UnfoldsTooFar || error instanceof RangeError;
      if (isTooMuch && !this.isClosed) this.waiting.unshift({ ...small, isSmall: false });
      else small.answer.reject(isTooMuch ? new Error(CLOSED) : error);
    }
  }

  private async searchIn(child: MemoryBoundProcess, { job, answer }: Waiting): Promise<void> {
    try {
      answer.resolve(await child.scan(job));
      this.free(child);
    } catch (error) {
      if (error instanceof FileTooHeavy) {
        await this.remove(child);
        answer.resolve(this.searchHeavy(job, error));
        this.share();
      } else {
        answer.reject(error);
        this.free(child);
      }
    }
  }

  private async searchHeavy(job: ScanJob, { needsMemory, reason }: FileTooHeavy): Promise<Scanned> {
    if (!needsMemory) return this.here.scan({ ...job, refusal: reason });
    const scanned = this.lastAmple.then(() => this.searchAlone(job));
    this.lastAmple = scanned.catch(() => undefined);
    try {
      return await scanned;
    } catch (error) {
      if (!(error instanceof FileTooHeavy)) throw error;
      return this.here.scan({ ...job, refusal: error.reason });
    }
  }

  /** In a process that is gone afterwards, with all that it took. */
  private async searchAlone(job: ScanJob): Promise<Scanned> {
    this.requireOpen();
    const child = this.open(this.setup.ample);
    this.all.add(child);
    return child.scan(job).finally(() => this.remove(child));
  }

  private async remove(child: MemoryBoundProcess): Promise<void> {
    this.all.delete(child);
    await child.close();
  }
}

import { availableParallelism } from 'node:os';
import type { ResourceLimits } from 'node:worker_threads';
import { createScanner } from '../../gate/index.ts';
import type {
  GatePorts,
  GateTerm,
  ScanJob,
  ScanOptions,
  Scanned,
  Scanner,
} from '../../gate/index.ts';
import { MemoryBoundThread, OutOfMemory } from './memory-bound-thread.ts';
import type { ThreadSettings } from './scan-thread.ts';

/** Threads take a while to start: what takes less than this is searched before they are ready. */
const WORTH_THREADS_MS = 1000;
/** A larger file is worth a thread, and its memory stays with that. */
const WORTH_THREADS_BYTES = 512 * 1024;
const BYTES_AT_ONCE = 16 * 1024 * 1024;

/**
 * New objects get little room, since texts are no small objects and would only lie there; the less there
 * is for old ones, the earlier they are cleared away.
 */
const USUAL: ResourceLimits = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 16 };
/** For a file that takes more: one at a time. */
const AMPLE: ResourceLimits = { maxOldGenerationSizeMb: 3072, maxYoungGenerationSizeMb: 16 };

interface Setup {
  /** How many threads. */
  readonly count?: number;
  readonly worthItMs?: number;
  readonly usual?: ResourceLimits;
  readonly ample?: ResourceLimits;
}

/**
 * Opens a scanner that searches files on all cores, once there is enough to search. Pictures are looked
 * at by this thread, which has threads of its own for that. A file that takes too much memory is
 * unreadable.
 *
 * @throws GateError TERM_TOO_SHORT
 */
export function openThreadedScanner(
  terms: readonly GateTerm[],
  ports: GatePorts,
  options: ScanOptions = {},
  setup: Setup = {},
): Scanner {
  const { worthItMs = WORTH_THREADS_MS } = setup;
  const here = createScanner(terms, ports, options);
  const since = ports.clockMs();
  let threads: ThreadPool | null = null;
  return {
    bytesAtOnce: BYTES_AT_ONCE,
    async scan(job) {
      const isSmall = job.bytes.length < WORTH_THREADS_BYTES;
      if (!threads && isSmall && ports.clockMs() - since < worthItMs) return here.scan(job);
      threads ??= new ThreadPool(settingsOf(terms, ports, options), ports, setup);
      const scanned = await threads.scan(job);
      return scanned ?? here.scan({ ...job, refusal: 'takes more memory than a file may' });
    },
    close: async () => threads?.close(),
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

/** Gives each file to the next thread that has nothing to do. */
class ThreadPool {
  private readonly open: (limits: ResourceLimits) => MemoryBoundThread;
  private readonly usual: ResourceLimits;
  private readonly ample: ResourceLimits;
  private readonly idle: MemoryBoundThread[];
  private readonly all: Set<MemoryBoundThread>;
  private readonly waiting: ((thread: MemoryBoundThread) => void)[] = [];
  private lastAmple: Promise<unknown> = Promise.resolve();

  constructor(
    settings: ThreadSettings,
    ports: GatePorts,
    { count = availableParallelism(), usual = USUAL, ample = AMPLE }: Setup,
  ) {
    this.open = (limits) => new MemoryBoundThread(settings, ports, limits);
    this.usual = usual;
    this.ample = ample;
    this.idle = Array.from({ length: count }, () => this.open(usual));
    this.all = new Set(this.idle);
  }

  /** @returns null if the file takes more memory than there is. */
  async scan(job: ScanJob): Promise<Scanned | null> {
    const thread = this.idle.pop() ?? (await this.nextIdle());
    try {
      const scanned = await thread.scan(job);
      this.free(thread);
      return scanned;
    } catch (error) {
      if (!(error instanceof OutOfMemory)) {
        this.free(thread);
        throw error;
      }
      this.all.delete(thread);
      this.free(this.add(this.usual));
      const scanned = this.lastAmple.then(() => this.scanAlone(job));
      this.lastAmple = scanned.catch(() => undefined);
      return scanned;
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.all].map((thread) => thread.close()));
  }

  private nextIdle(): Promise<MemoryBoundThread> {
    return new Promise((resolve) => void this.waiting.push(resolve));
  }

  private free(thread: MemoryBoundThread): void {
    const next = this.waiting.shift();
    if (next) next(thread);
    else this.idle.push(thread);
  }

  private add(limits: ResourceLimits): MemoryBoundThread {
    const thread = this.open(limits);
    this.all.add(thread);
    return thread;
  }

  /** In a thread that is gone afterwards, with all that it took. */
  private async scanAlone(job: ScanJob): Promise<Scanned | null> {
    const thread = this.add(this.ample);
    try {
      return await thread.scan(job);
    } catch (error) {
      if (error instanceof OutOfMemory) return null;
      throw error;
    } finally {
      this.all.delete(thread);
      await thread.close();
    }
  }
}

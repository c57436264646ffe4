import { availableParallelism } from 'node:os';
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

/** Processes take a while to start: what takes less than this is searched before they are ready. */
const WORTH_PROCESSES_MS = 1000;
/** A larger file is worth a process, and its memory stays with that. */
const WORTH_PROCESSES_BYTES = 512 * 1024;
/** A file that unfolds into more is not searched where it could take everything with it. */
const MOST_BYTES_HERE = 8 * 1024 * 1024;
const BYTES_AT_ONCE = 16 * 1024 * 1024;

/** The less room there is for objects, the earlier they are cleared away. */
const USUAL: MemoryLimits = { oldMb: 512 };
/** For a file that takes more: one at a time. */
const AMPLE: MemoryLimits = { oldMb: 3072 };

interface Setup {
  /** How many processes. */
  readonly count?: number;
  readonly worthItMs?: number;
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
  const { worthItMs = WORTH_PROCESSES_MS } = setup;
  const here = createScanner(terms, ports, options);
  const since = ports.clockMs();
  let processes: ProcessPool | null = null;
  const elsewhere = async (job: ScanJob): Promise<Scanned> => {
    processes ??= new ProcessPool(settingsOf(terms, ports, options), ports, setup);
    try {
      return await processes.scan(job);
    } catch (error) {
      if (!(error instanceof FileTooHeavy)) throw error;
      return here.scan({ ...job, refusal: error.reason });
    }
  };
  return {
    bytesAtOnce: BYTES_AT_ONCE,
    async scan(job) {
      const isSmall = job.bytes.length < WORTH_PROCESSES_BYTES;
      if (processes || !isSmall || ports.clockMs() - since >= worthItMs) return elsewhere(job);
      try {
        return await here.scan({ ...job, mostBytes: MOST_BYTES_HERE });
      } catch (error) {
        if (error instanceof UnfoldsTooFar || error instanceof RangeError) return elsewhere(job);
        throw error;
      }
    },
    close: async () => processes?.close(),
  };
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

/** Gives each file to the next process that has nothing to do. */
class ProcessPool {
  private readonly open: (limits: MemoryLimits) => MemoryBoundProcess;
  private readonly usual: MemoryLimits;
  private readonly ample: MemoryLimits;
  private readonly idle: MemoryBoundProcess[];
  private readonly all: Set<MemoryBoundProcess>;
  private readonly waiting: ((child: MemoryBoundProcess) => void)[] = [];
  private lastAmple: Promise<unknown> = Promise.resolve();

  constructor(
    settings: ProcessSettings,
    ports: GatePorts,
    { count = availableParallelism(), usual = USUAL, ample = AMPLE }: Setup,
  ) {
    this.open = (limits) => new MemoryBoundProcess(settings, ports, limits);
    this.usual = usual;
    this.ample = ample;
    this.idle = Array.from({ length: count }, () => this.open(usual));
    this.all = new Set(this.idle);
  }

  /** @throws FileTooHeavy */
  async scan(job: ScanJob): Promise<Scanned> {
    const child = this.idle.pop() ?? (await this.nextIdle());
    try {
      const scanned = await child.scan(job);
      this.free(child);
      return scanned;
    } catch (error) {
      if (!(error instanceof FileTooHeavy)) {
        this.free(child);
        throw error;
      }
      await this.remove(child);
      this.free(this.add(this.usual));
      if (!error.needsMemory) throw error;
      const scanned = this.lastAmple.then(() => this.scanAlone(job));
      this.lastAmple = scanned.catch(() => undefined);
      return scanned;
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.all].map((child) => child.close()));
  }

  private nextIdle(): Promise<MemoryBoundProcess> {
    return new Promise((resolve) => void this.waiting.push(resolve));
  }

  private free(child: MemoryBoundProcess): void {
    const next = this.waiting.shift();
    if (next) next(child);
    else this.idle.push(child);
  }

  private add(limits: MemoryLimits): MemoryBoundProcess {
    const child = this.open(limits);
    this.all.add(child);
    return child;
  }

  /** In a process that is gone afterwards, with all that it took. */
  private async scanAlone(job: ScanJob): Promise<Scanned> {
    const child = this.add(this.ample);
    return child.scan(job).finally(() => this.remove(child));
  }

  private async remove(child: MemoryBoundProcess): Promise<void> {
    this.all.delete(child);
    await child.close();
  }
}

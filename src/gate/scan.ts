import type { GatePorts } from './decoder.ts';
import type { Finding } from './findings.ts';
import { refuseShortTerms } from './needles.ts';
import { createScanner, scopeOf } from './scanner.ts';
import type { GateFile, ScanOptions, Scanned, Scanner } from './scanner.ts';
import type { GateTerm } from './term.ts';

/** What a scan came to. */
export interface ScanResult {
  readonly findings: readonly Finding[];
  readonly files: number;
  readonly bytes: number;
}

/**
 * Searches files for terms as somebody would who wants to find them: unpacked, decoded, folded.
 * What cannot be read is a finding, never skipped. Findings come in the order of the files.
 *
 * @throws GateError TERM_TOO_SHORT
 */
export async function scanFiles(
  files: AsyncIterable<GateFile> | Iterable<GateFile>,
  terms: readonly GateTerm[],
  ports: GatePorts,
  options: ScanOptions = {},
): Promise<ScanResult> {
  refuseShortTerms(terms);
  // Preparing the search takes longer than to see that no file has changed.
  let scanner: Scanner | null = null;
  const inOrder = new InOrder();
  // A picture that is clean as long as nobody looks at it is not clean for those who do.
  const context = contextOf(terms, options) + (ports.readPixels ? ' with pixels' : '');
  const clean = ports.clean?.under(context);
  let count = 0;
  let size = 0;
  try {
    for await (const file of files) {
      count += 1;
      size += file.bytes.length;
      const scope = scopeOf(terms, file.path);
      const kept = clean?.of(file, scope);
      if (kept?.isKnown) continue;
      scanner ??= (ports.openScanner ?? createScanner)(terms, ports, options);
      await inOrder.room(file.bytes.length, scanner.bytesAtOnce);
      const scanned = scanner.scan({ ...file, number: count, scope });
      inOrder.add(file.bytes.length, scanned, () => kept?.keep());
    }
    return { findings: await inOrder.findings(), files: count, bytes: size };
  } finally {
    await scanner?.close();
  }
}

/** Results that come in any order, and how much is still being worked on. */
class InOrder {
  private readonly results: Promise<readonly Finding[]>[] = [];
  private readonly working = new Set<Promise<unknown>>();
  private bytes = 0;

  /** Waits until there is room for a file: results are worth nothing if the memory is full. */
  async room(size: number, most: number): Promise<void> {
    while (this.working.size > 0 && this.bytes + size > most) await Promise.race(this.working);
  }

  /** @param keep - called if the file need not be searched again. */
  add(size: number, scanned: Promise<Scanned>, keep: () => void): void {
    this.bytes += size;
    const result = scanned.then(({ findings, isCleanForGood }) => {
      if (isCleanForGood) keep();
      return findings;
    });
    const done = result.finally(() => {
      this.bytes -= size;
      this.working.delete(done);
    });
    this.working.add(done);
    // Whoever waits hears of what went wrong: here it must only not be unheard.
    done.catch(() => undefined);
    this.results.push(result);
  }

  async findings(): Promise<readonly Finding[]> {
    return (await Promise.all(this.results)).flat();
  }
}

/** What the findings in any file depend on, besides the file. */
function contextOf(terms: readonly GateTerm[], { programs, pictures }: ScanOptions): string {
  return JSON.stringify([
    terms.map(({ id, writings, kind }) => [id, writings, kind]),
    programs,
    pictures,
  ]);
}

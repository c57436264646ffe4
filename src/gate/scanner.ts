import type { Care } from './care.ts';
import type { GatePorts } from './decoder.ts';
import { FileScan, printable } from './file-scan.ts';
import type { Surroundings } from './file-scan.ts';
import type { Finding } from './findings.ts';
import { copyUnitsBy } from './letters/text-units.ts';
import { MASK } from './mask.ts';
import { createMatcher } from './matcher.ts';
import type { Allowed } from './metadata/index.ts';
import { CleanTexts } from './seen-texts.ts';
import type { GateTerm } from './term.ts';

/** A file about to be published. */
export interface GateFile {
  /** Relative to the folder, with `/`. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** What is known of the files. */
export interface ScanOptions extends Care {
  /**
   * Texts of programs that were made from sources alone, which hold no content. They are searched as
   * they stand, and not decoded: a parser is full of half-escaped fragments.
   */
  readonly programs?: readonly string[];
  /** What pictures may hold beside themselves; anything, if absent. */
  readonly pictures?: Allowed;
}

/** A file to be searched. Plain data, as are terms without functions: it may go to another process. */
export interface ScanJob extends GateFile {
  /** Its place in the order of names. */
  readonly number: number;
  /** For each term whether it is forbidden in the file: see `scopeOf`. */
  readonly scope: string;
  /** Why it cannot be read, if that is known: then only its name is searched. */
  readonly refusal?: string;
  /** How far it may unfold here. */
  readonly mostBytes?: number;
}

/** What a file came to. */
export interface Scanned {
  readonly findings: readonly Finding[];
  /** Whether it need not be searched again as long as nothing changes. */
  readonly isCleanForGood: boolean;
}

/** Searches one file after the other, or many at a time. */
export interface Scanner {
  /** How many bytes of files may wait for their results together: there is room for one file always. */
  readonly bytesAtOnce: number;
  /** @throws UnfoldsTooFar if it unfolds into more than the job allows: that says nothing of the file. */
  scan(job: ScanJob): Promise<Scanned>;
  close(): Promise<void>;
}

/** @returns for each term whether it is forbidden in the file, as digits. */
export function scopeOf(terms: readonly GateTerm[], path: string): string {
  // Asked for every file; most terms are forbidden everywhere.
  if (terms.every(({ forbiddenIn }) => !forbiddenIn)) return '1'.repeat(terms.length);
  return terms.map(({ forbiddenIn }) => ((forbiddenIn?.(path) ?? true) ? '1' : '0')).join('');
}

/** @throws GateError TERM_TOO_SHORT */
export function createScanner(
  terms: readonly GateTerm[],
  ports: GatePorts,
  options: ScanOptions = {},
): Scanner {
  const { programs = [], pictures, isThorough = false } = options;
  const cleanTexts = new CleanTexts();
  if (ports.copyUnits) copyUnitsBy(ports.copyUnits);
  const around: Surroundings = {
    terms,
    matcher: createMatcher(terms, options),
    ports,
    programs,
    isThorough,
    ...(pictures && { pictures }),
    printableNames: new Set(),
    cleanTexts,
  };
  // One at a time: each has its time, and all of the memory.
  let last: Promise<unknown> = Promise.resolve();
  return {
    bytesAtOnce: 0,
    scan(job) {
      const scanned = last.then(() => scanFile(job, around));
      last = scanned.catch(() => undefined);
      return scanned;
    },
    close() {
      cleanTexts.clear();
      return Promise.resolve();
    },
  };
}

async function scanFile(
  { path, bytes, number, scope, refusal, mostBytes }: ScanJob,
  around: Surroundings,
): Promise<Scanned> {
  const isForbidden = forbiddenBy(scope, around.terms);
  const hidden = hiddenName(path, number);
  const name = new FileScan(hidden, isForbidden, around);
  await name.name(path);
  // Some other writing of a term may be in the name, so one that holds a term is not printed at all.
  const isClean = name.findings.length === 0;
  const isKnown = isClean && !scope.includes('0');
  const printed = isKnown ? path : await printable(path, around, hidden);
  const content = new FileScan(printed, isForbidden, around, mostBytes);
  if (refusal === undefined) await content.file(bytes, path);
  else content.unreadable(refusal);
  const findings = [...name.findings, ...content.findings];
  // What pixels show depends on more than is known here, such as the logos that are looked for.
  return { findings, isCleanForGood: findings.length === 0 && !content.hasReadPixels };
}

/** @param scope - as `scopeOf` has it. */
function forbiddenBy(scope: string, terms: readonly GateTerm[]): (term: GateTerm) => boolean {
  if (!scope.includes('0')) return () => true;
  const forbidden = new Set(terms.filter((_term, index) => scope[index] === '1'));
  return (term) => forbidden.has(term);
}

function hiddenName(path: string, number: number): string {
  const ending = /\.[a-z0-9]{1,5}$/i.exec(path)?.[0] ?? '';
  return `${MASK}${ending} (file ${number} in order of names)`;
}

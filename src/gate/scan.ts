import type { Care } from './care.ts';
import type { GatePorts } from './decoder.ts';
import { FileScan, printable } from './file-scan.ts';
import type { Surroundings } from './file-scan.ts';
import type { Finding } from './findings.ts';
import { MASK } from './mask.ts';
import { createMatcher } from './matcher.ts';
import type { Allowed } from './metadata/index.ts';
import type { GateTerm } from './term.ts';

/** A file about to be published. */
export interface GateFile {
  /** Relative to the folder, with `/`. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** What a scan came to. */
export interface ScanResult {
  readonly findings: readonly Finding[];
  readonly files: number;
  readonly bytes: number;
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

/**
 * Searches files for terms as somebody would who wants to find them: unpacked, decoded, folded.
 * What cannot be read is a finding, never skipped.
 *
 * @throws GateError TERM_TOO_SHORT
 */
export async function scanFiles(
  files: AsyncIterable<GateFile> | Iterable<GateFile>,
  terms: readonly GateTerm[],
  ports: GatePorts,
  options: ScanOptions = {},
): Promise<ScanResult> {
  const { programs = [], pictures, isThorough = false } = options;
  const around: Surroundings = {
    terms,
    matcher: createMatcher(terms, options),
    ports,
    programs,
    isThorough,
    ...(pictures && { pictures }),
    printableNames: new Set(),
  };
  // A picture that is clean as long as nobody looks at it is not clean for those who do.
  const context = contextOf(terms, options) + (ports.readPixels ? ' with pixels' : '');
  const clean = ports.clean?.under(context);
  const findings: Finding[] = [];
  let count = 0;
  let size = 0;
  for await (const file of files) {
    count += 1;
    size += file.bytes.length;
    const scope = scopeOf(terms, file.path);
    if (clean?.has(file, scope)) continue;
    const scanned = await scanFile(file, count, around);
    findings.push(...scanned.findings);
    if (scanned.isCleanForGood) clean?.add(file, scope);
  }
  return { findings, files: count, bytes: size };
}

/** What the findings in any file depend on, besides the file. */
function contextOf(terms: readonly GateTerm[], { programs, pictures }: ScanOptions): string {
  return JSON.stringify([
    terms.map(({ id, writings, kind }) => [id, writings, kind]),
    programs,
    pictures,
  ]);
}

function scopeOf(terms: readonly GateTerm[], path: string): string {
  return terms.map(({ forbiddenIn }) => ((forbiddenIn?.(path) ?? true) ? '1' : '0')).join('');
}

async function scanFile(
  { path, bytes }: GateFile,
  number: number,
  around: Surroundings,
): Promise<{ findings: readonly Finding[]; isCleanForGood: boolean }> {
  const isForbidden = ({ forbiddenIn }: GateTerm) => forbiddenIn?.(path) ?? true;
  const hidden = hiddenName(path, number);
  const name = new FileScan(hidden, isForbidden, around);
  await name.name(path);
  // Some other writing of a term may be in the name, so one that holds a term is not printed at all.
  const content = new FileScan(await printable(path, around, hidden), isForbidden, around);
  await content.file(bytes, path);
  const known = new Set(name.findings.map(({ term }) => term));
  const findings = [
    ...name.findings,
    ...content.findings.filter(({ term }) => term === null || !known.has(term)),
  ];
  // What pixels show depends on more than is known here, such as the logos that are looked for.
  return { findings, isCleanForGood: findings.length === 0 && !content.hasReadPixels };
}

function hiddenName(path: string, number: number): string {
  const ending = /\.[a-z0-9]{1,5}$/i.exec(path)?.[0] ?? '';
  return `${MASK}${ending} (file ${number} in order of names)`;
}

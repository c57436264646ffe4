import type { Finding, NamedFinding } from '../findings.ts';
import type { Severity } from '../rules.ts';

/** What a scan or a release came to, to be written down for somebody. */
export interface Report {
  readonly findings: readonly NamedFinding[];
  /** How many files were looked at, and their size together. */
  readonly files: number;
  readonly bytes: number;
  /** The scanned folder, relative to the repository, without `/` at the end; empty if it is that itself or outside. */
  readonly folder: string;
  /** When the scan ended, ISO 8601 in UTC. */
  readonly ended: string;
  /** Of the program. */
  readonly version: string;
}

/** One way to write a report down. Pure. */
export interface ReportFormat {
  readonly name: string;
  /** Of the names of its files, without dot; the first is the usual one. */
  readonly endings: readonly string[];
  write(report: Report): string;
}

/** @returns such as `dist/index.html:3:14`; only the file's name where the place is unknown. */
export function placeOf({ file, line, column }: Finding): string {
  return line === undefined ? file : `${file}:${line}:${column ?? 1}`;
}

/** @returns the way inside the file such as `gzip › json`; empty for the file's own text. */
export function wayOf({ path, way = path ? [path] : [] }: Finding): string {
  return way.join(' › ');
}

/** @returns the rule, and the term where there is one. */
export function subjectOf({ rule, term }: Finding): string {
  return term === null ? rule : `${rule} ${term}`;
}

/** @returns such as `1 error and 2 warnings`. */
export function countFindings(findings: readonly Finding[]): string {
  const count = (severity: Severity) =>
    findings.filter((finding) => finding.severity === severity).length;
  const parts = [plural(count('error'), 'error'), plural(count('warning'), 'warning')];
  return parts.filter((part) => !part.startsWith('0 ')).join(' and ') || 'no findings';
}

/** @returns such as `1 file` or `2 files`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

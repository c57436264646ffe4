import type { RuleId, Severity } from './rules.ts';

/**
 * Something found: an error stops a release, a warning is for a person to look at. Holds nothing
 * confidential: the term is its id, the snippet is masked.
 */
export interface Finding {
  /** Relative to the folder, with `/`; masked if the name itself holds a term. */
  readonly file: string;
  /** The way inside it, such as `gzip/json`; empty for the file's own text. */
  readonly path: string;
  /** The same, name by name. */
  readonly way?: readonly string[];
  /** The id of the term; null for a finding that is not about a term. */
  readonly term: string | null;
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly snippet: string;
  /** Where else in the file the term stands: the way in, and the masked words around it. */
  readonly elsewhere?: readonly string[];
  /** In UTF-16 units from the start of the text at `path`; null if it has no place. */
  readonly offset: number | null;
  /** From 1, where the place in the file itself is known. */
  readonly line?: number;
  readonly column?: number;
  /** How to mend it. */
  readonly hint: string;
}

/** @returns whether any of them stops a release. */
export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some(({ severity }) => severity === 'error');
}

/** A finding under a name that stays the same from run to run. */
export interface NamedFinding extends Finding {
  readonly id: string;
}

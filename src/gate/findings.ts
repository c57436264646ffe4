/** Something found: an error stops a release, a warning is for a person to look at. Holds nothing confidential: the term is its id, the snippet is masked. */
export interface Finding {
  /** Relative to the folder, with `/`; masked if the name itself holds a term. */
  readonly file: string;
  /** The way inside it, such as `gzip/json`; empty for the file's own text. */
  readonly path: string;
  /** The same, name by name. */
  readonly way?: readonly string[];
  readonly severity: 'error' | 'warning';
  /** The id of the term; null for a finding that is not about a term. */
  readonly term: string | null;
  readonly rule:
    | 'confidential-term'
    | 'unreadable-file'
    | 'stray-file'
    | 'withheld-image'
    | 'mark-lost'
    | 'ledger-broken'
    | 'ledger-dropped'
    | 'ledger-rewritten';
  readonly snippet: string;
  /** In UTF-16 units from the start of the text at `path`; null if it has no place. */
  readonly offset: number | null;
  /** From 1, where the text is the file's own. */
  readonly line?: number;
  readonly column?: number;
  /** How to mend it. */
  readonly hint: string;
}

/** @returns whether any of them stops a release. */
export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some(({ severity }) => severity === 'error');
}

/** @returns the findings as lines for a person: errors first. */
export function renderFindings(findings: readonly Finding[]): string {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const warnings = findings.filter(({ severity }) => severity === 'warning');
  const lines = [...errors, ...warnings].flatMap(renderFinding);
  const count = counted(errors.length, 'finding');
  return [
    ...lines,
    warnings.length === 0 ? count : `${count}, ${counted(warnings.length, 'warning')}`,
  ].join('\n');
}

function renderFinding(finding: Finding): readonly string[] {
  const { file, path, way = path ? [path] : [], severity, rule, term, snippet, hint } = finding;
  const { line, column } = finding;
  const place = [line === undefined ? file : `${file}:${line}:${column}`, ...way].join(' › ');
  const what = [...(severity === 'warning' ? ['warning'] : []), rule, ...(term ? [term] : [])];
  return [`${place}: ${what.join(' ')}`, ...(snippet ? [`  ${snippet}`] : []), `  ${hint}`];
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** One thing that stops a release. Holds nothing confidential: the term is its id, the snippet is masked. */
export interface Finding {
  /** Relative to the folder, with `/`; masked if the name itself holds a term. */
  readonly file: string;
  /** The way inside it, such as `gzip/json`; empty for the file's own text. */
  readonly path: string;
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

/** @returns the findings as lines for a person. */
export function renderFindings(findings: readonly Finding[]): string {
  const lines = findings.flatMap(({ file, path, term, rule, snippet, line, column, hint }) => {
    const place = line === undefined ? file : `${file}:${line}:${column}`;
    const way = path ? ` (${path})` : '';
    const what = term === null ? rule : `${rule} ${term}`;
    return [`${place}${way}: ${what}`, ...(snippet ? [`  ${snippet}`] : []), `  ${hint}`];
  });
  const count = findings.length === 1 ? '1 finding' : `${findings.length} findings`;
  return [...lines, count].join('\n');
}

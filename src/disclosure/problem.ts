/** One thing wrong with what the author wrote. All problems of a run are reported together. */
export interface Problem {
  /** The file, as the author would type it. */
  readonly file: string;
  readonly line: number | null;
  /** The field, such as `deliveries.0.starts`; null where no field is meant. */
  readonly field: string | null;
  /** What was expected and, unless private, what came instead. */
  readonly message: string;
  /** How to mend it, if the message does not say. */
  readonly hint?: string;
}

/** @returns the problem as one line, and its hint on a second. */
export function formatProblem({ file, line, field, message, hint }: Problem): string {
  const place = line === null ? file : `${file}:${line}`;
  const text = field === null ? `${place}: ${message}` : `${place}: \`${field}\`: ${message}`;
  return hint ? `${text}\n  ${hint}` : text;
}

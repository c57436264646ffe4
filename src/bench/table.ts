/** A measurement as it is printed. */
export interface Row {
  readonly what: string;
  readonly value: string;
  /** What the design promises, if it does. */
  readonly promise?: string;
}

/** Runs a benchmark. @returns its table. */
export type Bench = () => Promise<readonly Row[]>;

/** @returns rows as a Markdown table, for the terminal and the README alike. */
export function renderTable(rows: readonly Row[]): string {
  const lines = rows.map(({ what, value, promise = '' }) => `| ${what} | ${value} | ${promise} |`);
  return ['| what | measured | promised |', '| --- | --- | --- |', ...lines].join('\n');
}

/** @returns the median of an odd number of measurements. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

import { keyOf, times } from './number-key.ts';
import type { Measure } from './number-measures.ts';

/** How many of one measure the next is. */
const STEPS: readonly (readonly [one: string, count: number, next: string])[] = [
  ['second', 60, 'minute'],
  ['minute', 60, 'hour'],
  ['hour', 24, 'day'],
  ['day', 7, 'week'],
  ['month', 12, 'year'],
];

/** The same in other measures of time, if somebody would say so: `2 weeks` for 14 days, `1.5 hours` for 90 minutes. */
export function* inOtherMeasures(
  key: string,
  { base, scale }: Measure,
): Iterable<{ readonly key: string; readonly measure: Measure }> {
  const value = Number(times(key, scale));
  for (const [one, count, next] of STEPS) {
    if (base === one && isSaid(value / count)) yield measured(value / count, next);
    if (base === next && isSaid(value)) yield measured(value * count, one);
  }
}

/** Whole ones and halves. */
function isSaid(value: number): boolean {
  return value >= 1 && Number.isInteger(value * 2);
}

function measured(value: number, base: string): { key: string; measure: Measure } {
  return { key: keyOf(String(value * 10), -1), measure: { base, scale: 1 } };
}

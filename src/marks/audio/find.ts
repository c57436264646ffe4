import { BANDS, CELLS, CELL_FRAMES, COLUMNS, PERIOD } from './grid.ts';
import type { Folded } from './observe.ts';

/** Bands that are counted together, from the lowest on: those a telephone leaves, and all. */
export const RANGES = [36, BANDS] as const;

/**
 * Lays a pattern over a part of a sound at every frame of a period.
 *
 * @param pattern - for each cell of a period what is expected there; 0 where nothing is.
 * @returns for each of `RANGES` how well it fits if it begins at a frame, in standard deviations.
 */
export function fit(part: Folded, pattern: Int8Array): readonly Float64Array[] {
  const sums = RANGES.map(() => new Float64Array(PERIOD));
  const powers = RANGES.map(() => new Float64Array(PERIOD));
  for (let residue = 0; residue < CELL_FRAMES; residue++) {
    let from = 0;
    for (const [range, to] of RANGES.entries()) {
      const [sum, power] = [sums[range], powers[range]];
      if (sum && power) lay(part, pattern, { residue, from, to, sum, power });
      from = to;
    }
  }
  for (let range = 1; range < RANGES.length; range++)
    for (let at = 0; at < PERIOD; at++) {
      add(sums, range, at);
      add(powers, range, at);
    }
  return sums.map((sum, range) =>
    sum.map((value, at) => {
      const power = powers[range]?.[at] ?? 0;
      return power > 0 ? value / Math.sqrt(power) : 0;
    }),
  );
}

/** What bands above add to those below. */
function add(all: readonly Float64Array[], range: number, at: number): void {
  const own = all[range];
  if (own) own[at] = (own[at] ?? 0) + (all[range - 1]?.[at] ?? 0);
}

interface Laying {
  /** The frame of a cell at which the pattern begins. */
  readonly residue: number;
  readonly from: number;
  readonly to: number;
  /** For each shift the sum of what agrees, and its variance if the signs were tossed again. */
  readonly sum: Float64Array;
  readonly power: Float64Array;
}

/** One band at a time, so that the innermost loop walks through time in order. */
function lay(part: Folded, pattern: Int8Array, { residue, from, to, sum, power }: Laying): void {
  const values = new Float64Array(2 * COLUMNS);
  for (let band = from; band < to; band++) {
    for (let column = 0; column < COLUMNS; column++) {
      const value = part[(column * CELL_FRAMES + residue) * BANDS + band] ?? 0;
      values[column] = value;
      values[column + COLUMNS] = value;
    }
    for (let column = 0; column < COLUMNS; column++) {
      const sign = pattern[column * BANDS + band] ?? 0;
      if (sign === 0) continue;
      for (let shift = 0; shift < COLUMNS; shift++) {
        const value = values[column + shift] ?? 0;
        const at = shift * CELL_FRAMES + residue;
        sum[at] = (sum[at] ?? 0) + sign * value;
        power[at] = (power[at] ?? 0) + value * value;
      }
    }
  }
}

/** @returns what each cell of a period says if it begins at a frame of the part. */
export function cellsAt(part: Folded, begin: number): Float64Array {
  const cells = new Float64Array(CELLS);
  for (let column = 0; column < COLUMNS; column++) {
    const frame = (column * CELL_FRAMES + begin) % PERIOD;
    for (let band = 0; band < BANDS; band++)
      cells[column * BANDS + band] = part[frame * BANDS + band] ?? 0;
  }
  return cells;
}

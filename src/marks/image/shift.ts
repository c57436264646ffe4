import { invertSquare, makeComplex } from './fourier.ts';
import type { Complex } from './fourier.ts';
import { TILE } from './layout.ts';
import type { Layout } from './layout.ts';
import { binOf } from './spectrum.ts';

/** One loud wave of the picture must not outvote the others: at most this multiple of the mean. */
const CLIP = 2.5;

/** Where the tile's corner lies, in samples of the tile. */
export interface Shift {
  readonly u: number;
  readonly v: number;
  /** How clearly the known waves stand out there, in standard deviations. */
  readonly height: number;
}

/** For the time of one call; a search makes dozens. */
const aligned = makeComplex(TILE * TILE);

/** Finds where the tile's corner lies: the shift at which all known waves are in phase. */
export function findShift(spectrum: Complex, { sync }: Layout): Shift {
  aligned.re.fill(0);
  aligned.im.fill(0);
  let power = 0;
  const magnitudes = sync.map((line) => {
    const bin = binOf(line);
    return Math.hypot(spectrum.re[bin] ?? 0, spectrum.im[bin] ?? 0);
  });
  const mean = Math.sqrt(magnitudes.reduce((sum, m) => sum + m * m, 0) / sync.length) || 1;
  for (const [index, line] of sync.entries()) {
    const bin = binOf(line);
    // One loud wave of the picture must not outvote the others.
    const limit = Math.min(1, (CLIP * mean) / Math.max(1e-12, magnitudes[index] ?? 0)) / mean;
    const [re, im] = [(spectrum.re[bin] ?? 0) * limit, (spectrum.im[bin] ?? 0) * limit];
    const [cos, sin] = [Math.cos(line.phase), Math.sin(line.phase)];
    aligned.re[bin] = re * cos + im * sin;
    aligned.im[bin] = im * cos - re * sin;
    power += (re * re + im * im) / 2;
  }
  invertSquare(aligned, TILE);
  const peak = highest(aligned.re);
  const [column, row] = [peak % TILE, Math.floor(peak / TILE)];
  const at = (dx: number, dy: number) =>
    aligned.re[((row + dy) & (TILE - 1)) * TILE + ((column + dx) & (TILE - 1))] ?? 0;
  return {
    u: column + vertex(at(-1, 0), at(0, 0), at(1, 0)),
    v: row + vertex(at(0, -1), at(0, 0), at(0, 1)),
    height: at(0, 0) / Math.sqrt(Math.max(1e-12, power)),
  };
}

function highest(values: Float64Array): number {
  let best = 0;
  for (let index = 1; index < values.length; index++)
    if ((values[index] ?? 0) > (values[best] ?? 0)) best = index;
  return best;
}

/** Where a parabola through three neighbours is highest, from -0.5 to 0.5. */
function vertex(before: number, here: number, after: number): number {
  const bend = before - 2 * here + after;
  return bend < 0 ? Math.max(-0.5, Math.min(0.5, (before - after) / (2 * bend))) : 0;
}

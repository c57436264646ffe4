import type { Gray } from './gray.ts';

const WINDOW = 48;
/** A screenshot or a drawing has a ground of one level; no level takes this much of a photograph. */
const GROUND = 0.25;
/** Steps between neighbours, in levels: text as it is drawn has sharp ones, blurred text has none. */
const SHARP = 60;
const SOFT = 36;
/** How far blurred letters still swing around the mean of their row, in levels. */
const SWING = 3;
/** How often they do so in a row: a shadow or a gradient does once or twice. */
const LEAST_SWINGS = 3;
/** Lines of text leave rows between them: a quarter of a window's says what is written. */
const LEAST_ROWS = WINDOW / 4;
/**
 * Most that the squares of the steps between neighbours make up of those of all deviations from the row's mean.
 * Where letters were blurred by 2 to 8 pixels, before and after JPEG and WebP, they are 0.02 to 0.29;
 * in grain they are 2, and half of one where a codec smoothed it.
 */
const MOST_STEPS = 0.35;
/** Most that a step differs from the next one, in squares as well: grain beside an edge is at 2 and more. */
const MOST_TURNS = 1.9;
/** Fewer windows than these may be the edge of something. */
const LEAST_WINDOWS = 3;

/**
 * Tells whether a part of a drawn picture or a screenshot was blurred: letters swing there, but
 * without a sharp edge, while the rest has sharp ones. Photographs are not judged: they are blurred
 * by nature.
 */
export function hasBlur(gray: Gray): boolean {
  if (!isDrawn(gray)) return false;
  let [soft, sharp] = [0, 0];
  for (let top = 0; top + WINDOW <= gray.height; top += WINDOW / 2)
    for (let left = 0; left + WINDOW <= gray.width; left += WINDOW / 2) {
      const { steepest, swinging } = lookAt(gray, left, top);
      if (steepest >= SHARP) sharp += 1;
      else if (steepest <= SOFT && swinging >= LEAST_ROWS) soft += 1;
    }
  return soft >= LEAST_WINDOWS && sharp > soft / 8;
}

function isDrawn({ data }: Gray): boolean {
  const counts = new Uint32Array(256);
  for (const value of data) counts[value] = (counts[value] ?? 0) + 1;
  return Math.max(...counts) >= data.length * GROUND;
}

function lookAt({ width, data }: Gray, left: number, top: number) {
  let [steepest, swinging] = [0, 0];
  for (let y = top; y < top + WINDOW; y++) {
    const row = data.subarray(y * width + left, y * width + left + WINDOW);
    for (let x = 1; x < WINDOW; x++)
      steepest = Math.max(steepest, Math.abs((row[x] ?? 0) - (row[x - 1] ?? 0)));
    if (swingsOf(row) >= LEAST_SWINGS && isSmooth(row)) swinging += 1;
  }
  return { steepest, swinging };
}

/** Tells grain, which changes with every pixel, from what a blur left. */
function isSmooth(row: Uint8Array): boolean {
  const mean = meanOf(row);
  let [steps, turns, deviation, last] = [0, 0, 0, 0];
  for (let x = 0; x < row.length; x++) {
    const value = row[x] ?? 0;
    const step = value - (row[x - 1] ?? value);
    steps += step ** 2;
    turns += (step - last) ** 2;
    deviation += (value - mean) ** 2;
    last = step;
  }
  return steps <= deviation * MOST_STEPS && turns <= steps * MOST_TURNS;
}

/** How often a row goes from clearly above its mean to clearly below it, or back. */
function swingsOf(row: Uint8Array): number {
  const mean = meanOf(row);
  let [side, swings] = [0, 0];
  for (const value of row) {
    const now = value > mean + SWING ? 1 : value < mean - SWING ? -1 : side;
    if (side !== 0 && now !== side) swings += 1;
    side = now;
  }
  return swings;
}

function meanOf(row: Uint8Array): number {
  return row.reduce((sum, value) => sum + value, 0) / row.length;
}

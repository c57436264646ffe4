import type { Gray } from './gray.ts';

const WINDOW = 48;
/** A screenshot or a drawing has a ground of one level; no level takes this much of a photograph. */
const GROUND = 0.25;
/** Steps between neighbours, in levels: text as it is drawn has sharp ones, blurred text has none. */
const SHARP = 60;
const SOFT = 36;
/** How far blurred letters still swing around the mean of their row, in levels. */
const SWING = 3;
/** How often they do so in a window: a shadow or a gradient does once or twice. */
const LEAST_SWINGS = 3;
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
      const { steepest, swings } = lookAt(gray, left, top);
      if (steepest >= SHARP) sharp += 1;
      else if (steepest <= SOFT && swings >= LEAST_SWINGS) soft += 1;
    }
  return soft >= LEAST_WINDOWS && sharp > soft / 8;
}

function isDrawn({ data }: Gray): boolean {
  const counts = new Uint32Array(256);
  for (const value of data) counts[value] = (counts[value] ?? 0) + 1;
  return Math.max(...counts) >= data.length * GROUND;
}

function lookAt({ width, data }: Gray, left: number, top: number) {
  let steepest = 0;
  const swings: number[] = [];
  for (let y = top; y < top + WINDOW; y++) {
    const row = data.subarray(y * width + left, y * width + left + WINDOW);
    for (let x = 1; x < WINDOW; x++)
      steepest = Math.max(steepest, Math.abs((row[x] ?? 0) - (row[x - 1] ?? 0)));
    swings.push(swingsOf(row));
  }
  // Lines of text leave rows between them: the upper quarter of rows says what is written.
  swings.sort((a, b) => b - a);
  return { steepest, swings: swings[Math.floor(WINDOW / 4)] ?? 0 };
}

/** How often a row goes from clearly above its mean to clearly below it, or back. */
function swingsOf(row: Uint8Array): number {
  const mean = row.reduce((sum, value) => sum + value, 0) / row.length;
  let [side, swings] = [0, 0];
  for (const value of row) {
    const now = value > mean + SWING ? 1 : value < mean - SWING ? -1 : side;
    if (side !== 0 && now !== side) swings += 1;
    side = now;
  }
  return swings;
}

import type { Gray } from './gray.ts';

/** Sides of blocks, in pixels, that people pixelate with. */
const BLOCKS = { least: 4, most: 24 };
/** Side of the squares that are judged; the largest blocks fit in four times. */
const WINDOW = 96;
/** Below this a step between neighbours is the work of a codec. */
const STEP = 6;
/** How much of all steps, by their squares, must lie on the edges of blocks. */
const SHARE = 0.9;
/** Fewer steps than these blocks would make on one side are a table or a chart. */
const LEAST_EDGES = 12 * BLOCKS.least;
/** Levels of blocks: QR codes have two, drawings a few. */
const LEAST_LEVELS = 9;

/**
 * Tells whether a part of a picture was pixelated: blocks of one level each, in a grid. What stood
 * there can often be found by pixelating guesses in the same way.
 */
export function hasMosaic(gray: Gray): boolean {
  for (let top = 0; top + WINDOW <= gray.height; top += WINDOW / 2)
    for (let left = 0; left + WINDOW <= gray.width; left += WINDOW / 2)
      if (isMosaic(gray, left, top)) return true;
  return false;
}

function isMosaic(gray: Gray, left: number, top: number): boolean {
  const [across, down] = [stepsIn(gray, left, top, 1), stepsIn(gray, left, top, gray.width)];
  if (across.length < LEAST_EDGES || down.length < LEAST_EDGES) return false;
  const [total, totalDown] = [powerOf(across), powerOf(down)];
  for (let block = BLOCKS.least; block <= BLOCKS.most; block++) {
    const [x, y] = [gridOf(across, block), gridOf(down, block)];
    const isGrid = x.power >= total * SHARE && y.power >= totalDown * SHARE;
    // A ruled page has a grid as well, but not at every line of it.
    if (isGrid && isEverywhere(x.counts) && isEverywhere(y.counts))
      return levelsOf(gray, left + x.phase, top + y.phase, block) >= LEAST_LEVELS;
  }
  return false;
}

/** A step between two neighbours: on which line of the window, and its square. */
interface Step {
  readonly line: number;
  readonly power: number;
}

/** @returns the steps between columns (or rows) of the window. */
function stepsIn(
  { width, data }: Gray,
  left: number,
  top: number,
  stride: number,
): readonly Step[] {
  const steps: Step[] = [];
  for (let y = 0; y < WINDOW - 1; y++)
    for (let x = 0; x < WINDOW - 1; x++) {
      const at = (top + y) * width + left + x;
      const step = Math.abs((data[at] ?? 0) - (data[at + stride] ?? 0));
      if (step > STEP) steps.push({ line: stride === 1 ? x : y, power: step * step });
    }
  return steps;
}

function powerOf(steps: readonly Step[]): number {
  return steps.reduce((total, { power }) => total + power, 0);
}

/** @returns the phase at which most of the steps' power lies on the lines of a grid. */
function gridOf(steps: readonly Step[], block: number) {
  const grids = Array.from({ length: block }, (_, first) => ({
    phase: (first + 1) % block,
    power: 0,
    counts: Array<number>(Math.floor((WINDOW - 2 - first) / block) + 1).fill(0),
  }));
  for (const { line, power } of steps) {
    const grid = grids[line % block];
    if (!grid) continue;
    grid.power += power;
    const at = Math.floor(line / block);
    grid.counts[at] = (grid.counts[at] ?? 0) + 1;
  }
  return grids.reduce((best, grid) => (grid.power > best.power ? grid : best));
}

function isEverywhere(used: readonly number[]): boolean {
  return used.filter((count) => count >= BLOCKS.least).length >= Math.max(3, used.length * 0.7);
}

function levelsOf({ width, data }: Gray, left: number, top: number, block: number): number {
  const levels = new Set<number>();
  const half = Math.floor(block / 2);
  for (let y = top + half; y < top + WINDOW - block; y += block)
    for (let x = left + half; x < left + WINDOW - block; x += block)
      levels.add(Math.round((data[y * width + x] ?? 0) / 8));
  return levels.size;
}

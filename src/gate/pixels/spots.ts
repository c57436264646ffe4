import type { Box, Gray } from './gray.ts';
import { sumsOf } from './sums.ts';

/** Pixels that hang together and are darker, or lighter, than what is around them. */
export interface Spot extends Box {
  /** How many pixels it has. */
  readonly size: number;
  /** Their mean level. */
  readonly level: number;
}

/** Half the side of the surroundings: text of 8 to 40 pixels does not fill them. */
const RADIUS = 15;
/** Levels by which a stroke differs from its surroundings: less is grain of a codec. */
const LEAST_CONTRAST = 7;
/** The same in standard deviations of the surroundings. */
const LEAST_DEVIATIONS = 0.35;

/** @returns the dark spots of a picture and the light ones. */
export function findSpots(gray: Gray): { dark: readonly Spot[]; light: readonly Spot[] } {
  const { width, height, data } = gray;
  const sums = sumsOf(gray);
  const dark = new Uint8Array(width * height);
  const light = new Uint8Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const { mean, variance } = sums.around(x, y, RADIUS);
      const least = Math.max(LEAST_CONTRAST, LEAST_DEVIATIONS * Math.sqrt(variance));
      const difference = (data[y * width + x] ?? 0) - mean;
      if (difference < -least) dark[y * width + x] = 1;
      else if (difference > least) light[y * width + x] = 1;
    }
  return { dark: spotsOf(dark, gray), light: spotsOf(light, gray) };
}

/** Connected components of set pixels, corners included. Clears `mask`. */
function spotsOf(mask: Uint8Array, gray: Gray): readonly Spot[] {
  const spots: Spot[] = [];
  const stack: number[] = [];
  for (let start = 0; start < mask.length; start++)
    if (mask[start] === 1) spots.push(fill(start, mask, gray, stack));
  return spots;
}

function fill(
  start: number,
  mask: Uint8Array,
  { width, height, data }: Gray,
  stack: number[],
): Spot {
  let [left, top, right, bottom, size, sum] = [width, height, 0, 0, 0, 0];
  mask[start] = 0;
  stack.push(start);
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    const [x, y] = [at % width, Math.floor(at / width)];
    size += 1;
    sum += data[at] ?? 0;
    left = Math.min(left, x);
    right = Math.max(right, x + 1);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y + 1);
    takeNeighbours([x, y], mask, { width, height }, stack);
  }
  return { left, top, right, bottom, size, level: sum / size };
}

function takeNeighbours(
  [x, y]: readonly [number, number],
  mask: Uint8Array,
  { width, height }: Pick<Gray, 'width' | 'height'>,
  stack: number[],
): void {
  for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++)
    for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
      const next = ny * width + nx;
      if (mask[next] === 1) stack.push(next);
      mask[next] = 0;
    }
}

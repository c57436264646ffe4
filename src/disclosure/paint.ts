import type { Region } from '../schemas/regions.ts';

/** The bars of a page: ink on a light picture, correction tape on a dark one, where ink is not seen. */
const INK = [0x16, 0x15, 0x0f, 0xff] as const;
const TAPE = [0xd9, 0xd4, 0xc5, 0xff] as const;
/** A picture whose pixels are darker than this on average is a dark one; of 255. */
const DARK_BELOW = 96;

/**
 * Compression smears what it blurs over blocks of up to 16 pixels, so that a trace of a word can lie
 * beside the word: a region grows to the blocks it touches. That also hides how long the word was.
 */
const BLOCK = 16;

/** A picture's pixels: four bytes each, row by row. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** @returns a copy in which the regions are one opaque colour; nothing of what was there is left. */
export function paintRegions({ width, height, data }: Raster, regions: readonly Region[]): Raster {
  const painted = data.slice();
  const struck = new Set<number>();
  for (const region of regions) {
    const { left, top, right, bottom } = blocksOf(region, width, height);
    for (let y = top; y < bottom; y++)
      for (let x = left; x < right; x++) struck.add((y * width + x) * 4);
  }
  const colour = isDark(data, struck) ? TAPE : INK;
  for (const at of struck) painted.set(colour, at);
  return { width, height, data: painted };
}

/** Judged by what stays to be seen alone: the colour says nothing of what it covers. */
function isDark(data: Uint8ClampedArray, struck: ReadonlySet<number>): boolean {
  let [sum, count] = [0, 0];
  for (let at = 0; at < data.length; at += 4) {
    if (struck.has(at)) continue;
    sum += ((data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + 2] ?? 0)) / 3;
    count += 1;
  }
  return count > 0 && sum / count < DARK_BELOW;
}

function blocksOf(region: Region, width: number, height: number) {
  const down = (value: number) => Math.floor(value / BLOCK) * BLOCK;
  const up = (value: number, most: number) => Math.min(Math.ceil(value / BLOCK) * BLOCK, most);
  return {
    left: down(region.x),
    top: down(region.y),
    right: up(region.x + region.width, width),
    bottom: up(region.y + region.height, height),
  };
}

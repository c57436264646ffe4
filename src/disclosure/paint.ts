import type { Region } from '../schemas/regions.ts';

/** The ink of the bars, as a page prints them. */
const INK = [0x16, 0x15, 0x0f, 0xff] as const;

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
  for (const region of regions) {
    const { left, top, right, bottom } = blocksOf(region, width, height);
    for (let y = top; y < bottom; y++)
      for (let x = left; x < right; x++) painted.set(INK, (y * width + x) * 4);
  }
  return { width, height, data: painted };
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

import type { HiddenMark } from '../file-carrier.ts';
import { encodeId } from './code.ts';
import { designTile } from './design.ts';
import { layoutOf } from './layout.ts';
import { CANONICAL_SIDE, lumaOf, toSide } from './plane.ts';
import type { Pixels, Plane } from './plane.ts';
import { uprightGrid } from './spectrum.ts';
import type { Grid } from './spectrum.ts';
import { strengthOf } from './strength.ts';
import { sampleTile } from './tile.ts';

/** How much an image is changed. */
export interface Profile {
  /** What even the flattest area takes, in levels. */
  readonly base: number;
  /** How much more a block of eight pixels takes for each level of its own contrast. */
  readonly contrast: number;
  /** The least quality, in dB of PSNR. */
  readonly quality: number;
  /**
   * What compression takes of coarse, middle and fine waves. It leaves fine ones alone in texture,
   * and wipes them off flat areas.
   */
  readonly noise: readonly [number, number, number];
}

/** For what cameras see, and for what programs draw: flat areas, where a smudge would be seen. */
export const PROFILES = {
  photograph: { base: 0.8, contrast: 0.16, quality: 42.6, noise: [1e-4, 2.5e-4, 6e-4] },
  graphic: { base: 0.85, contrast: 0.008, quality: 45.05, noise: [1e-4, 8e-4, 4e-3] },
} as const satisfies Record<string, Profile>;

/** What the first of two marks takes of the power; the second has to be found by its list only. */
const FIRST_SHARE = 0.85;

/**
 * Marks an image: adds to every pixel the same few levels in red, green and blue, so that keyed
 * waves of a tile that repeats over the image carry the id. What the picture itself says in those
 * waves is measured first, and only what is missing is added.
 *
 * @param marks - the one that any holder of its key shall read, and perhaps a second, weaker one
 *   with a key of its own: whoever takes the first out, knowing its key, leaves the second.
 * @returns a new image; alpha and fully transparent pixels are left as they are.
 */
export function embedImage(
  pixels: Pixels,
  marks: readonly [HiddenMark] | readonly [HiddenMark, HiddenMark],
): Pixels {
  const profile = PROFILES[kindOf(pixels)];
  const luma = lumaOf(pixels);
  const canonical = toSide(luma, CANONICAL_SIDE);
  const grid = uprightGrid(canonical, pixels);
  const strength = strengthOf(canonical, profile);
  const shares = marks.length === 1 ? [1] : [FIRST_SHARE, 1 - FIRST_SHARE];
  const messages = marks.map(({ id, key }, index) => ({
    layout: layoutOf(key),
    code: encodeId(id),
    share: shares[index] ?? 0,
  }));
  const tile = designTile({ luma: canonical, grid, strength, noise: profile.noise }, messages);
  return addTile(pixels, luma, { strength, tile, profile });
}

/** Drawn images have few colours and much that is perfectly flat. */
export function kindOf({ data, width, height }: Pixels): keyof typeof PROFILES {
  let same = 0;
  for (let at = 4; at < data.length; at += 4)
    if (data[at] === data[at - 4] && data[at + 1] === data[at - 3] && data[at + 2] === data[at - 2])
      same += 1;
  return same > width * height * 0.35 ? 'graphic' : 'photograph';
}

const BLOCK = 8;
/** What a flat block may change by, in levels. */
const FLAT_LIMIT = 2;

/** How the tile lies on the pixels, and how strongly. */
interface Overlay {
  readonly tile: Float64Array;
  readonly strength: Plane;
  readonly grid: Grid;
}

function addTile(
  pixels: Pixels,
  luma: Plane,
  { strength, tile, profile }: { strength: Plane; tile: Float64Array; profile: Profile },
): Pixels {
  const { width, height } = pixels;
  const marked = { width, height, data: new Uint8ClampedArray(pixels.data) };
  const overlay = { tile, strength, grid: uprightGrid(luma, pixels) };
  for (let top = 0; top < height; top += BLOCK)
    for (let left = 0; left < width; left += BLOCK) {
      const limit = FLAT_LIMIT + profile.contrast * rangeOf(luma, left, top);
      changeBlock(marked, { left, top, limit }, overlay);
    }
  return marked;
}

function changeBlock(
  { width, height, data }: Pixels,
  { left, top, limit }: { left: number; top: number; limit: number },
  { tile, strength, grid }: Overlay,
): void {
  const [scaleX, scaleY] = [strength.width / width, strength.height / height];
  for (let y = top; y < Math.min(height, top + BLOCK); y++)
    for (let x = left; x < Math.min(width, left + BLOCK); x++) {
      const at = (y * width + x) * 4;
      const wave = sampleTile(tile, grid.ux * (x + 0.5), grid.vy * (y + 0.5));
      const alpha = samplePlane(strength, (x + 0.5) * scaleX - 0.5, (y + 0.5) * scaleY - 0.5);
      const isSeen = data[at + 3] !== 0;
      const change = isSeen ? Math.round(Math.max(-limit, Math.min(limit, alpha * wave))) : 0;
      data[at] = (data[at] ?? 0) + change;
      data[at + 1] = (data[at + 1] ?? 0) + change;
      data[at + 2] = (data[at + 2] ?? 0) + change;
    }
}

function rangeOf({ width, height, data }: Plane, left: number, top: number): number {
  let [least, most] = [255, 0];
  for (let y = top; y < Math.min(height, top + BLOCK); y++)
    for (let x = left; x < Math.min(width, left + BLOCK); x++) {
      const value = data[y * width + x] ?? 0;
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
  return most - least;
}

function samplePlane({ width, height, data }: Plane, x: number, y: number): number {
  const column = Math.max(0, Math.min(width - 1, x));
  const row = Math.max(0, Math.min(height - 1, y));
  const left = Math.floor(column);
  const top = Math.floor(row);
  const next = Math.min(width - 1, left + 1);
  const under = Math.min(height - 1, top + 1);
  const right = column - left;
  const below = row - top;
  const upper =
    (data[top * width + left] ?? 0) * (1 - right) + (data[top * width + next] ?? 0) * right;
  const lower =
    (data[under * width + left] ?? 0) * (1 - right) + (data[under * width + next] ?? 0) * right;
  return upper * (1 - below) + lower * below;
}

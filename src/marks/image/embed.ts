import type { HiddenMark } from '../file-carrier.ts';
import { encodeId } from '../id-code.ts';
import { designTile } from './design.ts';
import { layoutBeside, layoutOf } from './layout.ts';
import { canonicalOf, readLuma } from './plane.ts';
import type { Pixels, Plane } from './plane.ts';
import { uprightGrid } from './spectrum.ts';
import { strengthOf } from './strength.ts';
import { placesOf, tileRows } from './tile.ts';

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

/**
 * For what cameras see, and for what programs draw: flat areas, where a smudge would be seen. On a
 * card with a few words the same levels look like the grain of paper; it takes less.
 */
export const PROFILES = {
  photograph: { base: 0.8, contrast: 0.16, quality: 42.6, noise: [1e-4, 2.5e-4, 6e-4] },
  graphic: { base: 0.85, contrast: 0.008, quality: 45.05, noise: [2e-4, 2e-3, 1e-2] },
  plain: { base: 0.6, contrast: 0.008, quality: 45.05, noise: [2e-4, 2e-3, 1e-2] },
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
  const canonical = canonicalOf(pixels);
  const grid = uprightGrid(canonical, pixels);
  const strength = strengthOf(canonical, profile);
  const shares = marks.length === 1 ? [1] : [FIRST_SHARE, 1 - FIRST_SHARE];
  const messages = marks.map(({ id, key }, index) => ({
    layout: index === 0 ? layoutOf(key) : layoutBeside(key, marks[0].key),
    code: encodeId(id),
    share: shares[index] ?? 0,
    isSynced: index === 0,
  }));
  const tile = designTile({ luma: canonical, grid, strength, noise: profile.noise }, messages);
  return addTile(pixels, { strength, tile, profile });
}

/** From which share on of pixels like their neighbour an image is drawn. */
const DRAWN = 0.35;
/** From which share on of pixels of one colour it is hardly more than ground. */
const PLAIN = 0.88;

/** Drawn images have few colours and much that is perfectly flat. */
export function kindOf({ data, width, height }: Pixels): keyof typeof PROFILES {
  let same = 0;
  for (let at = 4; at < data.length; at += 4) if (areAlike(data, at, at - 4)) same += 1;
  const pixels = width * height;
  if (same <= DRAWN * pixels) return 'photograph';
  return groundOf(data) > PLAIN * pixels ? 'plain' : 'graphic';
}

function areAlike(data: Pixels['data'], at: number, other: number): boolean {
  return (
    data[at] === data[other] && data[at + 1] === data[other + 1] && data[at + 2] === data[other + 2]
  );
}

/**
 * @returns how many pixels have the colour that more than half of them have; if none is so common,
 *   a number below that.
 * @see Boyer and Moore, "MJRTY: A Fast Majority Vote Algorithm", 1981.
 */
function groundOf(data: Pixels['data']): number {
  let ground = 0;
  let votes = 0;
  for (let at = 0; at < data.length; at += 4) {
    if (votes === 0) ground = at;
    votes += areAlike(data, at, ground) ? 1 : -1;
  }
  let count = 0;
  for (let at = 0; at < data.length; at += 4) if (areAlike(data, at, ground)) count += 1;
  return count;
}

const BLOCK = 8;
/** What a flat block may change by, in levels. */
const FLAT_LIMIT = 2;

/** What is added, and where how much of it. */
interface Overlay {
  readonly tile: Float64Array;
  readonly strength: Plane;
  readonly profile: Profile;
}

function addTile(pixels: Pixels, { strength, tile, profile }: Overlay): Pixels {
  const { width, height } = pixels;
  const marked = { width, height, data: new Uint8ClampedArray(pixels.data) };
  const waves = tileRows(tile, uprightGrid(pixels, pixels), width);
  const strengths = planeRows(strength, pixels);
  for (let top = 0; top < height; top += BLOCK) {
    const limits = limitsOf(pixels, top, profile);
    for (let y = top; y < Math.min(height, top + BLOCK); y++)
      changeRow(marked, y, { waves, strengths, limits });
  }
  return marked;
}

type Rows = ReturnType<typeof tileRows>;

function changeRow(
  { width, data }: Pixels,
  y: number,
  { waves, strengths, limits }: { waves: Rows; strengths: Rows; limits: Float32Array },
): void {
  const [wave, alpha] = [waves.row(y), strengths.row(y)];
  const { before, beyond } = waves.places;
  const { before: left, beyond: right } = strengths.places;
  for (let x = 0, at = y * width * 4; x < width; x++, at += 4) {
    if (data[at + 3] === 0) continue;
    const w = before[x] ?? 0;
    const a = left[x] ?? 0;
    const from = wave[w] ?? 0;
    const least = alpha[a] ?? 0;
    const level = from + ((wave[w + 1] ?? 0) - from) * (beyond[x] ?? 0);
    const wanted = level * (least + ((alpha[a + 1] ?? 0) - least) * (right[x] ?? 0));
    const limit = limits[x >> 3] ?? 0;
    const change = Math.floor(Math.max(-limit, Math.min(limit, wanted)) + 0.5) | 0;
    data[at] = (data[at] ?? 0) + change;
    data[at + 1] = (data[at + 1] ?? 0) + change;
    data[at + 2] = (data[at + 2] ?? 0) + change;
  }
}

/** @returns what each block of a row of blocks may change by: more where it has contrast. */
function limitsOf(pixels: Pixels, top: number, { contrast }: Profile): Float32Array {
  const { width, height } = pixels;
  const count = Math.ceil(width / BLOCK);
  const [least, most] = [new Float32Array(count).fill(255), new Float32Array(count)];
  const luma = new Float32Array(width);
  for (let y = top; y < Math.min(height, top + BLOCK); y++) {
    readLuma(pixels, y, luma);
    for (let block = 0; block < count; block++) widenRange(luma, block, { least, most });
  }
  return most.map((value, block) => FLAT_LIMIT + contrast * (value - (least[block] ?? 0)));
}

function widenRange(
  luma: Float32Array,
  block: number,
  { least, most }: { least: Float32Array; most: Float32Array },
): void {
  let low = least[block] ?? 0;
  let high = most[block] ?? 0;
  const end = Math.min(luma.length, (block + 1) * BLOCK);
  for (let x = block * BLOCK; x < end; x++) {
    const value = luma[x] ?? 0;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  least[block] = low;
  most[block] = high;
}

/** Reads a small plane along the rows of the image it was made of, as `tileRows` reads a tile. */
function planeRows({ width, height, data }: Plane, image: Pixels): Rows {
  const values = new Float32Array(width + 1);
  const within = (at: number, length: number) => Math.max(0, Math.min(length - 1, at));
  const row = (y: number) => {
    const place = within(((y + 0.5) * height) / image.height - 0.5, height);
    const top = Math.floor(place);
    const below = place - top;
    const [from, to] = [top * width, within(top + 1, height) * width];
    for (let x = 0; x < width; x++)
      values[x] = (data[from + x] ?? 0) * (1 - below) + (data[to + x] ?? 0) * below;
    values[width] = values[width - 1] ?? 0;
    return values;
  };
  const scale = width / image.width;
  return { places: placesOf(image.width, (x) => within((x + 0.5) * scale - 0.5, width)), row };
}

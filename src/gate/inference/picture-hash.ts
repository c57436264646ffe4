import { resize } from '../pixels/correlation.ts';
import type { Gray } from '../pixels/gray.ts';

/** Side of the copy that is hashed. */
const SIDE = 64;
/** Waves in each direction, from one half over the whole side upwards; the mean is left out. */
const WAVES = 16;
/** Of 256 bits. */
const BITS = WAVES * WAVES;

/** 256 bits, one a byte: whether each wave is stronger than the middle one. */
export type PictureHash = Uint8Array;

const COSINES = Array.from({ length: WAVES }, (_wave, wave) =>
  Float64Array.from({ length: SIDE }, (_each, at) =>
    Math.cos((Math.PI * (wave + 1) * (at + 0.5)) / SIDE),
  ),
);

/**
 * Hashes what a picture shows, so that copies at other sizes, of other quality and in other colours
 * have nearly the same: signs of its coarse waves against their median.
 *
 * @returns null for what is too flat to be told from another picture.
 * @see Facebook: PDQ & TMK + PDQF, 2019, "PDQ Hashing": 64 × 64 luma, 16 × 16 of its DCT, 256 bits
 *   by the median. The filter before is a plain mean over areas here.
 */
export function hashPicture(gray: Gray): PictureHash | null {
  const small = resize(gray, SIDE, SIDE);
  if (quality(small) < LEAST_QUALITY) return null;
  const waves = wavesOf(small);
  const median = waves.toSorted()[BITS / 2] ?? 0;
  return Uint8Array.from(waves, (wave) => Number(wave > median));
}

/** Mean step between neighbours, in levels, below which what is hashed is noise. */
const LEAST_QUALITY = 1.5;

function quality({ data }: Gray): number {
  let steps = 0;
  for (let y = 0; y < SIDE - 1; y++)
    for (let x = 0; x < SIDE - 1; x++) {
      const at = y * SIDE + x;
      const here = data[at] ?? 0;
      steps += Math.abs(here - (data[at + 1] ?? 0)) + Math.abs(here - (data[at + SIDE] ?? 0));
    }
  return steps / (2 * (SIDE - 1) ** 2);
}

/** The DCT of the second kind, rows first. */
function wavesOf({ data }: Gray): Float64Array {
  const rows = new Float64Array(SIDE * WAVES);
  for (let y = 0; y < SIDE; y++)
    for (let wave = 0; wave < WAVES; wave++) {
      let sum = 0;
      for (let x = 0; x < SIDE; x++) sum += (data[y * SIDE + x] ?? 0) * (COSINES[wave]?.[x] ?? 0);
      rows[y * WAVES + wave] = sum;
    }
  const waves = new Float64Array(BITS);
  for (let down = 0; down < WAVES; down++)
    for (let across = 0; across < WAVES; across++) {
      let sum = 0;
      for (let y = 0; y < SIDE; y++)
        sum += (rows[y * WAVES + across] ?? 0) * (COSINES[down]?.[y] ?? 0);
      waves[down * WAVES + across] = sum;
    }
  return waves;
}

/** @returns in how many of 256 bits two pictures differ; an inverted copy differs in few as well. */
export function distance(one: PictureHash, other: PictureHash): number {
  let different = 0;
  for (let at = 0; at < BITS; at++) different += Number(one[at] !== other[at]);
  return Math.min(different, BITS - different);
}

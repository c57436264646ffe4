import { decodeId, encodeId } from './code.ts';
import type { Complex } from './fourier.ts';
import { CODE_BITS, layoutOf } from './layout.ts';
import type { Layout } from './layout.ts';
import { CANONICAL_SIDE, lumaOf, toSide, whiten } from './plane.ts';
import type { Pixels, Plane } from './plane.ts';
import { scanGrids, searchGrids } from './search.ts';
import type { Candidate } from './search.ts';
import { findShift } from './shift.ts';
import type { Shift } from './shift.ts';
import { foldedSpectrum, readLines, uprightGrid } from './spectrum.ts';

/** An id that was read from an image. */
export interface ImageReading {
  /** 8 bytes. */
  readonly id: Uint8Array;
  /** How surely, in standard deviations; from `ACCEPTED` on it is taken. */
  readonly certainty: number;
  /** How the image lies: as it was made, mirrored, or cut, turned or stretched. */
  readonly pose: 'upright' | 'mirrored' | 'found';
}

/**
 * From this certainty on, an image made independently of the key passes with a chance of at most
 * 1e-9, over everything a reading tries.
 *
 * For such an image the values that are read are fixed, and the signs of the layout are fair coins.
 * For one codeword, P(T ≥ t) ≤ 3.178 × Q(t) (Bentkus and Dzindzalieta 2015, for weighted sums of
 * signs). Over 2^64 codewords and `MAX_READINGS` × 3 readings that is at most 1e-9 for t = 11.55.
 * The CRC is not counted on: it keeps a wrong id out of a marked image.
 */
export const ACCEPTED = 11.6;
export const FALSE_POSITIVE = 1e-9;
/** How often the payload is read from one image, however it may lie; each time in three weightings. */
const MAX_READINGS = 16;

/** Smaller images have no room for the waves, in pixels. */
const MIN_SIDE = 32;

const WEIGHTINGS = [
  [1, 1, 1],
  [1, 0.55, 0.15],
  [0.1, 0.7, 1],
] as const;

/** By chance the known waves agree this well on some shift once in hundreds of grids. */
const AGREEMENT = 5;

/** Values beyond this multiple of their zone's mean say more about the picture than the mark. */
const CLIP = 2.5;

/**
 * Reads the id from an image of a stranger, without knowing its size, its cut or its angle when it
 * was marked. Never throws.
 *
 * @returns null if there is none, or not enough of it.
 */
export function readImage(pixels: Pixels, key: Uint8Array): ImageReading | null {
  if (Math.min(pixels.width, pixels.height) < MIN_SIDE) return null;
  const reader = new Reader(layoutOf(key));
  const luma = toSide(lumaOf(pixels), CANONICAL_SIDE);
  const grain = whiten(luma);
  return (
    reader.readUpright(grain, pixels, 'upright') ??
    reader.readUpright(mirrored(grain), pixels, 'mirrored') ??
    reader.search(luma, grain)
  );
}

/**
 * Reads the id from a whole, upright image, such as one that is about to be published: a fraction of
 * the work of `readImage`.
 */
export function readWholeImage(pixels: Pixels, key: Uint8Array): ImageReading | null {
  if (Math.min(pixels.width, pixels.height) < MIN_SIDE) return null;
  const luma = toSide(lumaOf(pixels), CANONICAL_SIDE);
  return new Reader(layoutOf(key)).readUpright(whiten(luma), pixels, 'upright');
}

function mirrored({ width, height, data }: Plane): Plane {
  const flipped = new Float32Array(data.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) flipped[y * width + x] = data[y * width + width - 1 - x] ?? 0;
  return { width, height, data: flipped };
}

/** Reads one image, and counts how often: the bound on false positives depends on it. */
class Reader {
  private readings = 0;
  private readonly layout: Layout;

  constructor(layout: Layout) {
    this.layout = layout;
  }

  readUpright(
    grain: Plane,
    image: { width: number; height: number },
    pose: ImageReading['pose'],
  ): ImageReading | null {
    const spectrum = foldedSpectrum(grain, uprightGrid(grain, image));
    return this.readPayload(spectrum, findShift(spectrum, this.layout), pose);
  }

  /** The fast search first; what it finds is only tried where the known waves agree. */
  search(luma: Plane, grain: Plane): ImageReading | null {
    return (
      this.tryCandidates(searchGrids(luma, grain, this.layout)) ??
      this.tryCandidates(scanGrids(luma, grain, this.layout))
    );
  }

  private tryCandidates(candidates: readonly Candidate[]): ImageReading | null {
    const found = candidates.map(({ plane, grid }) => {
      const spectrum = foldedSpectrum(plane, grid);
      return { spectrum, shift: findShift(spectrum, this.layout) };
    });
    const agreeing = found
      .toSorted((a, b) => b.shift.height - a.shift.height)
      .filter(({ shift }, index) => shift.height > AGREEMENT || index < 2);
    for (const { spectrum, shift } of agreeing) {
      const reading = this.readPayload(spectrum, shift, 'found');
      if (reading) return reading;
    }
    return null;
  }

  private readPayload(
    spectrum: Complex,
    shift: Shift,
    pose: ImageReading['pose'],
  ): ImageReading | null {
    if (this.readings >= MAX_READINGS) return null;
    this.readings += 1;
    const values = normalized(readLines(spectrum, this.layout.payload, shift), this.layout);
    for (const weights of WEIGHTINGS) {
      const weighted = values.map(
        (value, index) => value * (weights[this.layout.payload[index >> 1]?.zone ?? 0] ?? 0),
      );
      const id = decodeId(despread(weighted, this.layout));
      if (!id) continue;
      const certainty = certaintyOf(weighted, id, this.layout);
      if (certainty >= ACCEPTED) return { id, certainty, pose };
    }
    return null;
  }
}

/** Makes the zones equally loud, and keeps single loud values from deciding. */
function normalized(values: Float64Array, { payload }: Layout): Float64Array {
  const power = [0, 0, 0];
  const counts = [0, 0, 0];
  for (const [index, value] of values.entries()) {
    const zone = payload[index >> 1]?.zone ?? 0;
    power[zone] = (power[zone] ?? 0) + value * value;
    counts[zone] = (counts[zone] ?? 0) + 1;
  }
  return values.map((value, index) => {
    const zone = payload[index >> 1]?.zone ?? 0;
    const mean = Math.sqrt((power[zone] ?? 0) / Math.max(1, counts[zone] ?? 0));
    return mean > 0 ? Math.max(-CLIP, Math.min(CLIP, value / mean)) : 0;
  });
}

function despread(values: Float64Array, { signs, bits }: Layout): Float64Array {
  const soft = new Float64Array(CODE_BITS);
  for (const [index, value] of values.entries()) {
    const bit = bits[index] ?? 0;
    soft[bit] = (soft[bit] ?? 0) + value * (signs[index] ?? 1);
  }
  return soft;
}

/**
 * How far the values agree with the id's code, as a sum of signs times fixed weights over its
 * standard deviation.
 */
function certaintyOf(values: Float64Array, id: Uint8Array, { signs, bits }: Layout): number {
  const code = encodeId(id);
  let [sum, power] = [0, 0];
  for (const [index, value] of values.entries()) {
    sum += value * (signs[index] ?? 1) * (code[bits[index] ?? 0] ?? 1);
    power += value * value;
  }
  return power > 0 ? sum / Math.sqrt(power) : 0;
}

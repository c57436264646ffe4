import { BANDS, CELL_FRAMES, EDGES, FRAME, HOP, PERIOD } from './grid.ts';
import { makeFrame, piecesOf } from './pieces.ts';
import type { Piece } from './pieces.ts';
import type { SoundSource } from './sound.ts';
import { WINDOW, transform } from './transform.ts';

// What of a sound could be a mark, whoever's: how much louder each cell is than its neighbours, at
// every frame it might begin at. Nothing in here looks at a key.

/** Nobody needs more to find a mark that is repeated every 16 seconds. */
const LONGEST_SECONDS = 20 * 60;
/** Parts are looked at by themselves down to this length, since a sound may be put together. */
const SHORTEST_PART = Math.ceil(1.25 * PERIOD);
const MOST_HALVINGS = 4;

/** What is expected of a cell from those beside it, one, two and three away, on both sides. */
const NEIGHBOURS = [0.3, 0.12, 0.08] as const;
/** Frames on each side over which the contrast of a band is measured: 0.26 seconds. */
const CONTRAST = 24;
/** Of a contrast that is none: in decibels. */
const FLAT = 0.1;
/** Values beyond this multiple of the contrast say more about the sound than the mark. */
const CLIP = 2.5;
/** What is quieter by this than the whole is not told from silence. */
const QUIET = 1e-7;

/** A part of a sound, its periods laid over each other: a row of bands for each frame of a period. */
export type Folded = Float32Array;

/** Cells of a sound, as a key may look for its mark in them. */
export interface ObservedSound {
  /** The whole first, then its halves, quarters and so on. */
  readonly parts: readonly Folded[];
}

/** @returns null if there is nothing to be heard, or less than a second of it. */
export function observeSound(source: SoundSource): ObservedSound | null {
  const power = powerOf(source);
  const frames = power.length / BANDS;
  if (frames < 8 * CELL_FRAMES) return null;
  const levels = levelsOf(power);
  if (!levels) return null;
  const values = normalized(whitened(levels));
  return { parts: partsOf(values) };
}

/** @returns the power of each band in each frame, over all channels. */
function powerOf(source: SoundSource): Float32Array {
  const seconds = Math.min(source.length / source.rate, LONGEST_SECONDS);
  const pieces = [];
  for (const piece of piecesOf(source, seconds)) pieces.push(powerOfPiece(piece));
  const power = new Float32Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    power.set(piece, at);
    at += piece.length;
  }
  return power;
}

function powerOfPiece({ channels, framesBefore, frameCount }: Piece): Float32Array {
  const power = new Float32Array(frameCount * BANDS);
  const { re, im } = makeFrame();
  for (let first = 0; first < channels.length; first += 2)
    for (let frame = 0; frame < frameCount; frame++) {
      const start = (framesBefore + frame) * HOP;
      // Two channels go through one transform: their powers are only added up.
      for (let at = 0; at < FRAME; at++) {
        const weight = WINDOW[at] ?? 0;
        re[at] = (channels[first]?.[start + at] ?? 0) * weight;
        im[at] = (channels[first + 1]?.[start + at] ?? 0) * weight;
      }
      transform(re, im);
      addPower(power, frame * BANDS, re, im);
    }
  return power;
}

function addPower(power: Float32Array, row: number, re: Float64Array, im: Float64Array): void {
  for (let band = 0; band < BANDS; band++) {
    let sum = 0;
    for (let bin = EDGES[band] ?? 0; bin < (EDGES[band + 1] ?? 0); bin++) {
      const other = FRAME - bin;
      sum += (re[bin] ?? 0) ** 2 + (im[bin] ?? 0) ** 2;
      sum += (re[other] ?? 0) ** 2 + (im[other] ?? 0) ** 2;
    }
    power[row + band] = (power[row + band] ?? 0) + sum;
  }
}

/** @returns for each frame and band the decibels of the cell that would begin there; null of silence. */
function levelsOf(power: Float32Array): Float32Array | null {
  const frames = power.length / BANDS;
  const count = frames - CELL_FRAMES + 1;
  const levels = new Float32Array(count * BANDS);
  let mean = 0;
  for (const value of power) mean += value;
  mean /= power.length;
  if (!(mean > 0) || !Number.isFinite(mean)) return null;
  for (let frame = 0; frame < count; frame++)
    for (let band = 0; band < BANDS; band++) {
      let sum = mean * QUIET;
      for (let each = 0; each < CELL_FRAMES; each++)
        sum += power[(frame + each) * BANDS + band] ?? 0;
      levels[frame * BANDS + band] = 10 * Math.log10(sum);
    }
  return levels;
}

/** @returns by how much each differs from what its neighbours in time, then in pitch, let expect. */
function whitened(levels: Float32Array): Float32Array {
  const count = levels.length / BANDS;
  const inTime = unlikeNeighbours(levels, (frame, band, step) => {
    const other = Math.max(0, Math.min(count - 1, frame + step * CELL_FRAMES));
    return other * BANDS + band;
  });
  return unlikeNeighbours(
    inTime,
    (frame, band, step) => frame * BANDS + Math.max(0, Math.min(BANDS - 1, band + step)),
  );
}

function unlikeNeighbours(
  values: Float32Array,
  placeOf: (frame: number, band: number, step: number) => number,
): Float32Array {
  const count = values.length / BANDS;
  const result = new Float32Array(values.length);
  for (let frame = 0; frame < count; frame++)
    for (let band = 0; band < BANDS; band++) {
      let expected = 0;
      for (let away = 1; away <= NEIGHBOURS.length; away++) {
        const sides =
          (values[placeOf(frame, band, -away)] ?? 0) + (values[placeOf(frame, band, away)] ?? 0);
        expected += (NEIGHBOURS[away - 1] ?? 0) * sides;
      }
      const at = frame * BANDS + band;
      result[at] = (values[at] ?? 0) - expected;
    }
  return result;
}

/** Makes all places equally loud, and keeps single loud values from deciding. */
function normalized(values: Float32Array): Float32Array {
  const count = values.length / BANDS;
  const result = new Float32Array(values.length);
  for (let band = 0; band < BANDS; band++) {
    let [sum, first, last] = [0, 0, 0];
    const square = (frame: number) => (values[frame * BANDS + band] ?? 0) ** 2;
    for (let frame = 0; frame < count; frame++) {
      for (; last < Math.min(count, frame + CONTRAST + 1); last++) sum += square(last);
      for (; first < frame - CONTRAST; first++) sum -= square(first);
      const contrast = Math.sqrt(Math.max(0, sum) / (last - first)) + FLAT;
      const value = (values[frame * BANDS + band] ?? 0) / contrast;
      result[frame * BANDS + band] = Math.max(-CLIP, Math.min(CLIP, value));
    }
  }
  return result;
}

function partsOf(values: Float32Array): readonly Folded[] {
  const count = values.length / BANDS;
  const parts: Folded[] = [];
  for (let halvings = 0; halvings <= MOST_HALVINGS; halvings++) {
    const length = Math.floor(count / 2 ** halvings);
    if (halvings > 0 && length < SHORTEST_PART) break;
    for (let part = 0; part < 2 ** halvings; part++)
      parts.push(folded(values.subarray(part * length * BANDS, (part + 1) * length * BANDS)));
  }
  return parts;
}

function folded(values: Float32Array): Folded {
  const result = new Float32Array(PERIOD * BANDS);
  for (let at = 0; at < values.length; at++) {
    const place = at % result.length;
    result[place] = (result[place] ?? 0) + (values[at] ?? 0);
  }
  return result;
}

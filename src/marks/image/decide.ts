import { lastWhere } from '../bisect.ts';
import { CODE_BITS, decodeId, encodeId } from '../id-code.ts';
import type { Complex } from './fourier.ts';
import type { Layout } from './layout.ts';
import { readLines } from './spectrum.ts';
import type { Shift } from './shift.ts';

/** An id, and how surely it is there, in standard deviations. */
export interface Decision {
  /** 8 bytes. */
  readonly id: Uint8Array;
  readonly certainty: number;
}

/**
 * The bound on the chance that an image made independently of the key is taken for a marked one,
 * over everything that one call tries.
 */
export const FALSE_POSITIVE = 1e-9;

/** How often the payload is read from one image, however it may lie; each time in three weightings. */
export const MAX_READINGS = 32;

/** How much each zone counts: compression spares coarse waves, texture fine ones. */
export const WEIGHTINGS = [
  [1, 1, 1],
  [1, 0.55, 0.15],
  [0.1, 0.7, 1],
] as const;

/** Two ways to believe in an id share the bound: unknown or of a list, at a corner or anywhere. */
const WAYS = 2;

/**
 * From which certainty on a codeword is believed, if so many pairs of a codeword and a way to read
 * it are tried. README.md in this folder has the whole argument.
 *
 * For an image made independently of the key the values that are read are fixed, and the signs of
 * the layout are fair coins. For one pair, P(T ≥ t) ≤ 3.178 × Q(t) (Bentkus and Dzindzalieta 2015,
 * for weighted sums of signs), and Q(t) ≤ exp(-t²/2) / (t √(2π)). Over all pairs that shall be at
 * most `FALSE_POSITIVE`, shared out. The check bits of the code are not counted on: they keep a
 * wrong id out of a marked image.
 */
export function threshold(pairs: number): number {
  const chance = (t: number) =>
    (3.178 * pairs * WEIGHTINGS.length * Math.exp((-t * t) / 2)) / (t * Math.sqrt(2 * Math.PI));
  return -lastWhere(-40, -1, (t) => chance(-t) <= FALSE_POSITIVE / WAYS);
}

/** For a reader who knows no id: 11.7 standard deviations. */
const ACCEPTED = threshold(2 ** 64 * MAX_READINGS);

/** Values beyond this multiple of their zone's mean say more about the picture than the mark. */
const CLIP = 2.5;

/**
 * Reads the id from the spectrum of a tile.
 *
 * @param ids - the author's own list: one of it is believed on much weaker signs than any other.
 * @returns null if there is none, or not enough of it.
 */
export function decide(
  spectrum: Complex,
  layout: Layout,
  shift: Shift,
  ids: readonly Uint8Array[],
): Decision | null {
  const values = normalized(readLines(spectrum, layout.payload, shift), layout);
  const weighted = WEIGHTINGS.map((weights) =>
    values.map((value, index) => value * (weights[layout.payload[index >> 1]?.zone ?? 0] ?? 0)),
  );
  return decideAlone(weighted, layout) ?? decideAmong(weighted, layout, ids);
}

function decideAlone(weighted: readonly Float64Array[], layout: Layout): Decision | null {
  for (const values of weighted) {
    const id = decodeId(despread(values, layout));
    if (!id) continue;
    const certainty = certaintyOf(values, encodeId(id), layout);
    if (certainty >= ACCEPTED) return { id, certainty };
  }
  return null;
}

function decideAmong(
  weighted: readonly Float64Array[],
  layout: Layout,
  ids: readonly Uint8Array[],
): Decision | null {
  const accepted = threshold(Math.max(1, ids.length) * MAX_READINGS);
  const codes = ids.map((id) => ({ id, code: encodeId(id) }));
  const decisions = weighted.flatMap((values) =>
    codes.map(({ id, code }) => ({ id, certainty: certaintyOf(values, code, layout) })),
  );
  const best = decisions.toSorted((a, b) => b.certainty - a.certainty)[0];
  return best && best.certainty >= accepted ? best : null;
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
 * How far the values agree with an id's code, as a sum of signs times fixed weights over its
 * standard deviation.
 */
function certaintyOf(values: Float64Array, code: Int8Array, { signs, bits }: Layout): number {
  let [sum, power] = [0, 0];
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? 0;
    sum += value * (signs[index] ?? 1) * (code[bits[index] ?? 0] ?? 1);
    power += value * value;
  }
  return power > 0 ? sum / Math.sqrt(power) : 0;
}

import type { HiddenMark } from '../file-carrier.ts';
import { CODE_BITS, decodeId, encodeId } from '../id-code.ts';
import { BANDS, PERIOD } from './grid.ts';
import { RANGES, cellsAt, fit } from './find.ts';
import { SYNC, layoutOf, patternOf } from './layout.ts';
import type { Layout } from './layout.ts';
import type { Folded, ObservedSound } from './observe.ts';

/** How surely an id is there. */
interface FoundSound {
  /** 8 bytes. */
  readonly id: Uint8Array;
  /** A bound on the chance that sound made without the key looks as much like it. */
  readonly chance: number;
  /** Cells that were looked at where it fits best, and those that say what the mark would. */
  readonly places: number;
  readonly agreeing: number;
}

/** Beginnings that are tried for an unknown id in each part and range. */
const BEGINNINGS = 4;

/**
 * Bounds the chance that any of so many sums of signs comes to so many standard deviations.
 *
 * For sound made independently of the key all values are fixed, and the signs of the layout are fair
 * coins. For one sum P(T ≥ t) ≤ 3.178 × Q(t) (Bentkus and Dzindzalieta 2015, for weighted sums of
 * signs), and Q(t) ≤ exp(-t²/2) / (t √(2π)). README.md in this folder has the whole argument.
 */
function chanceOf(certainty: number, sums: number): number {
  if (certainty < 1) return 1;
  const tail = Math.exp((-certainty * certainty) / 2) / (certainty * Math.sqrt(2 * Math.PI));
  return Math.min(1, 3.178 * sums * tail);
}

/**
 * Looks for a mark that is known: at every frame it may begin at, in every part of the sound. Ids of
 * one key share much of their pattern: where another one is read, that one it is.
 */
export function findKnownSound(observed: ObservedSound, { id, key }: HiddenMark): FoundSound {
  const layout = layoutOf(key);
  const pattern = patternOf(layout, encodeId(id));
  const places = observed.parts.flatMap((folded) =>
    fit(folded, pattern).map((certainties, range) => {
      const certainty = certainties.reduce((most, each) => Math.max(most, each), 0);
      const begin = Math.max(0, certainties.indexOf(certainty));
      return { certainty, folded, begin, bands: RANGES[range] ?? BANDS };
    }),
  );
  const best = places.reduce((one, other) => (other.certainty > one.certainty ? other : one));
  const sums = observed.parts.length * RANGES.length * PERIOD;
  const isAnother = isAnotherSurer(best, layout, pattern);
  const chance = isAnother ? 1 : chanceOf(best.certainty, sums);
  return { id, chance, ...agreementOf(cellsAt(best.folded, best.begin), pattern, best.bands) };
}

/** Whether the cells that carry the code say another id, and more surely. */
function isAnotherSurer(place: Place, layout: Layout, pattern: Int8Array): boolean {
  const cells = cellsAt(place.folded, place.begin);
  const decoded = decodeId(softBits(cells, layout, place.bands));
  if (!decoded) return false;
  const other = patternOf(layout, encodeId(decoded));
  const certainty = (each: Int8Array) => certaintyOf(cells, each, layout, place.bands);
  return certainty(other) > certainty(pattern);
}

function agreementOf(cells: Float64Array, pattern: Int8Array, bands: number) {
  let [places, agreeing] = [0, 0];
  for (const [at, value] of cells.entries()) {
    if (at % BANDS >= bands || value === 0) continue;
    places += 1;
    if (value > 0 === (pattern[at] ?? 0) > 0) agreeing += 1;
  }
  return { places, agreeing };
}

/**
 * Reads an id that nobody told, from sound in which no beginning is known.
 *
 * @returns the surest; null if none is as sure as `accepted` asks for.
 */
export function readSound(
  observed: ObservedSound,
  key: Uint8Array,
  accepted: number,
): FoundSound | null {
  const layout = layoutOf(key);
  const known = layout.signs.map((sign, at) => (layout.bits[at] === SYNC ? sign : 0));
  const sums = 2 ** 64 * observed.parts.length * RANGES.length * BEGINNINGS;
  for (const folded of observed.parts) {
    const found = fit(folded, known)
      .flatMap((certainties, range) =>
        highest(certainties).map((begin) => ({ folded, begin, bands: RANGES[range] ?? BANDS })),
      )
      .flatMap((place) => decideAt(place, layout, sums) ?? []);
    const [best] = found.toSorted((one, other) => one.chance - other.chance);
    if (best && best.chance <= accepted) return best;
  }
  return null;
}

/** @returns where a beginning is likeliest. Neighbours of one are told by it. */
function highest(certainties: Float64Array): readonly number[] {
  const rest = certainties.slice();
  return Array.from({ length: BEGINNINGS }, () => {
    const begin = rest.indexOf(rest.reduce((most, each) => Math.max(most, each), -Infinity));
    for (let near = -1; near <= 1; near++) rest[(begin + near + PERIOD) % PERIOD] = -Infinity;
    return begin;
  });
}

interface Place {
  readonly folded: Folded;
  readonly begin: number;
  readonly bands: number;
}

function decideAt(
  { folded, begin, bands }: Place,
  layout: Layout,
  sums: number,
): FoundSound | null {
  const cells = cellsAt(folded, begin);
  const id = decodeId(softBits(cells, layout, bands));
  if (!id) return null;
  const pattern = patternOf(layout, encodeId(id));
  const chance = chanceOf(certaintyOf(cells, pattern, layout, bands), sums);
  return { id, chance, ...agreementOf(cells, pattern, bands) };
}

/** @returns for each bit of the code how much it looks like 1 (positive) or -1 (negative). */
function softBits(cells: Float64Array, layout: Layout, bands: number): Float64Array {
  const soft = new Float64Array(CODE_BITS);
  for (const [at, value] of cells.entries()) {
    const bit = layout.bits[at] ?? SYNC;
    if (at % BANDS < bands && bit !== SYNC)
      soft[bit] = (soft[bit] ?? 0) + value * (layout.signs[at] ?? 0);
  }
  return soft;
}

/** How well a pattern fits in the cells that carry the code: a beginning was found by the others. */
function certaintyOf(
  cells: Float64Array,
  pattern: Int8Array,
  layout: Layout,
  bands: number,
): number {
  let [sum, power] = [0, 0];
  for (const [at, value] of cells.entries()) {
    if (at % BANDS >= bands || layout.bits[at] === SYNC) continue;
    sum += value * (pattern[at] ?? 0);
    power += value * value;
  }
  return power > 0 ? sum / Math.sqrt(power) : 0;
}

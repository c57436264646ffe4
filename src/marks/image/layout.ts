import { CODE_BITS } from '../id-code.ts';
import { openKeyStream, shuffle } from '../key-stream.ts';

// Which waves of the tile carry what, all of it chosen by the key: whoever does not know the key
// sees noise, and the proof of the bound on false positives needs the signs to be those of a
// pseudorandom function.

/** Samples along one side of the tile. */
export const TILE = 128;
/** Waves of each zone; each carries two dimensions. */
const ZONE_LINES = 160;
/** Bounds of the zones, in periods a tile: coarse waves survive compression, fine ones texture. */
export const ZONES = [
  [5, 16],
  [16, 28],
  [28, 41],
] as const;

/** A wave of the tile: so many periods across and down, and where it starts. */
export interface Line {
  readonly kx: number;
  readonly ky: number;
  readonly phase: number;
  readonly zone: number;
}

/** Everything the key decides. */
export interface Layout {
  /** Known waves by which the grid is found. */
  readonly sync: readonly Line[];
  readonly payload: readonly Line[];
  /** The sign of each of the 960 dimensions. */
  readonly signs: Int8Array;
  /** Which code bit each dimension carries. */
  readonly bits: Uint16Array;
}

const layouts = new Map<string, Layout>();

/** @returns the layout of a key; remembered, since a reader looks at many images. */
export function layoutOf(key: Uint8Array): Layout {
  return remembered(key.join(), () => makeLayout(key, []));
}

/**
 * @returns the layout of a key whose mark shares its tile with another's: it leaves the other's
 *   waves alone, so that the two do not fight.
 */
export function layoutBeside(key: Uint8Array, other: Uint8Array): Layout {
  const { sync, payload } = layoutOf(other);
  return remembered(`${key.join()} ${other.join()}`, () => makeLayout(key, [...sync, ...payload]));
}

function remembered(name: string, make: () => Layout): Layout {
  const layout = layouts.get(name) ?? make();
  layouts.set(name, layout);
  return layout;
}

function makeLayout(key: Uint8Array, others: readonly Line[]): Layout {
  const phases = openKeyStream(key, 'image/1/phases');
  const places = shuffle(PLACES, openKeyStream(key, 'image/1/positions'));
  const taken = new Set(others.map(({ kx, ky }) => placeOf(kx, ky)));
  const take = (count: number, fits: (kx: number, ky: number) => boolean) => {
    const found: Line[] = [];
    for (const place of places) {
      const [kx, ky] = [columnOf(place), rowOf(place)];
      if (taken.has(place) || !fits(kx, ky)) continue;
      taken.add(place);
      found.push({ kx, ky, phase: phases() * 2 * Math.PI, zone: zoneOf(Math.hypot(kx, ky)) });
      if (found.length === count) break;
    }
    return found;
  };
  // Not near the axes: interfaces are full of straight lines.
  const isOblique = (kx: number, ky: number) => Math.min(Math.abs(kx), ky) >= 3;
  const within = (kx: number, ky: number, from: number, to: number) => {
    const radius = Math.hypot(kx, ky);
    return radius >= from && radius < to;
  };
  const sync = [
    ...take(32, (kx, ky) => isOblique(kx, ky) && within(kx, ky, 9, 19)),
    ...take(32, (kx, ky) => isOblique(kx, ky) && within(kx, ky, 19, 31)),
  ];
  const payload = ZONES.flatMap(([from, to]) =>
    take(ZONE_LINES, (kx, ky) => within(kx, ky, from, to)),
  );
  const random = openKeyStream(key, 'image/1/signs');
  const order = openKeyStream(key, 'image/1/order');
  const all = Uint16Array.from({ length: CODE_BITS }, (_, index) => index);
  return {
    sync,
    payload,
    signs: Int8Array.from({ length: payload.length * 2 }, () => (random() < 0.5 ? -1 : 1)),
    bits: Uint16Array.from(ZONES.flatMap(() => [...shuffle(all, order)])),
  };
}

/** How an image may lie: where a step to the right and a step down have gone. */
type Orientation = readonly [number, number, number, number];

/** As it was made; as in a mirror; the same turned by half; and all four turned by a quarter. */
const ORIENTATIONS: readonly Orientation[] = [
  [1, 0, 0, 1],
  [-1, 0, 0, 1],
  [-1, 0, 0, -1],
  [1, 0, 0, -1],
  [0, -1, 1, 0],
  [0, 1, 1, 0],
  [0, 1, -1, 0],
  [0, -1, -1, 0],
];

const oriented = new WeakMap<Layout, readonly Layout[]>();

/**
 * @returns the layout as it is seen in a picture that lies in each of the eight ways, the upright
 *   one first. The one two places on is the same turned by half: its waves have the same power.
 */
export function orientationsOf(layout: Layout): readonly Layout[] {
  const known = oriented.get(layout);
  if (known) return known;
  const all = ORIENTATIONS.map(([a, b, c, d]) => {
    const turn = (line: Line): Line => {
      const { kx, ky } = line;
      return { ...line, kx: a * kx + b * ky, ky: c * kx + d * ky };
    };
    return { ...layout, sync: layout.sync.map(turn), payload: layout.payload.map(turn) };
  });
  oriented.set(layout, all);
  return all;
}

/** Waves in columns: what runs for thousands of poses reads numbers from arrays. */
export interface Table {
  readonly kx: Float64Array;
  readonly ky: Float64Array;
  readonly cos: Float64Array;
  readonly sin: Float64Array;
}

const tables = new WeakMap<readonly Line[], Table>();

/** @returns the waves, and the cosine and sine of where each starts; remembered. */
export function tableOf(lines: readonly Line[]): Table {
  const known = tables.get(lines);
  if (known) return known;
  const table = {
    kx: Float64Array.from(lines, ({ kx }) => kx),
    ky: Float64Array.from(lines, ({ ky }) => ky),
    cos: Float64Array.from(lines, ({ phase }) => Math.cos(phase)),
    sin: Float64Array.from(lines, ({ phase }) => Math.sin(phase)),
  };
  tables.set(lines, table);
  return table;
}

/** No wave has more periods than this, across or down. */
const FINEST = 41;
/** Places of waves are numbered row by row, and in a row from as many periods to the left. */
const ROW = 2 * FINEST + 1;
const placeOf = (kx: number, ky: number) => ky * ROW + kx + FINEST;
const columnOf = (place: number) => (place % ROW) - FINEST;
const rowOf = (place: number) => Math.floor(place / ROW);

/** One of each pair of opposite waves, which a real image cannot tell apart. */
const PLACES = Uint16Array.from({ length: (FINEST + 1) * ROW }, (_, place) => place).filter(
  (place) => {
    const [kx, ky] = [columnOf(place), rowOf(place)];
    const radius = Math.hypot(kx, ky);
    return (ky > 0 || kx > 0) && radius >= 5 && radius < FINEST;
  },
);

function zoneOf(radius: number): number {
  return ZONES.findIndex(([from, to]) => radius >= from && radius < to);
}

import { ZONES } from './layout.ts';
import type { Layout, Line } from './layout.ts';
import { mapPlane, whiten } from './plane.ts';
import type { Plane } from './plane.ts';
import { foldedSpectrum, readLines } from './spectrum.ts';
import type { Grid } from './spectrum.ts';
import { sampleTile, synthesize } from './tile.ts';
import type { Amplitudes } from './tile.ts';

/** What is to be said: the signs and places the key decides, and the bits of the code. */
export interface Message {
  readonly layout: Layout;
  readonly code: Int8Array;
}

/** What it is said in: the image, how tiles lie on it, and how much each place takes. */
export interface Canvas {
  /** What compression does to each zone, as noise in the units of amplitudes. */
  readonly noise: readonly [number, number, number];
  readonly luma: Plane;
  readonly grid: Grid;
  readonly strength: Plane;
}

/** How often the picture's answer is measured again. */
const ROUNDS = 3;

/** Zones by how strongly they are used; a textured photograph has no room in the coarse ones. */
const ZONE_MIXES: readonly (readonly [number, number, number])[] = [
  [1, 1, 1],
  [1, 0.7, 0.3],
  [1, 0.5, 0],
  [1, 0.2, 0],
  [1, 1, 0],
  [0.4, 1, 1],
  [0, 1, 1],
  [0, 0.6, 1],
  [0.5, 1, 0.5],
];

/**
 * Finds the waves that, added to this image, read best: each dimension gets just what it needs to
 * reach the same margin, which is as large as the power allows.
 *
 * @returns samples of the tile, `SAMPLES` × `SAMPLES`, with a mean power of 1.
 */
export function designTile(canvas: Canvas, message: Message): Float64Array {
  const { luma, grid } = canvas;
  const { layout } = message;
  const measure = (image: Plane): Amplitudes => {
    const spectrum = foldedSpectrum(whiten(image), grid);
    return {
      sync: readLines(spectrum, layout.sync),
      payload: readLines(spectrum, layout.payload),
    };
  };
  const before = measure(luma);
  const probe = solve(zeros(layout), message, [1, 1, 1]);
  const gains = gainsOf(layout, probe, before, measure(added(canvas, layout, probe)));
  const perGain = ({ sync, payload }: Amplitudes): Amplitudes => ({
    sync: sync.map((value, index) => value / (gains.sync[index >> 1] ?? 1)),
    payload: payload.map((value, index) => value / (gains.payload[index >> 1] ?? 1)),
  });
  let host = perGain(before);
  const mix = bestMix(host, message, canvas.noise);
  let amplitudes = solve(host, message, mix);
  for (let round = 0; round < ROUNDS; round++) {
    const read = perGain(measure(added(canvas, layout, amplitudes)));
    const asked = amplitudes;
    const learn = (of: keyof Amplitudes) =>
      host[of].map(
        (value, index) => value + 0.8 * ((read[of][index] ?? 0) - (asked[of][index] ?? 0) - value),
      );
    host = { sync: learn('sync'), payload: learn('payload') };
    amplitudes = solve(host, message, mix);
  }
  return synthesize(layout, amplitudes);
}

function zeros(layout: Layout): Amplitudes {
  return {
    sync: new Float64Array(layout.sync.length * 2),
    payload: new Float64Array(layout.payload.length * 2),
  };
}

/** What of an amplitude arrives behind the front end, for each wave; alike within a ring. */
function gainsOf(layout: Layout, probe: Amplitudes, before: Amplitudes, after: Amplitudes) {
  const lines = [...layout.sync, ...layout.payload];
  const join = ({ sync, payload }: Amplitudes) => [...sync, ...payload];
  const [asked, first, second] = [join(probe), join(before), join(after)];
  const cross = new Float64Array(64);
  const power = new Float64Array(64);
  for (const [index, line] of lines.entries()) {
    const ring = Math.round(radiusOf(line));
    for (const part of [0, 1]) {
      const amplitude = asked[index * 2 + part] ?? 0;
      const arrived = (second[index * 2 + part] ?? 0) - (first[index * 2 + part] ?? 0);
      cross[ring] = (cross[ring] ?? 0) + amplitude * arrived;
      power[ring] = (power[ring] ?? 0) + amplitude * amplitude;
    }
  }
  const gain = (line: Line) => {
    const ring = Math.round(radiusOf(line));
    let [sum, weight] = [0, 0];
    for (let near = Math.max(0, ring - 3); near <= Math.min(63, ring + 3); near++) {
      sum += cross[near] ?? 0;
      weight += power[near] ?? 0;
    }
    // A wave that hardly arrives would otherwise look like one of endless strength.
    return Math.max(1e-3, weight > 0 ? sum / weight : 1e-3);
  };
  return { sync: layout.sync.map(gain), payload: layout.payload.map(gain) };
}

function radiusOf({ kx, ky }: Line): number {
  return Math.hypot(kx, ky);
}

/** The sign each payload dimension should have. */
function wantedSign({ layout, code }: Message, index: number): number {
  return (layout.signs[index] ?? 1) * (code[layout.bits[index] ?? 0] ?? 1);
}

/** @returns amplitudes of power 1 by which every dimension reaches a common margin. */
function solve(host: Amplitudes, message: Message, mix: readonly number[]): Amplitudes {
  let [low, high] = [0, 1];
  let best = atMargin(host, message, mix, low);
  for (let round = 0; round < 24; round++) {
    const margin = (low + high) / 2;
    const candidate = atMargin(host, message, mix, margin);
    if (powerOf(candidate) > 1) high = margin;
    else {
      low = margin;
      best = candidate;
    }
  }
  const scale = 1 / Math.sqrt(Math.max(1e-9, powerOf(best)));
  return { sync: best.sync.map((a) => a * scale), payload: best.payload.map((a) => a * scale) };
}

function atMargin(
  host: Amplitudes,
  message: Message,
  mix: readonly number[],
  margin: number,
): Amplitudes {
  const { layout } = message;
  const sync = host.sync.map((value, index) => {
    if (index % 2 === 1) return -0.5 * value;
    const zone = layout.sync[index >> 1]?.zone ?? 0;
    return Math.max(0, 3 * margin * Math.max(0.5, mix[zone] ?? 0) - value);
  });
  const payload = host.payload.map((value, index) => {
    const sign = wantedSign(message, index);
    const zone = layout.payload[index >> 1]?.zone ?? 0;
    return sign * Math.max(0, margin * (mix[zone] ?? 0) - value * sign);
  });
  return { sync, payload };
}

function powerOf({ sync, payload }: Amplitudes): number {
  const sum = (values: Float64Array) => values.reduce((total, a) => total + a * a, 0);
  return (sum(sync) + sum(payload)) / 2;
}

/** Picks the mix that will stand out most from the picture and from what compression adds. */
function bestMix(
  host: Amplitudes,
  message: Message,
  compression: Canvas['noise'],
): readonly number[] {
  const noise = ZONES.map((_, zone) => {
    const own = host.payload.filter(
      (_value, index) => message.layout.payload[index >> 1]?.zone === zone,
    );
    const power = own.reduce((sum, value) => sum + value * value, 0) / Math.max(1, own.length);
    return (compression[zone] ?? 0) + 0.3 * power;
  });
  let best: readonly number[] = [1, 1, 1];
  let most = -1;
  for (const mix of ZONE_MIXES) {
    const margin = marginOf(host, message, mix);
    const score = mix.reduce(
      (sum, part, zone) => sum + (part * margin) ** 2 / (noise[zone] ?? 1),
      0,
    );
    if (score > most) [best, most] = [mix, score];
  }
  return best;
}

function marginOf(host: Amplitudes, message: Message, mix: readonly number[]): number {
  let [low, high] = [0, 1];
  for (let round = 0; round < 20; round++) {
    const margin = (low + high) / 2;
    if (powerOf(atMargin(host, message, mix, margin)) > 1) high = margin;
    else low = margin;
  }
  return low;
}

/** @returns the plane with the waves in it, as the reader would see it. */
function added({ luma, grid, strength }: Canvas, layout: Layout, amplitudes: Amplitudes): Plane {
  const tile = synthesize(layout, amplitudes);
  const { width } = luma;
  return mapPlane(luma, (value, index) => {
    const x = (index % width) + 0.5;
    const y = Math.floor(index / width) + 0.5;
    const wave = sampleTile(tile, grid.ux * x + grid.uy * y, grid.vx * x + grid.vy * y);
    return Math.max(0, Math.min(255, value + (strength.data[index] ?? 0) * wave));
  });
}

import { lastWhere } from '../bisect.ts';
import type { Layout, Line } from './layout.ts';
import { makePlane, whiten } from './plane.ts';
import type { Plane } from './plane.ts';
import { foldedSpectrum, readLines } from './spectrum.ts';
import type { Grid } from './spectrum.ts';
import { synthesize, tileRows } from './tile.ts';
import type { Amplitudes, Waves } from './tile.ts';

/** What is to be said: the signs and places the key decides, and the bits of the code. */
export interface Message {
  readonly layout: Layout;
  readonly code: Int8Array;
  /** How much of the tile's power it takes; those of all messages add up to 1. */
  readonly share: number;
  /** Whether waves say where the tile lies. Who knows all of the message needs none to find it. */
  readonly isSynced: boolean;
}

/** What it is said in: the image, how tiles lie on it, and how much each place takes. */
export interface Canvas {
  /** What compression does to each zone, as noise in the units of amplitudes. */
  readonly noise: readonly [number, number, number];
  readonly luma: Plane;
  readonly grid: Grid;
  readonly strength: Plane;
}

/** How many of the payload's margins a known wave reaches: a cut picture is found by these first. */
const SYNC_MARGINS = 2.5;

/** How often the picture's answer is measured again. */
const ROUNDS = 3;

type Mix = readonly [number, number, number];

/** Zones by how strongly they are used; a textured photograph has no room in the coarse ones. */
const ZONE_MIXES: readonly Mix[] = [
  [1, 1, 1],
  [1, 0.7, 0.3],
  [1, 0.5, 0],
  [1, 1, 0],
  [0.4, 1, 1],
  [0, 1, 1],
  [0, 0.6, 1],
];

/** How a message is said. */
interface Manner {
  readonly mix: Mix;
  /** How much of what the picture says itself is made up for, where it contradicts. */
  readonly heed: number;
}

/**
 * Never all of it: a part of a picture says other things than the whole, so that what was made up
 * for is lost when it is cut. And in a picture that is louder than the mark there is no power for it.
 */
const HEEDS = [0.6, 0.2];

const EVENLY: Manner = { mix: [1, 1, 1], heed: 0 };

/** A message, what the picture says at its places without it, and how it is best said. */
interface Draft {
  readonly message: Message;
  readonly gains: Amplitudes;
  readonly host: Amplitudes;
  readonly manner: Manner;
  readonly amplitudes: Amplitudes;
}

/**
 * Finds the waves that, added to this image, read best: each dimension gets what it needs to reach
 * the same margin, which is as large as the power allows. Several messages are designed
 * together, so that each counts the others as part of the picture.
 *
 * @returns samples of the tile, `SAMPLES` × `SAMPLES`, with a mean power of 1.
 */
export function designTile(canvas: Canvas, messages: readonly Message[]): Float64Array {
  const trial = makePlane(canvas.luma.width, canvas.luma.height);
  let drafts = beginDrafts(canvas, messages, trial);
  for (let round = 0; round < ROUNDS; round++) {
    add(canvas, wavesOf(drafts), trial);
    const spectrum = spectrumOf(trial, canvas, trial);
    drafts = drafts.map((draft) => {
      const read = perGain(readAll(spectrum, draft.message.layout), draft.gains);
      const host = learn(draft, read);
      return { ...draft, host, amplitudes: solve(host, draft.message, draft.manner) };
    });
  }
  return synthesize(wavesOf(drafts));
}

/** @param trial - a plane of the canvas' size, to be written over. */
function beginDrafts(canvas: Canvas, messages: readonly Message[], trial: Plane): readonly Draft[] {
  const before = spectrumOf(canvas.luma, canvas, trial);
  const probes = messages.map((message) => {
    const amplitudes = solve(zeros(message.layout), message, EVENLY);
    return { layout: message.layout, amplitudes };
  });
  add(canvas, probes, trial);
  const after = spectrumOf(trial, canvas, trial);
  return messages.map((message, index) => {
    const { layout } = message;
    const probe = probes[index]?.amplitudes ?? zeros(layout);
    const unmarked = readAll(before, layout);
    const gains = gainsOf(layout, probe, unmarked, readAll(after, layout));
    const host = perGain(unmarked, gains);
    const manner = bestManner(host, message, canvas.noise);
    return { message, gains, host, manner, amplitudes: solve(host, message, manner) };
  });
}

function wavesOf(drafts: readonly Draft[]): readonly Waves[] {
  return drafts.map(({ message, amplitudes }) => ({ layout: message.layout, amplitudes }));
}

/** @param grain - where the image is whitened; may be the image itself. */
function spectrumOf(image: Plane, { grid }: Canvas, grain: Plane) {
  return foldedSpectrum(whiten(image, grain), grid);
}

function readAll(spectrum: ReturnType<typeof spectrumOf>, layout: Layout): Amplitudes {
  return {
    sync: readLines(spectrum, layout.sync),
    payload: readLines(spectrum, layout.payload),
  };
}

function perGain({ sync, payload }: Amplitudes, gains: Amplitudes): Amplitudes {
  return {
    sync: sync.map((value, index) => value / (gains.sync[index >> 1] ?? 1)),
    payload: payload.map((value, index) => value / (gains.payload[index >> 1] ?? 1)),
  };
}

/** What was read beyond what was asked for is the picture's; it is believed by four fifths. */
function learn({ host, amplitudes }: Draft, read: Amplitudes): Amplitudes {
  const learned = (of: keyof Amplitudes) =>
    host[of].map(
      (value, index) =>
        value + 0.8 * ((read[of][index] ?? 0) - (amplitudes[of][index] ?? 0) - value),
    );
  return { sync: learned('sync'), payload: learned('payload') };
}

function zeros(layout: Layout): Amplitudes {
  return {
    sync: new Float64Array(layout.sync.length * 2),
    payload: new Float64Array(layout.payload.length * 2),
  };
}

/** What of an amplitude arrives behind the front end, for each wave; alike within a ring. */
function gainsOf(
  layout: Layout,
  probe: Amplitudes,
  before: Amplitudes,
  after: Amplitudes,
): Amplitudes {
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
  return {
    sync: Float64Array.from(layout.sync, gain),
    payload: Float64Array.from(layout.payload, gain),
  };
}

function radiusOf({ kx, ky }: Line): number {
  return Math.hypot(kx, ky);
}

/** What is asked of dimensions: each gets `margins` times the common margin less what it has. */
interface Demand {
  readonly signs: Float64Array;
  readonly margins: Float64Array;
  /** How far the picture itself goes with the sign. */
  readonly reached: Float64Array;
}

/** @returns amplitudes of the message's power by which every dimension reaches a common margin. */
function solve(host: Amplitudes, message: Message, manner: Manner): Amplitudes {
  const demands = demandsOf(host, message, manner);
  const [sync, payload] = demands;
  const margin = marginOf(demands, message.share);
  const scale = Math.sqrt(message.share / Math.max(1e-9, powerAt(demands, margin)));
  return { sync: amplitudesAt(sync, margin, scale), payload: amplitudesAt(payload, margin, scale) };
}

function demandsOf(host: Amplitudes, message: Message, manner: Manner): readonly [Demand, Demand] {
  return [syncDemand(host.sync, message, manner), payloadDemand(host.payload, message, manner)];
}

/** The known waves shall stand out in their own phase, and be half as loud a quarter turn further. */
function syncDemand(
  host: Float64Array,
  { layout, isSynced }: Message,
  { mix, heed }: Manner,
): Demand {
  const demand = emptyDemand(host.length);
  if (!isSynced) return demand;
  for (const [at, { zone }] of layout.sync.entries()) {
    demand.signs[2 * at] = 1;
    demand.margins[2 * at] = SYNC_MARGINS * Math.max(0.5, mix[zone] ?? 0);
    demand.reached[2 * at] = heed * (host[2 * at] ?? 0);
    const across = host[2 * at + 1] ?? 0;
    demand.signs[2 * at + 1] = -Math.sign(across);
    demand.reached[2 * at + 1] = -0.5 * heed * Math.abs(across);
  }
  return demand;
}

/** Each dimension shall have the sign that the key and the code say. */
function payloadDemand(
  host: Float64Array,
  { layout, code }: Message,
  { mix, heed }: Manner,
): Demand {
  const demand = emptyDemand(host.length);
  for (let at = 0; at < host.length; at++) {
    const sign = (layout.signs[at] ?? 1) * (code[layout.bits[at] ?? 0] ?? 1);
    demand.signs[at] = sign;
    demand.margins[at] = mix[layout.payload[at >> 1]?.zone ?? 0] ?? 0;
    demand.reached[at] = heed * (host[at] ?? 0) * sign;
  }
  return demand;
}

function emptyDemand(length: number): Demand {
  return {
    signs: new Float64Array(length),
    margins: new Float64Array(length),
    reached: new Float64Array(length),
  };
}

/** @returns the largest margin that the power allows. */
function marginOf(demands: readonly Demand[], power: number): number {
  return lastWhere(0, 1, (margin) => powerAt(demands, margin) <= power);
}

function powerAt(demands: readonly Demand[], margin: number): number {
  let power = 0;
  for (const { margins, reached } of demands)
    for (let at = 0; at < margins.length; at++) {
      const missing = margin * (margins[at] ?? 0) - (reached[at] ?? 0);
      if (missing > 0) power += missing * missing;
    }
  return power / 2;
}

function amplitudesAt(
  { signs, margins, reached }: Demand,
  margin: number,
  scale: number,
): Float64Array {
  return signs.map(
    (sign, at) => scale * sign * Math.max(0, margin * (margins[at] ?? 0) - (reached[at] ?? 0)),
  );
}

/** Picks what will stand out most from compression, and from the picture if half of it is cut off. */
function bestManner(host: Amplitudes, message: Message, noise: Canvas['noise']): Manner {
  const manners = HEEDS.flatMap((heed) => ZONE_MIXES.map((mix) => ({ mix, heed })));
  const scores = manners.map((manner) => {
    const { payload } = solve(host, message, manner);
    return standingOut(host.payload, payload, message, noise);
  });
  return manners[scores.indexOf(Math.max(...scores))] ?? EVENLY;
}

/** The square of how surely the payload will be read, in standard deviations. */
function standingOut(
  host: Float64Array,
  added: Float64Array,
  { layout, code }: Message,
  noise: Canvas['noise'],
): number {
  const [sums, powers, counts] = [new Float64Array(3), new Float64Array(3), new Float64Array(3)];
  for (let at = 0; at < host.length; at++) {
    const zone = layout.payload[at >> 1]?.zone ?? 0;
    const own = host[at] ?? 0;
    const read = own + (added[at] ?? 0);
    const sign = (layout.signs[at] ?? 1) * (code[layout.bits[at] ?? 0] ?? 1);
    sums[zone] = (sums[zone] ?? 0) + sign * read;
    powers[zone] = (powers[zone] ?? 0) + read * read + own * own + (noise[zone] ?? 0);
    counts[zone] = (counts[zone] ?? 0) + 1;
  }
  return sums.reduce(
    (total, sum, zone) => total + sum ** 2 / Math.max(1e-12, powers[zone] ?? 0),
    0,
  );
}

/** Writes the plane with the waves in it, as the reader would see it. */
function add({ luma, grid, strength }: Canvas, waves: readonly Waves[], into: Plane): void {
  const { width, height } = luma;
  const { places, row } = tileRows(synthesize(waves), grid, width);
  for (let y = 0; y < height; y++) {
    const samples = row(y);
    for (let x = 0, at = y * width; x < width; x++, at++) {
      const before = places.before[x] ?? 0;
      const start = samples[before] ?? 0;
      const wave = start + ((samples[before + 1] ?? 0) - start) * (places.beyond[x] ?? 0);
      const value = (luma.data[at] ?? 0) + (strength.data[at] ?? 0) * wave;
      into.data[at] = Math.max(0, Math.min(255, value));
    }
  }
}

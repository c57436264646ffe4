import { invertAcross, makeComplex, transformSquare } from './fourier.ts';
import type { Complex } from './fourier.ts';
import { tableOf } from './layout.ts';
import type { Layout, Line } from './layout.ts';
import { boxMean, makePlane, toSide, whiten } from './plane.ts';
import type { Plane } from './plane.ts';
import { turnedGrid } from './spectrum.ts';
import type { Grid } from './spectrum.ts';

/** A plane, how the tiles lie on it, and the layouts that may be read there. */
export interface Candidate {
  readonly plane: Plane;
  readonly grid: Grid;
  readonly layouts: readonly Layout[];
}

const SIDE = 512;
/** Peaks that stand out further are some line of the picture. */
const CLIP = 6;
const MAX_ANGLE = (5.5 * Math.PI) / 180;
/** A step moves a wave of this radius by this much of a bin. */
const STEP_RADIUS = 30;
const STEP_BINS = 0.6;
/** How many poses are looked at with all waves, for the phases of some, and laid out in full. */
const BY_POWER = 3000;
const BY_PHASE = 250;
const KEPT = 14;
/** The coherent scan looks at the coarse half of the known waves, on a coarse grid of shifts. */
const COARSE_RADIUS = 19;
const COARSE_SHIFTS = 64;
const COARSE_ANGLE = (4 * Math.PI) / 180;
const COARSE_KEPT = 6;

/** The grain of a picture at one size, as a search looks at it. */
export interface Level {
  readonly plane: Plane;
  /** |F|² at each frequency, over its surroundings. */
  readonly power: Float32Array;
  /** With the plane's centre as origin, so that phases change slowly between bins. */
  readonly spectrum: Complex;
}

interface Pose {
  readonly level: Level;
  /** The one it is scored with, and the same turned by half, which has the same power. */
  readonly layouts: readonly Layout[];
  readonly period: number;
  readonly angle: number;
  /** Height of a tile over its width. */
  readonly stretch: number;
  score: number;
}

/**
 * Finds how the tiles may lie on an image that was cut, scaled, turned, mirrored or stretched: the
 * waves of the tile are where the power of the spectrum stands out at many places at once, and in
 * phase.
 *
 * @param layouts - the eight of `orientationsOf`.
 * @returns the likeliest grids, best first.
 */
export function searchGrids(
  { fine, coarse }: Levels,
  layouts: readonly Layout[],
): readonly Candidate[] {
  const levels = [
    { level: fine, from: 62, to: 205 },
    { level: coarse, from: 92, to: 225 },
  ];
  // Each with the same turned by half, which stands two places on.
  const poses = [0, 1, 4, 5].flatMap((at) => {
    const pair = [layouts[at], layouts[at + 2]].flatMap((each) => each ?? []);
    return levels.flatMap(({ level, from, to }) => likelyPoses(level, pair, { from, to }));
  });
  const strong = best(poses, BY_POWER);
  for (const pose of strong)
    pose.score = 2 * pose.score + powerAt(pose.level, pose, payloadOf(pose));
  const likely = distinct(best(strong, strong.length), BY_PHASE);
  const coherences = coherencesOf(likely);
  for (const [index, pose] of likely.entries())
    pose.score = pose.score / POWER_UNIT + 2 * (coherences[index] ?? 0);
  return best(likely, KEPT).map(({ level, layouts: own, period, angle, stretch }) => ({
    plane: level.plane,
    layouts: own,
    grid: turnedGrid(period, angle, 1 / stretch),
  }));
}

/** What the power of all waves varies by, by chance: so much is worth one standard deviation. */
const POWER_UNIT = 25;

function syncOf({ layouts }: Pose): readonly Line[] {
  return layouts[0]?.sync ?? [];
}

function payloadOf({ layouts }: Pose): readonly Line[] {
  return layouts[0]?.payload ?? [];
}

function best(poses: readonly Pose[], count: number): readonly Pose[] {
  return poses.toSorted((a, b) => b.score - a.score).slice(0, count);
}

/** A picture at the size that analysis runs on, and at half of it. */
export interface Levels {
  readonly fine: Level;
  readonly coarse: Level;
}

/** @param grain - of `luma`. */
export function levelsOf(luma: Plane, grain: Plane): Levels {
  const half = toSide(luma, SIDE / 2);
  const small = half === luma ? grain : whiten(half);
  const [fine, coarse] = centredSpectra(grain, small);
  return { fine: levelOf(grain, fine), coarse: levelOf(small, coarse) };
}

function levelOf(plane: Plane, spectrum: Complex): Level {
  const { re, im } = spectrum;
  const raw = makePlane(SIDE, SIDE);
  for (let at = 0; at < raw.data.length; at++) {
    const x = re[at] ?? 0;
    const y = im[at] ?? 0;
    raw.data[at] = x * x + y * y;
  }
  const power = boxMean(raw, 7).data;
  for (let at = 0; at < power.length; at++) {
    const relative = (raw.data[at] ?? 0) / Math.max(1e-9, power[at] ?? 0);
    power[at] = relative < CLIP ? relative : CLIP;
  }
  return { plane, power, spectrum };
}

/**
 * The spectra of two planes: as both are real, one transform has them as its even and odd parts.
 * What is wider than the square is laid over it: at the frequencies of its bins nothing changes.
 */
function centredSpectra(one: Plane, other: Plane): readonly [Complex, Complex] {
  const both = makeComplex(SIDE * SIDE);
  layCentred(one, both.re);
  layCentred(other, both.im);
  transformSquare(both, SIDE);
  return splitReal(both);
}

function splitReal({ re, im }: Complex): readonly [Complex, Complex] {
  const [one, other] = [makeComplex(SIDE * SIDE), makeComplex(SIDE * SIDE)];
  for (let row = 0; row < SIDE; row++)
    for (let column = 0; column < SIDE; column++) {
      const at = row * SIDE + column;
      const opposite = (-row & (SIDE - 1)) * SIDE + (-column & (SIDE - 1));
      const x = re[at] ?? 0;
      const y = im[at] ?? 0;
      const oppositeX = re[opposite] ?? 0;
      const oppositeY = im[opposite] ?? 0;
      one.re[at] = (x + oppositeX) / 2;
      one.im[at] = (y - oppositeY) / 2;
      other.re[at] = (y + oppositeY) / 2;
      other.im[at] = (oppositeX - x) / 2;
    }
  return [one, other];
}

function layCentred({ width, height, data }: Plane, square: Float64Array): void {
  const mask = SIDE - 1;
  const [cx, cy] = [Math.floor(width / 2), Math.floor(height / 2)];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = ((y - cy) & mask) * SIDE + ((x - cx) & mask);
      square[at] = (square[at] ?? 0) + (data[y * width + x] ?? 0);
    }
}

/** By chance the known waves are this much louder than their surroundings in one pose of fifty. */
const LOUD = 16;

/** Cut or whole, and turned by a few degrees or stretched: those where the known waves are loud. */
function likelyPoses(
  level: Level,
  layouts: readonly Layout[],
  { from, to }: { from: number; to: number },
): Pose[] {
  const poses: Pose[] = [];
  const sync = layouts[0]?.sync ?? [];
  const keep = (period: number, angle: number, stretch: number) => {
    const score = powerAt(level, { period, angle, stretch }, sync);
    if (score > LOUD) poses.push({ level, layouts, period, angle, stretch, score });
  };
  for (let period = from; period <= to;) {
    const step = STEP_BINS / ((STEP_RADIUS * SIDE) / period);
    for (let angle = -MAX_ANGLE; angle <= MAX_ANGLE; angle += step) keep(period, angle, 1);
    for (let stretch = 0.75; stretch <= 1.34; stretch *= 1 + 2 * step)
      keep(period / Math.sqrt(stretch), 0, stretch);
    period *= 1 + step;
  }
  return poses;
}

/** How the tiles lie on a plane, but for where they begin. */
type Lie = Pick<Pose, 'period' | 'angle' | 'stretch'>;

/** The power at the places where waves should be, over what is expected by chance. */
function powerAt({ power }: Level, lie: Lie, lines: readonly Line[]): number {
  const { cos, sin, down, across } = turnOf(lie);
  const { kx, ky } = tableOf(lines);
  let sum = -kx.length;
  for (let at = 0; at < kx.length; at++) {
    const x = kx[at] ?? 0;
    const y = ky[at] ?? 0;
    sum += power[binAt(x * cos - y * across, x * sin + y * down)] ?? 0;
  }
  return sum;
}

/** A wave's frequency turns as the grid does. */
function turnOf({ period, angle, stretch }: Lie) {
  const scale = SIDE / period;
  const [cos, sin] = [Math.cos(angle) * scale, Math.sin(angle) * scale];
  return { cos, sin, down: cos / stretch, across: sin / stretch };
}

/** No wave lies further out; as much is added as makes all of them positive. */
const FURTHEST = 2 * SIDE;

function binAt(column: number, row: number): number {
  const x = ((column + FURTHEST + 0.5) | 0) & (SIDE - 1);
  const y = ((row + FURTHEST + 0.5) | 0) & (SIDE - 1);
  return y * SIDE + x;
}

/** Drops poses that are a step away from a better one. */
function distinct(poses: readonly Pose[], count: number): readonly Pose[] {
  const kept: Pose[] = [];
  for (const pose of poses) {
    if (kept.length >= count) break;
    const isNear = kept.some(
      (other) =>
        other.level === pose.level &&
        other.layouts === pose.layouts &&
        Math.abs(Math.log(other.period / pose.period)) < 0.004 &&
        Math.abs(other.angle - pose.angle) < 0.004 &&
        Math.abs(other.stretch - pose.stretch) < 0.004,
    );
    if (!isNear) kept.push(pose);
  }
  return kept;
}

/**
 * Finds the grid where the picture is louder than the mark, so that no power stands out: by the
 * phases of the known waves, which are those of one shift only on the right grid. Slower than
 * `searchGrids`, and sees what that misses, in upright pictures.
 *
 * @returns the likeliest grids on the fine plane, best first.
 */
export function scanGrids(
  { fine: { plane: grain }, coarse: level }: Levels,
  layouts: readonly Layout[],
): readonly Candidate[] {
  const [layout] = layouts;
  if (!layout) return [];
  const poses: Pose[] = [];
  const scan = (period: number, angle: number) =>
    poses.push({ level, layouts: [layout], period, angle, stretch: 1, score: 0 });
  for (let period = 62; period <= 205;) {
    const step = 0.9 / ((COARSE_RADIUS * SIDE) / period);
    for (let angle = 0; angle <= COARSE_ANGLE; angle += step) {
      scan(period, angle);
      if (angle > 0) scan(period, -angle);
    }
    period *= 1 + step;
  }
  const coherences = coherencesOf(poses);
  for (const [index, pose] of poses.entries()) pose.score = coherences[index] ?? 0;
  const scale = grain.width / level.plane.width;
  return distinct(best(poses, poses.length), COARSE_KEPT).map((pose) => {
    const { period, angle, stretch } = refine(pose);
    const grid = turnedGrid(period * scale, angle, 1 / stretch);
    return { plane: grain, layouts: [layout], grid };
  });
}

/** The known waves of the inner ring come first in a layout. */
const COARSE_LINES = 32;
const ALL_LINES = 64;

/**
 * How well the first known waves of each pose agree on one shift, at its best one, in standard
 * deviations. Two real poses share a complex transform.
 */
function coherencesOf(poses: readonly Pose[], lines = COARSE_LINES): Float64Array {
  const shifts = makeComplex(COARSE_SHIFTS * COARSE_SHIFTS);
  const coherences = new Float64Array(poses.length);
  for (let at = 0; at < poses.length; at += 2) {
    shifts.re.fill(0);
    shifts.im.fill(0);
    const [one, other] = [poses[at], poses[at + 1]];
    const power = one ? placeWaves(one, lines, shifts, 're') : 0;
    const otherPower = other ? placeWaves(other, lines, shifts, 'im') : 0;
    invertAcross(shifts, COARSE_SHIFTS);
    coherences[at] = mostOf(shifts.re) / Math.sqrt(Math.max(1e-12, power));
    if (other) coherences[at + 1] = mostOf(shifts.im) / Math.sqrt(Math.max(1e-12, otherPower));
  }
  return coherences;
}

function mostOf(values: Float64Array): number {
  let most = 0;
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? 0;
    if (value > most) most = value;
  }
  return most;
}

/**
 * Adds the waves of a pose, turned back to where they start, to a spectrum whose inverse has them
 * as its real or its imaginary part.
 *
 * @returns the mean power of that part.
 */
function placeWaves(pose: Pose, lines: number, shifts: Complex, part: 're' | 'im'): number {
  const { spectrum } = pose.level;
  const { kx, ky, cos: phaseCos, sin: phaseSin } = tableOf(syncOf(pose));
  const { cos, sin, down, across } = turnOf(pose);
  const bins = new Int32Array(lines);
  let total = 0;
  for (let at = 0; at < lines; at++) {
    const x = kx[at] ?? 0;
    const y = ky[at] ?? 0;
    const bin = binAt(x * cos - y * across, x * sin + y * down);
    bins[at] = bin;
    total += (spectrum.re[bin] ?? 0) ** 2 + (spectrum.im[bin] ?? 0) ** 2;
  }
  const loudest = (2 * Math.sqrt(total / lines)) ** 2;
  let power = 0;
  for (let at = 0; at < lines; at++) {
    const re = spectrum.re[bins[at] ?? 0] ?? 0;
    const im = spectrum.im[bins[at] ?? 0] ?? 0;
    const loudness = re * re + im * im;
    const limit = Math.min(1, Math.sqrt(loudest / Math.max(1e-18, loudness)));
    const [c, s] = [(phaseCos[at] ?? 0) * limit, (phaseSin[at] ?? 0) * limit];
    const wave = { kx: kx[at] ?? 0, ky: ky[at] ?? 0, re: re * c + im * s, im: im * c - re * s };
    addWave(shifts, wave, part);
    power += (limit * limit * loudness) / 2;
  }
  return power;
}

/** With its opposite, so that its inverse is real; times the imaginary unit for the other part. */
function addWave(
  { re, im }: Complex,
  wave: { kx: number; ky: number; re: number; im: number },
  part: 're' | 'im',
): void {
  const mask = COARSE_SHIFTS - 1;
  const at = (wave.ky & mask) * COARSE_SHIFTS + (wave.kx & mask);
  const opposite = (-wave.ky & mask) * COARSE_SHIFTS + (-wave.kx & mask);
  const [a, b] = [wave.re / 2, wave.im / 2];
  if (part === 're') {
    re[at] = (re[at] ?? 0) + a;
    im[at] = (im[at] ?? 0) + b;
    re[opposite] = (re[opposite] ?? 0) + a;
    im[opposite] = (im[opposite] ?? 0) - b;
    return;
  }
  re[at] = (re[at] ?? 0) - b;
  im[at] = (im[at] ?? 0) + a;
  re[opposite] = (re[opposite] ?? 0) + b;
  im[opposite] = (im[opposite] ?? 0) + a;
}

/** Moves a pose to where all known waves agree best. */
function refine(start: Pose): Pose {
  let found = start;
  for (const step of [0.006, 0.003, 0.0015]) {
    const { period, angle } = found;
    const near = [
      found,
      ...[-step, 0, step].flatMap((wider) =>
        [-step, 0, step].map((further) => ({
          ...found,
          period: period * (1 + wider),
          angle: angle + further,
        })),
      ),
    ];
    const coherences = coherencesOf(near, ALL_LINES);
    found = near[coherences.indexOf(Math.max(...coherences))] ?? found;
  }
  return found;
}

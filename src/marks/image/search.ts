import { invertSquare, makeComplex, transformSquare } from './fourier.ts';
import type { Complex } from './fourier.ts';
import type { Layout, Line } from './layout.ts';
import { boxMean, toSide, whiten } from './plane.ts';
import type { Plane } from './plane.ts';
import { findShift } from './shift.ts';
import { foldedSpectrum, turnedGrid } from './spectrum.ts';
import type { Grid } from './spectrum.ts';

/** A plane, and how the tiles lie on it. */
export interface Candidate {
  readonly plane: Plane;
  readonly grid: Grid;
}

const SIDE = 512;
/** Peaks that stand out further are some line of the picture. */
const CLIP = 6;
const MAX_ANGLE = (5.5 * Math.PI) / 180;
/** A step moves a wave of this radius by this much of a bin. */
const STEP_RADIUS = 30;
const STEP_BINS = 0.6;
const KEPT = 40;
/** The coherent scan looks at the coarse half of the known waves, on a coarse grid of shifts. */
const COARSE_RADIUS = 19;
const COARSE_SHIFTS = 64;
const COARSE_ANGLE = (4 * Math.PI) / 180;
const COARSE_KEPT = 6;

interface Level {
  readonly plane: Plane;
  /** |F|² at each frequency, over its surroundings. */
  readonly power: Float64Array;
}

interface Pose {
  readonly level: Level;
  readonly period: number;
  readonly angle: number;
  /** Height of a tile over its width. */
  readonly stretch: number;
  score: number;
}

/**
 * Finds how the tiles may lie on an image that was cut, scaled, turned or stretched: the waves of
 * the tile are where the power of the spectrum stands out at many places at once.
 *
 * @returns the likeliest grids, best first.
 */
export function searchGrids(luma: Plane, grain: Plane, layout: Layout): readonly Candidate[] {
  const half = toSide(luma, SIDE / 2);
  const levels = [
    { level: levelOf(grain), from: 92, to: 205 },
    { level: levelOf(half === luma ? grain : whiten(half)), from: 92, to: 225 },
  ];
  const sync = layout.sync;
  const poses = levels.flatMap(({ level, from, to }) => [
    ...turned(level, from, to),
    ...stretched(level),
  ]);
  for (const pose of poses) pose.score = 2 * powerAt(pose, sync) + powerAt(pose, layout.payload);
  return distinct(poses.toSorted((a, b) => b.score - a.score)).map((pose) => ({
    plane: pose.level.plane,
    grid: turnedGrid(pose.period, pose.angle, 1 / pose.stretch),
  }));
}

function levelOf(plane: Plane): Level {
  const spectrum = makeComplex(SIDE * SIDE);
  const { width, height, data } = plane;
  // What is wider than the square is laid over it: at the frequencies of its bins that changes nothing.
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = (y % SIDE) * SIDE + (x % SIDE);
      spectrum.re[at] = (spectrum.re[at] ?? 0) + (data[y * width + x] ?? 0);
    }
  transformSquare(spectrum, SIDE);
  const raw: Plane = {
    width: SIDE,
    height: SIDE,
    data: Float32Array.from(
      { length: SIDE * SIDE },
      (_, at) => (spectrum.re[at] ?? 0) ** 2 + (spectrum.im[at] ?? 0) ** 2,
    ),
  };
  const around = boxMean(raw, 7).data;
  const power = Float64Array.from(raw.data, (value, at) =>
    Math.min(CLIP, value / Math.max(1e-9, around[at] ?? 0)),
  );
  return { plane, power };
}

function turned(level: Level, from: number, to: number): Pose[] {
  const poses: Pose[] = [];
  for (let period = from; period <= to;) {
    const bins = (STEP_RADIUS * SIDE) / period;
    for (let angle = -MAX_ANGLE; angle <= MAX_ANGLE; angle += STEP_BINS / bins)
      poses.push({ level, period, angle, stretch: 1, score: 0 });
    period *= 1 + STEP_BINS / bins;
  }
  return poses;
}

/** Whole images that were stretched: their tiles are as wide as ever, on the whole. */
function stretched(level: Level): Pose[] {
  const { width, height } = level.plane;
  const whole = Math.sqrt(width * height) / 4;
  const poses: Pose[] = [];
  for (let stretch = 0.75; stretch <= 1.34; stretch *= 1.006)
    poses.push({ level, period: whole / Math.sqrt(stretch), angle: 0, stretch, score: 0 });
  return poses;
}

/** The power at the places where waves should be, over what is expected by chance. */
function powerAt({ level, period, angle, stretch }: Pose, lines: readonly Line[]): number {
  const { power } = level;
  const scale = SIDE / period;
  const cos = Math.cos(angle) * scale;
  const sin = Math.sin(angle) * scale;
  let sum = 0;
  for (const { kx, ky } of lines) {
    // A wave's frequency turns as the grid does.
    const fx = kx * cos - (ky * sin) / stretch;
    const fy = kx * sin + (ky * cos) / stretch;
    const column = Math.round(fx) & (SIDE - 1);
    const row = Math.round(fy) & (SIDE - 1);
    sum += (power[row * SIDE + column] ?? 0) - 1;
  }
  return sum;
}

/** Drops poses that are a step away from a better one. */
function distinct(poses: readonly Pose[]): readonly Pose[] {
  const kept: Pose[] = [];
  for (const pose of poses) {
    if (kept.length >= KEPT) break;
    const isNear = kept.some(
      (other) =>
        other.level === pose.level &&
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
 * `searchGrids`, and sees what that misses.
 *
 * @returns the likeliest grids on the plane `grain`, best first.
 */
export function scanGrids(luma: Plane, grain: Plane, layout: Layout): readonly Candidate[] {
  const half = toSide(luma, SIDE / 2);
  const plane = half === luma ? grain : whiten(half);
  const lines = layout.sync.filter(({ kx, ky }) => Math.hypot(kx, ky) < COARSE_RADIUS);
  const spectrum = centredSpectrum(plane);
  const poses: Pose[] = [];
  const scan = (period: number, angle: number, stretch: number) => {
    const pose = { level: { plane, power: new Float64Array() }, period, angle, stretch, score: 0 };
    pose.score = coherence(pose, spectrum, lines);
    poses.push(pose);
  };
  for (let period = 62; period <= 205;) {
    const bins = (COARSE_RADIUS * SIDE) / period;
    const step = 0.9 / bins;
    for (let angle = 0; angle <= COARSE_ANGLE; angle += step) {
      scan(period, angle, 1);
      if (angle > 0) scan(period, -angle, 1);
    }
    period *= 1 + step;
  }
  const whole = Math.sqrt(plane.width * plane.height) / 4;
  for (let stretch = 0.75; stretch <= 1.34; stretch *= 1.01)
    scan(whole / Math.sqrt(stretch), 0, stretch);
  const best = distinct(poses.toSorted((a, b) => b.score - a.score)).slice(0, COARSE_KEPT);
  return best.map((pose) => {
    const refined = refine(pose, layout);
    const scale = grain.width / plane.width;
    return {
      plane: grain,
      grid: turnedGrid(refined.period * scale, refined.angle, 1 / refined.stretch),
    };
  });
}

/** The spectrum with the plane's centre as origin, so that phases change slowly between bins. */
function centredSpectrum({ width, height, data }: Plane): Complex {
  const spectrum = makeComplex(SIDE * SIDE);
  const [cx, cy] = [Math.floor(width / 2), Math.floor(height / 2)];
  const mask = SIDE - 1;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = ((y - cy) & mask) * SIDE + ((x - cx) & mask);
      spectrum.re[at] = (spectrum.re[at] ?? 0) + (data[y * width + x] ?? 0);
    }
  transformSquare(spectrum, SIDE);
  return spectrum;
}

/** How well the known waves agree on one shift, at the best one, in standard deviations. */
function coherence(pose: Pose, spectrum: Complex, lines: readonly Line[]): number {
  const shifts = makeComplex(COARSE_SHIFTS * COARSE_SHIFTS);
  const mask = COARSE_SHIFTS - 1;
  const read = lines.map((line) => {
    const bin = binAt(pose, line);
    return [spectrum.re[bin] ?? 0, spectrum.im[bin] ?? 0] as const;
  });
  const mean = Math.sqrt(read.reduce((sum, [re, im]) => sum + re * re + im * im, 0) / read.length);
  let power = 0;
  for (const [index, { kx, ky, phase }] of lines.entries()) {
    const [re = 0, im = 0] = read[index] ?? [];
    const limit = Math.min(1, (2 * mean) / Math.max(1e-9, Math.hypot(re, im)));
    const [cos, sin] = [Math.cos(phase) * limit, Math.sin(phase) * limit];
    const at = (ky & mask) * COARSE_SHIFTS + (kx & mask);
    shifts.re[at] = re * cos + im * sin;
    shifts.im[at] = im * cos - re * sin;
    power += (limit * limit * (re * re + im * im)) / 2;
  }
  invertSquare(shifts, COARSE_SHIFTS);
  let most = 0;
  for (const value of shifts.re) most = Math.max(most, value);
  return most / Math.sqrt(Math.max(1e-12, power));
}

function binAt({ period, angle, stretch }: Pose, { kx, ky }: Line): number {
  const scale = SIDE / period;
  const [cos, sin] = [Math.cos(angle) * scale, Math.sin(angle) * scale];
  const column = Math.round(kx * cos - (ky * sin) / stretch) & (SIDE - 1);
  return (Math.round(kx * sin + (ky * cos) / stretch) & (SIDE - 1)) * SIDE + column;
}

/** Moves a pose to where all known waves agree best. */
function refine(start: Pose, layout: Layout): Pose {
  let best = start;
  let height = agreement(best, layout);
  for (const step of [0.006, 0.003, 0.0015]) {
    const { period, angle, stretch } = best;
    const near = [
      { period: period * (1 + step), angle, stretch },
      { period: period * (1 - step), angle, stretch },
      { period, angle: angle + step, stretch },
      { period, angle: angle - step, stretch },
    ];
    for (const moved of near) {
      const pose = { ...best, ...moved };
      const found = agreement(pose, layout);
      if (found > height) [best, height] = [pose, found];
    }
  }
  return best;
}

function agreement({ level, period, angle, stretch }: Pose, layout: Layout): number {
  const grid = turnedGrid(period, angle, 1 / stretch);
  return findShift(foldedSpectrum(level.plane, grid), layout).height;
}

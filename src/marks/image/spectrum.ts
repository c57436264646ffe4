import { makeComplex, transformSquare } from './fourier.ts';
import type { Complex } from './fourier.ts';
import { TILE } from './layout.ts';
import type { Line } from './layout.ts';
import type { Plane } from './plane.ts';

/**
 * How pixels lie on the tile: `u = ux × x + uy × y + u0` in samples of the tile, and so for `v`,
 * where `x` and `y` are those of a pixel's centre.
 */
export interface Grid {
  readonly ux: number;
  readonly uy: number;
  readonly vx: number;
  readonly vy: number;
}

/** Four tiles to the geometric mean of the sides, whatever their size: it survives a resize. */
const TILES_A_SIDE = 4;

/** @returns the grid of a whole, upright image, seen through a plane of its pixels. */
export function uprightGrid(
  { width, height }: { width: number; height: number },
  image: { width: number; height: number },
): Grid {
  const period = Math.sqrt(image.width * image.height) / TILES_A_SIDE;
  return {
    ux: ((image.width / width) * TILE) / period,
    uy: 0,
    vx: 0,
    vy: ((image.height / height) * TILE) / period,
  };
}

/** @returns the grid of tiles `period` pixels wide, turned by `angle` radians. */
export function turnedGrid(period: number, angle: number, stretch = 1): Grid {
  const scale = TILE / period;
  const [cos, sin] = [Math.cos(angle) * scale, Math.sin(angle) * scale];
  return { ux: cos, uy: sin, vx: -sin * stretch, vy: cos * stretch };
}

/**
 * Lays all tiles of a plane on top of each other.
 *
 * @returns for each wave of the tile how strongly it is there, and where it starts: the mean of
 *   the plane times the wave. Row `ky`, column `kx`, both modulo `TILE`.
 */
export function foldedSpectrum(plane: Plane, grid: Grid): Complex {
  const tile = fold(plane, grid);
  const spectrum = makeComplex(TILE * TILE);
  const count = plane.data.length;
  for (let at = 0; at < tile.length; at++) spectrum.re[at] = (tile[at] ?? 0) / count;
  transformSquare(spectrum, TILE);
  return spectrum;
}

function fold(plane: Plane, grid: Grid): Float64Array {
  return grid.uy === 0 && grid.vx === 0 ? foldUpright(plane, grid) : foldTurned(plane, grid);
}

/** Where no axis leans on the other, each row is laid down once for all its columns. */
function foldUpright({ width, height, data }: Plane, { ux, vy }: Grid): Float64Array {
  const tile = new Float64Array(TILE * TILE);
  const line = new Float64Array(TILE);
  const columns = Float64Array.from({ length: width }, (_, x) => (ux * (x + 0.5)) % TILE);
  for (let y = 0; y < height; y++) {
    line.fill(0);
    for (let x = 0; x < width; x++) {
      const u = columns[x] ?? 0;
      const left = u | 0;
      const value = data[y * width + x] ?? 0;
      const right = value * (u - left);
      const next = (left + 1) & (TILE - 1);
      line[left] = (line[left] ?? 0) + value - right;
      line[next] = (line[next] ?? 0) + right;
    }
    const v = (vy * (y + 0.5)) % TILE;
    const top = v | 0;
    const below = v - top;
    const row = top * TILE;
    const under = ((top + 1) & (TILE - 1)) * TILE;
    for (let at = 0; at < TILE; at++) {
      const value = line[at] ?? 0;
      tile[row + at] = (tile[row + at] ?? 0) + value * (1 - below);
      tile[under + at] = (tile[under + at] ?? 0) + value * below;
    }
  }
  return tile;
}

function foldTurned({ width, height, data }: Plane, { ux, uy, vx, vy }: Grid): Float64Array {
  const tile = new Float64Array(TILE * TILE);
  const mask = TILE - 1;
  for (let y = 0; y < height; y++) {
    // Far enough to the positive side that the remainder is one.
    let u = (uy * (y + 0.5) + ux * 0.5) % TILE;
    let v = (vy * (y + 0.5) + vx * 0.5) % TILE;
    for (let x = 0; x < width; x++) {
      const left = Math.floor(u);
      const top = Math.floor(v);
      const right = u - left;
      const below = v - top;
      const value = data[y * width + x] ?? 0;
      const column = left & mask;
      const next = (left + 1) & mask;
      const row = (top & mask) * TILE;
      const under = ((top + 1) & mask) * TILE;
      const upper = value * (1 - below);
      const lower = value * below;
      tile[row + column] = (tile[row + column] ?? 0) + upper * (1 - right);
      tile[row + next] = (tile[row + next] ?? 0) + upper * right;
      tile[under + column] = (tile[under + column] ?? 0) + lower * (1 - right);
      tile[under + next] = (tile[under + next] ?? 0) + lower * right;
      u += ux;
      v += vx;
    }
  }
  return tile;
}

/** @returns where a wave stands in a spectrum of the tile. */
export function binOf({ kx, ky }: Pick<Line, 'kx' | 'ky'>): number {
  const mask = TILE - 1;
  return (ky & mask) * TILE + (kx & mask);
}

/**
 * Reads waves from a spectrum.
 *
 * @param shift - how far the tile's corner lies from the plane's, in samples.
 * @returns two numbers a wave: how much of it stands in its own phase, and a quarter turn further,
 *   as amplitudes.
 */
export function readLines(
  spectrum: Complex,
  lines: readonly Line[],
  shift: { u: number; v: number } = { u: 0, v: 0 },
): Float64Array {
  const values = new Float64Array(lines.length * 2);
  for (const [index, line] of lines.entries()) {
    const bin = binOf(line);
    const turn = (2 * Math.PI * (line.kx * shift.u + line.ky * shift.v)) / TILE - line.phase;
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
    const [re, im] = [spectrum.re[bin] ?? 0, spectrum.im[bin] ?? 0];
    values[index * 2] = 2 * (re * cos - im * sin);
    values[index * 2 + 1] = 2 * (re * sin + im * cos);
  }
  return values;
}

import { invertSquare, makeComplex } from './fourier.ts';
import type { Complex } from './fourier.ts';
import { TILE } from './layout.ts';
import type { Layout, Line } from './layout.ts';

/** The waves of a tile: amplitudes in phase and a quarter turn further, with a mean power of 1. */
export interface Amplitudes {
  readonly sync: Float64Array;
  readonly payload: Float64Array;
}

/** Amplitudes beyond this multiple of the mean are cut. */
const CREST = 2.6;

/** Finer than the tile, so that it can be read between its samples. */
const SAMPLES = 256;

/** Waves, and whose layout they follow. */
export interface Waves {
  readonly layout: Layout;
  readonly amplitudes: Amplitudes;
}

/** @returns the samples of a tile that holds all the waves, `SAMPLES` × `SAMPLES`. */
export function synthesize(waves: readonly Waves[]): Float64Array {
  const spectrum = makeComplex(SAMPLES * SAMPLES);
  for (const { layout, amplitudes } of waves) {
    addLines(spectrum, layout.sync, amplitudes.sync);
    addLines(spectrum, layout.payload, amplitudes.payload);
  }
  invertSquare(spectrum, SAMPLES);
  return spectrum.re.map((value) => Math.max(-CREST, Math.min(CREST, value)));
}

/** Each wave and its opposite, so that the tile comes out real. */
function addLines(spectrum: Complex, lines: readonly Line[], values: Float64Array): void {
  for (const [index, { kx, ky, phase }] of lines.entries()) {
    const [a, b] = [values[index * 2] ?? 0, values[index * 2 + 1] ?? 0];
    const [cos, sin] = [Math.cos(phase) / 2, Math.sin(phase) / 2];
    const re = a * cos - b * sin;
    const im = a * sin + b * cos;
    const bin = wrap(ky) * SAMPLES + wrap(kx);
    const opposite = wrap(-ky) * SAMPLES + wrap(-kx);
    spectrum.re[bin] = (spectrum.re[bin] ?? 0) + re;
    spectrum.im[bin] = (spectrum.im[bin] ?? 0) + im;
    spectrum.re[opposite] = (spectrum.re[opposite] ?? 0) + re;
    spectrum.im[opposite] = (spectrum.im[opposite] ?? 0) - im;
  }
}

function wrap(index: number): number {
  return index & (SAMPLES - 1);
}

/** @returns the tile at a place given in samples of `TILE`, between its samples in a straight line. */
export function sampleTile(tile: Float64Array, u: number, v: number): number {
  const scale = SAMPLES / TILE;
  const x = u * scale;
  const y = v * scale;
  const left = Math.floor(x);
  const top = Math.floor(y);
  const right = x - left;
  const below = y - top;
  const row = wrap(top) * SAMPLES;
  const under = wrap(top + 1) * SAMPLES;
  const column = wrap(left);
  const next = wrap(left + 1);
  return (
    ((tile[row + column] ?? 0) * (1 - right) + (tile[row + next] ?? 0) * right) * (1 - below) +
    ((tile[under + column] ?? 0) * (1 - right) + (tile[under + next] ?? 0) * right) * below
  );
}

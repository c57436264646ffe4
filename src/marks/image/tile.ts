import { invertSquare, makeComplex } from './fourier.ts';
import type { Complex } from './fourier.ts';
import { TILE } from './layout.ts';
import type { Layout, Line } from './layout.ts';
import type { Grid } from './spectrum.ts';

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
  const samples = spectrum.re;
  for (let at = 0; at < samples.length; at++)
    samples[at] = Math.max(-CREST, Math.min(CREST, samples[at] ?? 0));
  return samples;
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

/** Where a pixel lies between two samples of a row. */
export interface Places {
  /** The sample before it. */
  readonly before: Int32Array;
  /** How far it lies from that towards the next, 0 to 1. */
  readonly beyond: Float32Array;
}

/**
 * Reads a tile along the rows of an upright image, between its samples in a straight line.
 *
 * @returns gives the samples at the height of a row, and once more the first after the last, in an
 *   array that the next call writes again; `places` says which of them a pixel lies between.
 */
export function tileRows(
  tile: Float64Array,
  { ux, vy }: Pick<Grid, 'ux' | 'vy'>,
  width: number,
): { readonly places: Places; row(y: number): Float32Array } {
  const scale = SAMPLES / TILE;
  const samples = new Float32Array(SAMPLES + 1);
  const row = (y: number) => {
    const v = vy * (y + 0.5) * scale;
    const top = Math.floor(v);
    const below = v - top;
    const [from, to] = [wrap(top) * SAMPLES, wrap(top + 1) * SAMPLES];
    for (let at = 0; at < SAMPLES; at++)
      samples[at] = (tile[from + at] ?? 0) * (1 - below) + (tile[to + at] ?? 0) * below;
    samples[SAMPLES] = samples[0] ?? 0;
    return samples;
  };
  return { places: placesOf(width, (x) => (ux * (x + 0.5) * scale) % SAMPLES), row };
}

/** @param at - where a column lies, in samples; not below 0. */
export function placesOf(width: number, at: (x: number) => number): Places {
  const before = new Int32Array(width);
  const beyond = new Float32Array(width);
  for (let x = 0; x < width; x++) {
    const place = at(x);
    before[x] = Math.floor(place);
    beyond[x] = place - Math.floor(place);
  }
  return { before, beyond };
}

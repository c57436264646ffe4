import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { encodeId } from '../id-code.ts';
import { FALSE_POSITIVE, MAX_READINGS, WEIGHTINGS, decide, threshold } from './decide.ts';
import { makeComplex } from './fourier.ts';
import { findAnywhere, findAtCorner } from './known.ts';
import { TILE, layoutOf } from './layout.ts';
import { openImageReader } from './read.ts';
import { binOf } from './spectrum.ts';

const CORNER = { u: 0, v: 0, height: 0 };

/** Numbers from 0 on and below 1 that a test can repeat. */
function generator(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

const keyOf = (random: () => number) => Uint8Array.from({ length: 32 }, () => random() * 256);
const idOf = (random: () => number) => Uint8Array.from({ length: 8 }, () => random() * 256);

/** A spectrum as a picture without a mark has it. */
function noiseSpectrum(random: () => number) {
  const spectrum = makeComplex(TILE * TILE);
  for (let at = 0; at < spectrum.re.length; at++) {
    spectrum.re[at] = random() + random() - 1;
    spectrum.im[at] = random() + random() - 1;
  }
  return spectrum;
}

describe('the bound', () => {
  test('holds by arithmetic: all ways and all pairs together stay within it', () => {
    // Q(t) from below and from above, apart from the formula that the thresholds come from.
    const tail = (t: number) => Math.exp((-t * t) / 2) / (t * Math.sqrt(2 * Math.PI));
    for (const pairs of [1, 100, 1e6, 2 ** 64]) {
      const t = threshold(pairs * MAX_READINGS);
      const chance = 3.178 * tail(t) * pairs * MAX_READINGS * WEIGHTINGS.length;
      expect(chance).toBeLessThanOrEqual(FALSE_POSITIVE / 2);
      expect(chance).toBeGreaterThan((FALSE_POSITIVE / 2) * 0.99);
    }
    expect(threshold(2 ** 64 * MAX_READINGS)).toBeCloseTo(11.67, 2);
  });

  test('what is told is far from it: 300 spectra of noise', () => {
    const random = generator(7);
    const layouts = Array.from({ length: 6 }, () => layoutOf(keyOf(random)));
    for (let round = 0; round < 300; round++) {
      const spectrum = noiseSpectrum(random);
      const layout = layouts[round % layouts.length] ?? layoutOf(keyOf(random));
      const list = [idOf(random), idOf(random)];
      expect(decide(spectrum, layout, CORNER, list)).toBeNull();
      const [first] = list;
      if (round % 20 > 0 || !first) continue;
      expect(findAtCorner(spectrum, layout, first)).toBeNull();
      expect(findAnywhere(spectrum, layout, first)).toBeNull();
    }
  });

  test('certainty has the spread of a sum of tosses, whatever the picture says', () => {
    const random = generator(11);
    const spectrum = noiseSpectrum(random);
    // One wave much louder than all others, and a zone that is silent.
    spectrum.re[5 * TILE + 7] = 1e6;
    const scores = Array.from({ length: 80 }, () => {
      const layout = layoutOf(keyOf(random));
      const code = encodeId(idOf(random));
      let [sum, power] = [0, 0];
      for (const [at, line] of layout.payload.entries()) {
        const sign = (layout.signs[2 * at] ?? 1) * (code[layout.bits[2 * at] ?? 0] ?? 1);
        const value = Math.max(-1, Math.min(1, spectrum.re[binOf(line)] ?? 0));
        sum += sign * value;
        power += value * value;
      }
      return sum / Math.sqrt(power);
    });
    const variance = scores.reduce((sum, score) => sum + score * score, 0) / scores.length;
    expect(variance).toBeGreaterThan(0.5);
    expect(variance).toBeLessThan(1.7);
  });

  test('a certainty just beyond it is believed, one just below is not', () => {
    const layout = layoutOf(new Uint8Array(32).fill(5));
    const id = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
    const code = encodeId(id);
    const read = (share: number) => {
      const spectrum = makeComplex(TILE * TILE);
      const random = generator(3);
      for (const [at, { kx, ky, phase }] of layout.payload.entries()) {
        const value = (part: number) => {
          const index = 2 * at + part;
          const sign = (layout.signs[index] ?? 1) * (code[layout.bits[index] ?? 0] ?? 1);
          return random() < share ? sign : -sign;
        };
        const [a, b] = [value(0), value(1)];
        const [cos, sin] = [Math.cos(phase), Math.sin(phase)];
        const bin = binOf({ kx, ky });
        spectrum.re[bin] = a * cos - b * sin;
        spectrum.im[bin] = a * sin + b * cos;
      }
      return decide(spectrum, layout, CORNER, []);
    };
    // Of 960 tosses so many agree: 11.7 standard deviations are 68.9 %.
    expect(read(0.74)?.certainty).toBeGreaterThan(11.6);
    expect(read(0.6)).toBeNull();
  });
});

test.prop(
  [
    fc.integer({ min: 0, max: 120 }),
    fc.integer({ min: 0, max: 120 }),
    fc.uint8Array({ maxLength: 4000 }),
  ],
  { numRuns: 8 },
)('reading never throws, whatever the size says and the bytes are', (width, height, bytes) => {
  const reader = openImageReader({ width, height, data: new Uint8ClampedArray(bytes) });
  const key = new Uint8Array(32).fill(5);
  const id = new Uint8Array(8);
  expect(reader.read(key, [id])).toBeNull();
  expect(reader.readSecond(key, { key, id })).toBeNull();
});

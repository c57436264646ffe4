import { sha256 } from '@noble/hashes/sha2.js';
import { fc, test as property } from '@fast-check/vitest';
import { beforeAll, describe, expect, test } from 'vitest';
import { toHex } from '../../bytes/hex.ts';
import { encodeId } from '../id-code.ts';
import { BARKS, BARK_OF, BINS } from './bark.ts';
import { findKnownSound, readSound } from './decide.ts';
import { changesFor } from './embed.ts';
import { FRAME, HOP, RATE } from './grid.ts';
import { layoutOf, patternOf } from './layout.ts';
import { openMasking } from './masking.ts';
import { observeSound } from './observe.ts';
import { sparePeaks } from './peaks.ts';
import { makeFrame } from './pieces.ts';
import { resample } from './resample.ts';
import { music, noise, tone } from './sample-sounds.ts';
import { soundOf } from './sound.ts';
import { WINDOW, transform } from './transform.ts';

const mark = { id: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8), key: new Uint8Array(32).fill(7) };
const ACCEPTED = 1e-9;

function marked(rate: number, channels: readonly Float32Array[]): readonly Float32Array[] {
  const result = channels.map((each) => each.slice());
  for (const change of changesFor(soundOf(rate, channels), mark))
    for (const [channel, added] of change.channels.entries())
      addTo(result[channel], change.start, added);
  return result;
}

function addTo(samples: Float32Array | undefined, start: number, added: Float32Array): void {
  for (const [at, value] of added.entries())
    if (samples) samples[start + at] = (samples[start + at] ?? 0) + value;
}

function observed(rate: number, channels: readonly Float32Array[]) {
  const seen = observeSound(soundOf(rate, channels));
  if (!seen) throw new Error('expected something to be heard');
  return seen;
}

const mixed = (channels: readonly Float32Array[]) =>
  (channels[0] ?? new Float32Array()).map(
    (_, at) => channels.reduce((sum, each) => sum + (each[at] ?? 0), 0) / channels.length,
  );

let before: readonly Float32Array[] = [];
let after: readonly Float32Array[] = [];
const rate = 44_100;
/** Seconds. */
const LENGTH = 26;

beforeAll(() => {
  const one = music(LENGTH, rate, 1);
  const other = music(LENGTH, rate, 2);
  before = [one, one.map((value, at) => 0.7 * value + 0.3 * (other[at] ?? 0))];
  after = marked(rate, before);
}, 180_000);

describe('a mark in sound', () => {
  test('is read by whoever knows key and id, and blind by whoever knows the key', () => {
    const seen = observed(rate, after);
    expect(findKnownSound(seen, mark).chance).toBeLessThan(1e-30);
    const read = readSound(seen, mark.key, ACCEPTED);
    expect(read?.id).toEqual(mark.id);
    expect(read?.chance).toBeLessThan(ACCEPTED);
  });

  test('is not there before, under another key, nor with another id', () => {
    expect(findKnownSound(observed(rate, before), mark).chance).toBeGreaterThan(1e-4);
    const seen = observed(rate, after);
    const key = new Uint8Array(32).fill(8);
    expect(findKnownSound(seen, { ...mark, key }).chance).toBeGreaterThan(1e-4);
    expect(readSound(seen, key, ACCEPTED)).toBeNull();
  });

  test.each<[string, () => [number, Float32Array[]]]>([
    ['cut to 12 seconds', () => [rate, after.map((each) => each.slice(7 * rate + 321, 19 * rate))]],
    ['mixed to one channel, softer', () => [rate, [mixed(after).map((each) => each * 0.2)]]],
    [
      'at 48 kHz',
      () => [
        48_000,
        after.map((each) => resample(each, { from: rate, to: 48_000, length: LENGTH * 48_000 })),
      ],
    ],
    [
      'at 8 kHz, as a telephone has it',
      () => [8000, [resample(mixed(after), { from: rate, to: 8000, length: LENGTH * 8000 })]],
    ],
    [
      'within another sound',
      () => [rate, [Float32Array.from([...music(26, rate, 9), ...mixed(after)])]],
    ],
  ])('is read from a copy %s', (_, copy) => {
    expect(findKnownSound(observed(...copy()), mark).chance).toBeLessThan(ACCEPTED);
  });

  test('lies as format 1 has it', () => {
    const pattern = patternOf(layoutOf(mark.key), encodeId(mark.id));
    expect(toHex(sha256(new Uint8Array(pattern.buffer)))).toBe(
      '55bf84ef164586869225b1f27fd2939fcfff109ec0f161150328bbf2d665a13b',
    );
  });
});

describe('what is added', () => {
  test('lies below the masking threshold of each critical band', () => {
    const over = ratiosToMask(before, after);
    expect(over.length).toBeGreaterThan(30_000);
    const mean = over.reduce((sum, each) => sum + each, 0) / over.length;
    expect(10 * Math.log10(mean)).toBeLessThan(-8);
    expect(over.filter((each) => each > 1).length / over.length).toBeLessThan(0.001);
  });

  test('goes on where a minute ends', () => {
    const sound = music(74, 8000, 3);
    const [whole = sound] = marked(8000, [sound]);
    const change = sound.map((value, at) => (whole[at] ?? 0) - value);
    const steps = change.map((value, at) => Math.abs(value - (change[at - 1] ?? value)));
    const around = steps.slice(59 * 8000, 61 * 8000);
    expect(steps[60 * 8000]).toBeLessThan(around.toSorted()[Math.floor(0.99 * around.length)] ?? 0);
    const end = [whole.slice(54 * 8000)];
    expect(findKnownSound(observed(8000, end), mark).chance).toBeLessThan(ACCEPTED);
  });

  property.prop([
    fc.array(fc.float({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 400 }),
    fc.integer({ min: 0, max: 1000 }),
  ])('never makes a sample louder than full scale', (values, seed) => {
    const samples = Float32Array.from(values);
    const random = noise(seed);
    const change = samples.map(() => 0.3 * random());
    sparePeaks(samples, change, 8000);
    for (const [at, value] of samples.entries())
      expect(Math.abs(value + (change[at] ?? 0))).toBeLessThanOrEqual(Math.max(1, Math.abs(value)));
  });

  test('goes where there is sound, beside a channel of silence', () => {
    const sound = music(12, 8000, 8);
    const [alone] = marked(8000, [sound]);
    expect(alone).not.toEqual(sound);
    const silence = new Float32Array(sound.length);
    expect(marked(8000, [sound, silence])).toEqual([alone, silence]);
  });

  test('is nothing in silence', () => {
    const [silence] = marked(RATE, [new Float32Array(5 * RATE)]);
    expect(silence?.every((each) => each === 0)).toBe(true);
    expect(observeSound(soundOf(RATE, [new Float32Array(5 * RATE)]))).toBeNull();
  });
});

test('no sound that nobody marked shows a mark, under any of many keys', () => {
  const loop = music(16.384, 8000, 4);
  const random = noise(5);
  const sounds = [
    // As long as a period of the mark, so that all of it adds up.
    Float32Array.from([...loop, ...loop]),
    Float32Array.from({ length: 80_000 }, random),
    tone(10, 8000, 1000),
    Float32Array.from({ length: 80_000 }, (_, at) => (at % 4000 === 0 ? 1 : 0)),
  ].map((each) => observed(8000, [each]));
  const chances = sounds.flatMap((seen) =>
    Array.from({ length: 6 }, (_, at) => {
      const key = new Uint8Array(32).fill(at + 20);
      expect(readSound(seen, key, ACCEPTED)).toBeNull();
      return findKnownSound(seen, { ...mark, key }).chance;
    }),
  );
  // The bound is one: of 24, none comes to a thousandth but by a chance of 2 in 100.
  expect(Math.min(...chances)).toBeGreaterThan(1e-3);
}, 120_000);

/** How loud what was added is in each frame and critical band, beside what the ear hears there. */
function ratiosToMask(one: readonly Float32Array[], other: readonly Float32Array[]): number[] {
  return one.flatMap((channel, index) => {
    const masking = openMasking();
    const [own, added] = [makeFrame(), makeFrame()];
    const ratios: number[] = [];
    // Other frames than those the mark was made in.
    const down = (samples: Float32Array) =>
      resample(samples, { from: rate, to: RATE, length: LENGTH * RATE }).subarray(HOP / 2);
    const [samples, change] = [
      down(channel),
      down(channel.map((value, at) => (other[index]?.[at] ?? 0) - value)),
    ];
    for (let start = 0; start + FRAME < samples.length; start += HOP) {
      for (let at = 0; at < FRAME; at++) {
        own.re[at] = (samples[start + at] ?? 0) * (WINDOW[at] ?? 0);
        added.re[at] = (change[start + at] ?? 0) * (WINDOW[at] ?? 0);
      }
      own.im.fill(0);
      added.im.fill(0);
      transform(own.re, own.im);
      transform(added.re, added.im);
      const thresholds = masking(own.re, own.im);
      const [power, noisePower] = [own, added].map(powerOfBands);
      if (start < 8 * HOP) continue;
      for (let band = 3; band < BARKS; band++)
        if ((power?.[band] ?? 0) > 1e-6)
          ratios.push((noisePower?.[band] ?? 0) / ((power?.[band] ?? 0) * (thresholds[band] ?? 0)));
    }
    return ratios;
  });
}

function powerOfBands({ re, im }: { re: Float64Array; im: Float64Array }): Float64Array {
  const power = new Float64Array(BARKS);
  for (let bin = 0; bin < BINS; bin++) {
    const band = BARK_OF[bin] ?? 0;
    power[band] = (power[band] ?? 0) + (re[bin] ?? 0) ** 2 + (im[bin] ?? 0) ** 2;
  }
  return power;
}

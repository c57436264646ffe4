import { fc, test as property } from '@fast-check/vitest';
import { beforeAll, describe, expect, test } from 'vitest';
import { music, tone } from '../audio/sample-sounds.ts';
import { openWav, writeWav } from '../audio/wav.ts';
import type { WorkFile } from '../file-carrier.ts';
import { audio } from './audio.ts';

const mark = { id: Uint8Array.of(8, 7, 6, 5, 4, 3, 2, 1), key: new Uint8Array(32).fill(3) };
const RATE = 24_000;
const named = (bytes: Uint8Array, name = 'a.wav'): WorkFile => ({ name, bytes });

/** A WAV file as studios write it: extensible, with chunks before and after the samples. */
function studioWav(samples: Float32Array, bits: 16 | 24): Uint8Array {
  const note = chunk('LIST', new TextEncoder().encode('INFOISFT\x05\0\0\0Desk\0\0'));
  const format = new DataView(new ArrayBuffer(40));
  const block = bits / 8;
  const fields: readonly (readonly [at: number, value: number])[] = [
    [0, 0xfffe],
    [2, 1],
    [12, block],
    [14, bits],
    [16, 22],
    [18, bits],
    [24, 1],
  ];
  for (const [at, value] of fields) format.setUint16(at, value, true);
  format.setUint32(4, RATE, true);
  format.setUint32(8, RATE * block, true);
  const data = new DataView(new ArrayBuffer(samples.length * block));
  for (const [at, sample] of samples.entries()) {
    const value = Math.round(sample * (2 ** (bits - 1) - 1));
    if (bits === 16) data.setInt16(at * 2, value, true);
    else {
      data.setUint16(at * 3, value & 0xffff, true);
      data.setInt8(at * 3 + 2, value >> 16);
    }
  }
  const parts = [note, chunk('fmt ', bytesOf(format)), chunk('data', bytesOf(data)), note];
  const body = Uint8Array.from(parts.flatMap((part) => [...part]));
  return chunk('RIFF', Uint8Array.from([...new TextEncoder().encode('WAVE'), ...body]));
}

const bytesOf = (view: DataView) => new Uint8Array(view.buffer);

function chunk(name: string, body: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(8 + body.length + (body.length & 1));
  bytes.set(new TextEncoder().encode(name));
  new DataView(bytes.buffer).setUint32(4, body.length, true);
  bytes.set(body, 8);
  return bytes;
}

let sound = new Float32Array();
beforeAll(() => {
  sound = Float32Array.from(music(18, RATE, 11));
}, 60_000);

describe('a marked WAV file', () => {
  test.each([16, 24] as const)('of %i bits keeps all but its samples', async (bits) => {
    const file = named(studioWav(sound, bits));
    expect(audio.accepts(file)).toBe(true);
    const { bytes, places } = await audio.embed(file, mark);
    expect(places).toBeGreaterThan(1000);
    expect(bytes).toHaveLength(file.bytes.length);
    const { data } = openWav(file.bytes, file.name);
    expect(bytes.subarray(0, data.start)).toEqual(file.bytes.subarray(0, data.start));
    expect(bytes.subarray(data.end)).toEqual(file.bytes.subarray(data.end));
    expect(await audio.keeps(file, named(bytes))).toBe(true);

    const seen = await audio.observe(named(bytes));
    if (!seen) throw new Error('expected a sound');
    expect(audio.judge([seen], mark).isThere).toBe(true);
    expect(
      audio.judge([seen], { ...mark, id: Uint8Array.of(8, 7, 6, 5, 4, 3, 2, 2) }).isThere,
    ).toBe(false);
    expect((await audio.embed(named(bytes), mark)).bytes).toEqual(bytes);
  });

  test('of floating point keeps what is no number', async () => {
    const holed = sound.slice();
    holed[4000] = Number.NaN;
    const file = named(writeWav(RATE, [holed]));
    const { bytes, places } = await audio.embed(file, mark);
    expect(places).toBeGreaterThan(1000);
    expect(new DataView(bytes.buffer).getFloat32(44 + 4 * 4000, true)).toBeNaN();
    expect(await audio.keeps(file, named(bytes))).toBe(true);
  });
});

test.each<[string, () => Float32Array]>([
  ['silence', () => new Float32Array(10 * RATE)],
  ['a steady tone', () => tone(10, RATE, 880)],
  ['less than a second', () => sound.slice(0, RATE / 2)],
])('%s has no room, and stays as it is', async (_, make) => {
  const file = named(writeWav(RATE, [make()]));
  const { bytes, places } = await audio.embed(file, mark);
  expect(places).toBe(0);
  expect(bytes).toEqual(file.bytes);
});

test('what is louder or clipped was not only marked', async () => {
  const file = named(writeWav(RATE, [sound]));
  const changed = (change: (value: number, at: number) => number) =>
    named(writeWav(RATE, [sound.map(change)]));
  expect(
    await audio.keeps(
      file,
      changed((value) => value * 1.3),
    ),
  ).toBe(false);
  expect(
    await audio.keeps(
      file,
      changed((value, at) => (at === 500 ? 1.2 : value)),
    ),
  ).toBe(false);
  expect(
    await audio.keeps(
      file,
      changed((value) => value * 1.001),
    ),
  ).toBe(true);
});

test.each(['a.flac', 'a.mp3', 'a.m4a'])('%s is refused with what to do', async (name) => {
  const file = named(Uint8Array.of(1, 2, 3), name);
  expect(audio.accepts(file)).toBe(true);
  await expect(audio.embed(file, mark)).rejects.toThrow(`${name}: only WAV is marked`);
});

test('samples of a kind that is not read are refused', async () => {
  const bytes = writeWav(RATE, [sound.slice(0, 100)]);
  new DataView(bytes.buffer).setUint16(34, 8, true);
  await expect(audio.embed(named(bytes), mark)).rejects.toThrow('got 8 bits of format 3');
});

property.prop([fc.uint8Array({ maxLength: 200 }), fc.boolean()])(
  'any bytes are read without an error',
  async (tail, isHeaded) => {
    const head = writeWav(RATE, [new Float32Array(4)]).subarray(0, 20);
    const bytes = isHeaded ? Uint8Array.from([...head, ...tail]) : tail;
    expect(await audio.observe(named(bytes))).toBeNull();
  },
);

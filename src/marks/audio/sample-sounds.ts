// Sounds for tests, made by rule: the same on every machine.

/** @returns numbers from -1 to 1 (a linear congruential generator, as in Numerical Recipes). */
export function noise(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}

/** A band plays: struck notes with overtones, a beat of noise, and breath between. */
export function music(seconds: number, rate: number, seed = 1): Float32Array {
  const random = noise(seed);
  const samples = new Float32Array(Math.round(seconds * rate));
  for (let at = 0, low = 0; at < samples.length; at++) {
    low += 0.2 * (random() - low);
    samples[at] = 0.01 * random() + 0.05 * low;
  }
  for (let start = 0; start < seconds; start += 0.12 + 0.1 * Math.abs(random()))
    play(samples, rate, { start, pitch: 110 * 2 ** (Math.round(12 * random() + 12) / 12) });
  for (let start = 0; start < seconds; start += 0.5) beat(samples, rate, start, random);
  return samples;
}

interface Note {
  readonly start: number;
  readonly pitch: number;
}

function play(samples: Float32Array, rate: number, { start, pitch }: Note): void {
  const first = Math.round(start * rate);
  const length = Math.min(Math.round(0.8 * rate), samples.length - first);
  const rising = 0.004 * rate;
  for (let overtone = 1; overtone * pitch < Math.min(8000, rate / 2.2); overtone++) {
    const step = (2 * Math.PI * pitch * overtone) / rate;
    const fading = Math.exp(-(3 + overtone) / rate);
    const [cos, sin] = [fading * Math.cos(step), fading * Math.sin(step)];
    // Turned and shrunk from sample to sample: a sine and a power for each would take ten times as long.
    let x = 0.08 / overtone;
    let y = 0;
    for (let at = 0; at < length; at++) {
      const struck = at < rising ? at / rising : 1;
      samples[first + at] = (samples[first + at] ?? 0) + y * struck;
      const before = x;
      x = x * cos - y * sin;
      y = before * sin + y * cos;
    }
  }
}

function beat(samples: Float32Array, rate: number, start: number, random: () => number): void {
  const first = Math.round(start * rate);
  const length = Math.min(Math.round(0.2 * rate), samples.length - first);
  for (let at = 0; at < length; at++)
    samples[first + at] = (samples[first + at] ?? 0) + 0.2 * random() * Math.exp((-at * 25) / rate);
}

/** A steady tone. */
export function tone(seconds: number, rate: number, pitch: number): Float32Array {
  return Float32Array.from(
    { length: Math.round(seconds * rate) },
    (_, at) => 0.5 * Math.sin((2 * Math.PI * pitch * at) / rate),
  );
}

/** Zero crossings of the kernel on each side. */
const REACH = 16;
/** Steps of the kernel between two zero crossings; between steps it is interpolated. */
const FINE = 512;
/** Kaiser's window: what is suppressed is 80 dB down. */
const BETA = 8;
/** Where the pass band ends, as a part of the lower of the two Nyquist frequencies. */
const CUTOFF = 0.93;

const KERNEL = Float64Array.from({ length: REACH * FINE + 2 }, (_, at) => {
  const x = at / FINE;
  const rest = 1 - (x / REACH) ** 2;
  return rest <= 0 ? 0 : (sinc(x) * bessel(BETA * Math.sqrt(rest))) / bessel(BETA);
});

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

/** The modified Bessel function of order zero, by its series. */
function bessel(x: number): number {
  let [sum, term] = [1, 1];
  for (let k = 1; k < 40; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

/** What each sample of a result takes from those around its place. */
interface Filter {
  /** The same offsets from the grid of samples come back after so many samples of the result. */
  readonly phases: number;
  /** Samples that are weighed for one of the result, and the first of them before its place. */
  readonly taps: number;
  readonly before: number;
  /** Phase by phase. */
  readonly weights: Float64Array;
}

const filters = new Map<string, Filter>();

function filterFor(from: number, to: number): Filter {
  const name = `${from}/${to}`;
  const filter = filters.get(name) ?? makeFilter(from, to);
  filters.set(name, filter);
  return filter;
}

function makeFilter(from: number, to: number): Filter {
  const phases = to / greatestDivisor(from, to);
  // Crossings of the kernel for each sample: fewer than one if the new rate is the lower one.
  const scale = CUTOFF * Math.min(1, to / from);
  const before = Math.ceil(REACH / scale);
  const taps = 2 * before + 1;
  const weights = new Float64Array(phases * taps);
  for (let phase = 0; phase < phases; phase++) {
    const place = (phase * from) / to;
    const offset = place - Math.floor(place);
    for (let tap = 0; tap < taps; tap++)
      weights[phase * taps + tap] = scale * kernelAt(Math.abs(tap - before - offset) * scale);
  }
  return { phases, taps, before, weights };
}

function greatestDivisor(one: number, other: number): number {
  return other === 0 ? one : greatestDivisor(other, one % other);
}

function kernelAt(x: number): number {
  const place = Math.min(x * FINE, REACH * FINE);
  const step = Math.floor(place);
  const left = KERNEL[step] ?? 0;
  return left + (place - step) * ((KERNEL[step + 1] ?? 0) - left);
}

/**
 * Gives sound another sample rate, with a windowed sinc; the first samples stay in the same place.
 *
 * @param from - a whole number, as `to` is.
 * @param length - how many samples are wanted; those beyond the end are silence.
 */
export function resample(
  samples: Float32Array,
  { from, to, length }: { readonly from: number; readonly to: number; readonly length: number },
): Float32Array {
  const result = new Float32Array(length);
  if (from === to) {
    result.set(samples.subarray(0, length));
    return result;
  }
  const { phases, taps, before, weights } = filterFor(from, to);
  for (let at = 0; at < length; at++) {
    const start = Math.floor((at * from) / to) - before;
    const row = (at % phases) * taps;
    const first = Math.max(0, -start);
    const last = Math.min(taps, samples.length - start);
    let sum = 0;
    for (let tap = first; tap < last; tap++)
      sum += (samples[start + tap] ?? 0) * (weights[row + tap] ?? 0);
    result[at] = sum;
  }
  return result;
}

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

/**
 * Gives sound another sample rate, with a windowed sinc; the first samples stay in the same place.
 *
 * @param length - how many samples are wanted; those beyond the end are silence.
 */
export function resample(
  samples: Float32Array,
  { from, to, length }: { readonly from: number; readonly to: number; readonly length: number },
): Float32Array {
  if (from === to) return fitted(samples, length);
  const result = new Float32Array(length);
  // Crossings of the kernel for each sample: fewer than one if the new rate is the lower one.
  const scale = CUTOFF * Math.min(1, to / from);
  const reach = Math.ceil(REACH / scale);
  for (let at = 0; at < length; at++) {
    const place = (at * from) / to;
    const first = Math.max(0, Math.ceil(place - reach));
    const last = Math.min(samples.length - 1, Math.floor(place + reach));
    let sum = 0;
    for (let index = first; index <= last; index++) {
      const x = Math.abs(place - index) * scale * FINE;
      const step = x | 0;
      const left = KERNEL[step] ?? 0;
      sum += (samples[index] ?? 0) * (left + (x - step) * ((KERNEL[step + 1] ?? 0) - left));
    }
    result[at] = sum * scale;
  }
  return result;
}

function fitted(samples: Float32Array, length: number): Float32Array {
  const result = new Float32Array(length);
  result.set(samples.subarray(0, length));
  return result;
}

import { FRAME } from './grid.ts';

// Fourier transform of one frame, in place. Two channels go through it together, as real and
// imaginary part.

const BITS = Math.log2(FRAME);
const REVERSED = Uint16Array.from({ length: FRAME }, (_, index) => {
  let result = 0;
  for (let bit = 0; bit < BITS; bit++) result |= ((index >> bit) & 1) << (BITS - 1 - bit);
  return result;
});
const COS = Float64Array.from({ length: FRAME / 2 }, (_, at) =>
  Math.cos((2 * Math.PI * at) / FRAME),
);
const SIN = Float64Array.from({ length: FRAME / 2 }, (_, at) =>
  Math.sin((2 * Math.PI * at) / FRAME),
);

/** Hann's window: its square, four times overlapped, adds up to 1.5. */
export const WINDOW = Float64Array.from(
  { length: FRAME },
  (_, at) => 0.5 - 0.5 * Math.cos((2 * Math.PI * at) / FRAME),
);

/** Transforms forward, without a factor. Backward: exchange the two parts before and after. */
export function transform(re: Float64Array, im: Float64Array): void {
  for (let at = 0; at < FRAME; at++) {
    const other = REVERSED[at] ?? 0;
    if (other <= at) continue;
    const [x, y] = [re[at] ?? 0, im[at] ?? 0];
    re[at] = re[other] ?? 0;
    im[at] = im[other] ?? 0;
    re[other] = x;
    im[other] = y;
  }
  for (let half = 1; half < FRAME; half *= 2) butterflies(re, im, half);
}

function butterflies(re: Float64Array, im: Float64Array, half: number): void {
  const stride = FRAME / (2 * half);
  for (let start = 0; start < FRAME; start += 2 * half) {
    for (let step = 0; step < half; step++) {
      const [a, b] = [start + step, start + step + half];
      const cos = COS[step * stride] ?? 0;
      const sin = SIN[step * stride] ?? 0;
      const x = (re[b] ?? 0) * cos + (im[b] ?? 0) * sin;
      const y = (im[b] ?? 0) * cos - (re[b] ?? 0) * sin;
      re[b] = (re[a] ?? 0) - x;
      im[b] = (im[a] ?? 0) - y;
      re[a] = (re[a] ?? 0) + x;
      im[a] = (im[a] ?? 0) + y;
    }
  }
}

import type { Pixels } from '../../marks/index.ts';

/** How alike two pictures of one size are. */
export interface Quality {
  /** Over red, green and blue, in dB. */
  readonly psnr: number;
  /** Of the luma, 0 to 1. @see Wang et al. 2004: a Gaussian window of 11 pixels, σ = 1.5. */
  readonly ssim: number;
  /** How far the most changed sample is off, in levels. */
  readonly most: number;
}

export function qualityOf(before: Pixels, after: Pixels): Quality {
  let [sum, most] = [0, 0];
  for (let at = 0; at < before.data.length; at++) {
    if (at % 4 === 3) continue;
    const off = Math.abs((before.data[at] ?? 0) - (after.data[at] ?? 0));
    sum += off * off;
    most = Math.max(most, off);
  }
  const mean = sum / (before.width * before.height * 3);
  const psnr = mean > 0 ? 10 * Math.log10(255 ** 2 / mean) : Number.POSITIVE_INFINITY;
  return { psnr, ssim: ssimOf(before, after), most };
}

const RADIUS = 5;
const SIGMA = 1.5;
const C1 = (0.01 * 255) ** 2;
const C2 = (0.03 * 255) ** 2;

function ssimOf(before: Pixels, after: Pixels): number {
  const { width, height } = before;
  const [x, y] = [lumaOf(before), lumaOf(after)];
  const smooth = (values: Float64Array) => blurred(values, width, height);
  const products = (a: Float64Array, b: Float64Array) => a.map((value, at) => value * (b[at] ?? 0));
  const [mx, my] = [smooth(x), smooth(y)];
  const [xx, yy, xy] = [products(x, x), products(y, y), products(x, y)].map(smooth);
  let sum = 0;
  for (let at = 0; at < x.length; at++) {
    const [a, b] = [mx[at] ?? 0, my[at] ?? 0];
    const covariance = (xy?.[at] ?? 0) - a * b;
    const variances = (xx?.[at] ?? 0) - a * a + (yy?.[at] ?? 0) - b * b;
    sum += ((2 * a * b + C1) * (2 * covariance + C2)) / ((a * a + b * b + C1) * (variances + C2));
  }
  return sum / x.length;
}

function lumaOf({ data }: Pixels): Float64Array {
  const luma = new Float64Array(data.length / 4);
  for (let pixel = 0, at = 0; pixel < luma.length; pixel++, at += 4)
    luma[pixel] =
      0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0);
  return luma;
}

const KERNEL = Array.from({ length: 2 * RADIUS + 1 }, (_, at) =>
  Math.exp(-((at - RADIUS) ** 2) / (2 * SIGMA ** 2)),
);
const KERNEL_SUM = KERNEL.reduce((sum, value) => sum + value, 0);

/** At the edges the last row or column is repeated. */
function blurred(values: Float64Array, width: number, height: number): Float64Array {
  const across = new Float64Array(values.length);
  const padded = new Float64Array(width + 2 * RADIUS);
  for (let y = 0; y < height; y++) {
    const row = values.subarray(y * width, (y + 1) * width);
    padded.fill(row[0] ?? 0, 0, RADIUS);
    padded.set(row, RADIUS);
    padded.fill(row[width - 1] ?? 0, width + RADIUS);
    const shifted = KERNEL.map((_, k) => padded.subarray(k, k + width));
    addUp(shifted, across.subarray(y * width, (y + 1) * width));
  }
  const down = new Float64Array(values.length);
  for (let y = 0; y < height; y++) {
    const rows = KERNEL.map((_, k) => {
      const row = Math.max(0, Math.min(height - 1, y + k - RADIUS));
      return across.subarray(row * width, (row + 1) * width);
    });
    addUp(rows, down.subarray(y * width, (y + 1) * width));
  }
  return down;
}

function addUp(rows: readonly Float64Array[], into: Float64Array): void {
  for (const [k, row] of rows.entries()) {
    const share = (KERNEL[k] ?? 0) / KERNEL_SUM;
    for (let x = 0; x < into.length; x++) into[x] = (into[x] ?? 0) + share * (row[x] ?? 0);
  }
}

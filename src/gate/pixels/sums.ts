import type { Gray } from './gray.ts';

/** Sums over rectangles in constant time. */
export interface Sums {
  /** Mean and variance of the square of side `2 * radius + 1` around a pixel, as far as it goes. */
  around(x: number, y: number, radius: number): { mean: number; variance: number };
}

/** @see F. C. Crow, Summed-area tables for texture mapping, 1984. */
export function sumsOf({ width, height, data }: Gray): Sums {
  const stride = width + 1;
  const sums = new Float64Array(stride * (height + 1));
  const squares = new Float64Array(stride * (height + 1));
  for (let y = 0; y < height; y++) {
    let [sum, square] = [0, 0];
    for (let x = 0; x < width; x++) {
      const value = data[y * width + x] ?? 0;
      sum += value;
      square += value * value;
      const at = (y + 1) * stride + x + 1;
      sums[at] = (sums[at - stride] ?? 0) + sum;
      squares[at] = (squares[at - stride] ?? 0) + square;
    }
  }
  const over = (table: Float64Array, a: number, b: number, c: number, d: number) =>
    (table[d] ?? 0) - (table[b] ?? 0) - (table[c] ?? 0) + (table[a] ?? 0);
  return {
    around(x, y, radius) {
      const [left, right] = [Math.max(0, x - radius), Math.min(width, x + radius + 1)];
      const [top, bottom] = [Math.max(0, y - radius), Math.min(height, y + radius + 1)];
      const [a, b] = [top * stride + left, top * stride + right];
      const [c, d] = [bottom * stride + left, bottom * stride + right];
      const count = (right - left) * (bottom - top);
      const mean = over(sums, a, b, c, d) / count;
      return { mean, variance: Math.max(0, over(squares, a, b, c, d) / count - mean * mean) };
    },
  };
}

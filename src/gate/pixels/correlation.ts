import { meanOf } from './gray.ts';
import type { Gray } from './gray.ts';

/** @returns the picture at another size, by means of the areas that pixels cover. */
export function resize(gray: Gray, width: number, height: number): Gray {
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const [top, bottom] = spanOf(y, height, gray.height);
    for (let x = 0; x < width; x++) {
      const [left, right] = spanOf(x, width, gray.width);
      data[y * width + x] = meanOf(gray, { left, top, right, bottom });
    }
  }
  return { width, height, data };
}

function spanOf(index: number, count: number, size: number): readonly [number, number] {
  const from = Math.min(size - 1, Math.floor((index * size) / count));
  return [from, Math.max(from + 1, Math.min(size, Math.round(((index + 1) * size) / count)))];
}

/** What is looked for, without its mean, so that brightness does not count. */
export interface Template {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
  /** Length as a vector; 0 if the template is of one level. */
  readonly norm: number;
}

/** @returns a picture as what is looked for. */
export function templateOf({ width, height, data }: Gray): Template {
  const mean = data.reduce((sum, value) => sum + value, 0) / data.length;
  const centred = Float32Array.from(data, (value) => value - mean);
  return { width, height, data: centred, norm: Math.hypot(...rowNorms(centred, width)) };
}

/** Spread over all pixels at once, the arguments of `hypot` would not fit on the stack. */
function rowNorms(data: Float32Array, width: number): number[] {
  const norms: number[] = [];
  for (let at = 0; at < data.length; at += width)
    norms.push(Math.hypot(...data.subarray(at, at + width)));
  return norms;
}

/** @returns normalised correlation at one place, from -1 (inverted) to 1; 0 where nothing is drawn. */
export function correlationAt(gray: Gray, template: Template, left: number, top: number): number {
  let [dot, sum, square] = [0, 0, 0];
  const { width, height, data } = template;
  for (let y = 0; y < height; y++) {
    const from = (top + y) * gray.width + left;
    for (let x = 0; x < width; x++) {
      const value = gray.data[from + x] ?? 0;
      dot += value * (data[y * width + x] ?? 0);
      sum += value;
      square += value * value;
    }
  }
  const count = width * height;
  const variance = square - (sum * sum) / count;
  // Below a deviation of two levels what correlates is noise.
  return variance < 4 * count || template.norm === 0
    ? 0
    : dot / (Math.sqrt(variance) * template.norm);
}

/** Complex numbers in two arrays of a power of two length. */
export interface Complex {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** @returns zeros. */
export function makeComplex(length: number): Complex {
  return { re: new Float64Array(length), im: new Float64Array(length) };
}

interface Plan {
  readonly reversed: Uint32Array;
  readonly cos: Float64Array;
  readonly sin: Float64Array;
}
const plans = new Map<number, Plan>();

function planOf(size: number): Plan {
  const known = plans.get(size);
  if (known) return known;
  const bits = Math.log2(size);
  const reversed = new Uint32Array(size);
  for (let index = 0; index < size; index++)
    reversed[index] = ((reversed[index >> 1] ?? 0) >> 1) | ((index & 1) << (bits - 1));
  const angle = (index: number) => (-2 * Math.PI * index) / size;
  const cos = Float64Array.from({ length: size / 2 }, (_, index) => Math.cos(angle(index)));
  const sin = Float64Array.from({ length: size / 2 }, (_, index) => Math.sin(angle(index)));
  const plan = { reversed, cos, sin };
  plans.set(size, plan);
  return plan;
}

/**
 * Transforms `size` numbers that stand `stride` apart from `offset` on, in place: radix 2,
 * decimation in time. Forward, without a factor. Here and in what else runs for every pixel nothing is
 * put into an array for a moment: it would be most of the work.
 */
function transformLine({ re, im }: Complex, size: number, offset: number, stride: number): void {
  const { reversed, cos, sin } = planOf(size);
  for (let index = 0; index < size; index++) {
    const other = reversed[index] ?? 0;
    if (other <= index) continue;
    exchange(re, offset + index * stride, offset + other * stride);
    exchange(im, offset + index * stride, offset + other * stride);
  }
  for (let half = 1; half < size; half *= 2) {
    const step = size / (2 * half);
    for (let block = 0; block < size; block += 2 * half)
      for (let index = 0; index < half; index++) {
        const c = cos[index * step] ?? 0;
        const s = sin[index * step] ?? 0;
        const a = offset + (block + index) * stride;
        const b = a + half * stride;
        const bRe = re[b] ?? 0;
        const bIm = im[b] ?? 0;
        const tRe = bRe * c - bIm * s;
        const tIm = bRe * s + bIm * c;
        const aRe = re[a] ?? 0;
        const aIm = im[a] ?? 0;
        re[a] = aRe + tRe;
        im[a] = aIm + tIm;
        re[b] = aRe - tRe;
        im[b] = aIm - tIm;
      }
  }
}

function exchange(values: Float64Array, a: number, b: number): void {
  const kept = values[a] ?? 0;
  values[a] = values[b] ?? 0;
  values[b] = kept;
}

/** Forward transform of a square, in place. `values` holds `side` × `side` numbers, row by row. */
export function transformSquare(values: Complex, side: number): void {
  const line = makeComplex(side);
  for (let row = 0; row < side; row++) transformLine(values, side, row * side, 1);
  // Columns are copied out: strides through memory cost more than the copy.
  for (let column = 0; column < side; column++) {
    for (let row = 0; row < side; row++) {
      line.re[row] = values.re[row * side + column] ?? 0;
      line.im[row] = values.im[row * side + column] ?? 0;
    }
    transformLine(line, side, 0, 1);
    for (let row = 0; row < side; row++) {
      values.re[row * side + column] = line.re[row] ?? 0;
      values.im[row * side + column] = line.im[row] ?? 0;
    }
  }
}

/** Inverse transform of a square, in place, without the factor 1 / side². */
export function invertSquare(values: Complex, side: number): void {
  // The inverse of a transform is the transform with its two parts exchanged.
  transformSquare({ re: values.im, im: values.re }, side);
}

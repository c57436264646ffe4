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
 * Transforms all columns of a square at once, in place: radix 2, decimation in time, forward,
 * without a factor. Whole rows are added to each other, so that memory is walked through in order.
 * Here and in what else runs for every pixel nothing is put into an array for a moment: it would be
 * most of the work.
 */
function transformColumns({ re, im }: Complex, side: number): void {
  const { reversed, cos, sin } = planOf(side);
  for (let row = 0; row < side; row++) {
    const other = reversed[row] ?? 0;
    if (other <= row) continue;
    exchangeRows(re, row * side, other * side, side);
    exchangeRows(im, row * side, other * side, side);
  }
  for (let half = 1; half < side; half *= 2) {
    const step = side / (2 * half);
    for (let index = 0; index < half; index++) {
      const turn = { c: cos[index * step] ?? 0, s: sin[index * step] ?? 0 };
      for (let row = index; row < side; row += 2 * half)
        combineRows({ re, im }, { start: row * side, apart: half * side, side }, turn);
    }
  }
}

/** One butterfly, for every column: a row and the one `apart` from it become sum and difference. */
function combineRows(
  { re, im }: Complex,
  { start, apart, side }: { start: number; apart: number; side: number },
  { c, s }: { c: number; s: number },
): void {
  for (let a = start; a < start + side; a++) {
    const bRe = re[a + apart] ?? 0;
    const bIm = im[a + apart] ?? 0;
    const tRe = bRe * c - bIm * s;
    const tIm = bRe * s + bIm * c;
    const aRe = re[a] ?? 0;
    const aIm = im[a] ?? 0;
    re[a] = aRe + tRe;
    im[a] = aIm + tIm;
    re[a + apart] = aRe - tRe;
    im[a + apart] = aIm - tIm;
  }
}

function exchangeRows(values: Float64Array, first: number, second: number, side: number): void {
  for (let column = 0; column < side; column++) {
    const kept = values[first + column] ?? 0;
    values[first + column] = values[second + column] ?? 0;
    values[second + column] = kept;
  }
}

/** Small enough that two of them stay in the fastest memory. */
const BLOCK = 16;

function transposeSquare(values: Float64Array, side: number): void {
  const block = Math.min(BLOCK, side);
  for (let top = 0; top < side; top += block)
    for (let left = top; left < side; left += block)
      exchangeBlocks(values, side, { top, left, block });
}

/** Exchanges a block above the diagonal with the one opposite, or a block on it with itself. */
function exchangeBlocks(
  values: Float64Array,
  side: number,
  { top, left, block }: { top: number; left: number; block: number },
): void {
  for (let row = top; row < top + block; row++)
    for (let column = Math.max(left, row + 1); column < left + block; column++) {
      const kept = values[row * side + column] ?? 0;
      values[row * side + column] = values[column * side + row] ?? 0;
      values[column * side + row] = kept;
    }
}

/** Forward transform of a square, in place. `values` holds `side` × `side` numbers, row by row. */
export function transformSquare(values: Complex, side: number): void {
  for (const _pass of ['columns', 'rows']) {
    transformColumns(values, side);
    transposeSquare(values.re, side);
    transposeSquare(values.im, side);
  }
}

/** Inverse transform of a square, in place, without the factor 1 / side². */
export function invertSquare(values: Complex, side: number): void {
  // The inverse of a transform is the transform with its two parts exchanged.
  transformSquare({ re: values.im, im: values.re }, side);
}

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
  /** Pairs of places that change over before the first stage. */
  readonly exchanges: Uint16Array;
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
  const exchanges = [...reversed].flatMap((other, index) => (other > index ? [index, other] : []));
  const angle = (index: number) => (-2 * Math.PI * index) / size;
  const cos = Float64Array.from({ length: size / 2 }, (_, index) => Math.cos(angle(index)));
  const sin = Float64Array.from({ length: size / 2 }, (_, index) => Math.sin(angle(index)));
  const plan = { exchanges: Uint16Array.from(exchanges), cos, sin };
  plans.set(size, plan);
  return plan;
}

/**
 * Transforms each row of a square, in place: decimation in time, forward, without a factor, two
 * stages in one walk. Row by row, since rows of a power of two length stand in each other's way in
 * a processor's memory. Here and in what else runs for every pixel nothing is put into an array or
 * an object for a moment: it would be most of the work.
 */
function transformRows({ re, im }: Complex, side: number): void {
  const plan = planOf(side);
  // An odd number of stages begins with one alone.
  const isOdd = Math.log2(side) % 2 === 1;
  for (let row = 0; row < side * side; row += side) {
    if (isZero(re, row, side) && isZero(im, row, side)) continue;
    exchange(re, row, plan);
    exchange(im, row, plan);
    if (isOdd) combineTwos(re, im, row, side);
    else combineFirstFours(re, im, row, side);
    for (let apart = isOdd ? 2 : 4; apart < side; apart *= 4)
      combineFours({ re, im }, plan, { row, side, apart });
  }
}

/** What is made of a few waves is mostly empty. */
function isZero(values: Float64Array, start: number, count: number): boolean {
  for (let at = start; at < start + count; at++) if (values[at] !== 0) return false;
  return true;
}

function exchange(values: Float64Array, row: number, { exchanges }: Plan): void {
  for (let pair = 0; pair < exchanges.length; pair += 2) {
    const first = row + (exchanges[pair] ?? 0);
    const second = row + (exchanges[pair + 1] ?? 0);
    const kept = values[first] ?? 0;
    values[first] = values[second] ?? 0;
    values[second] = kept;
  }
}

/** The first stage, whose factors are all 1. */
function combineTwos(re: Float64Array, im: Float64Array, row: number, side: number): void {
  for (let a = row; a < row + side; a += 2) {
    const aRe = re[a] ?? 0;
    const aIm = im[a] ?? 0;
    const bRe = re[a + 1] ?? 0;
    const bIm = im[a + 1] ?? 0;
    re[a] = aRe + bRe;
    im[a] = aIm + bIm;
    re[a + 1] = aRe - bRe;
    im[a + 1] = aIm - bIm;
  }
}

/** The first two stages, whose factors are 1 and a quarter turn. */
function combineFirstFours(re: Float64Array, im: Float64Array, row: number, side: number): void {
  for (let a = row; a < row + side; a += 4) {
    const evenRe = (re[a] ?? 0) + (re[a + 1] ?? 0);
    const evenIm = (im[a] ?? 0) + (im[a + 1] ?? 0);
    const oddRe = (re[a] ?? 0) - (re[a + 1] ?? 0);
    const oddIm = (im[a] ?? 0) - (im[a + 1] ?? 0);
    const sumRe = (re[a + 2] ?? 0) + (re[a + 3] ?? 0);
    const sumIm = (im[a + 2] ?? 0) + (im[a + 3] ?? 0);
    const restRe = (re[a + 2] ?? 0) - (re[a + 3] ?? 0);
    const restIm = (im[a + 2] ?? 0) - (im[a + 3] ?? 0);
    re[a] = evenRe + sumRe;
    im[a] = evenIm + sumIm;
    re[a + 1] = oddRe + restIm;
    im[a + 1] = oddIm - restRe;
    re[a + 2] = evenRe - sumRe;
    im[a + 2] = evenIm - sumIm;
    re[a + 3] = oddRe - restIm;
    im[a + 3] = oddIm + restRe;
  }
}

/** Two stages of butterflies in one row: each joins four numbers that stand `apart`. */
function combineFours(
  { re, im }: Complex,
  { cos, sin }: Plan,
  { row, side, apart }: { row: number; side: number; apart: number },
): void {
  const step = side / (4 * apart);
  for (let index = 0; index < apart; index++) {
    const c1 = cos[2 * index * step] ?? 0;
    const s1 = sin[2 * index * step] ?? 0;
    const c2 = cos[index * step] ?? 0;
    const s2 = sin[index * step] ?? 0;
    for (let a = row + index; a < row + side; a += 4 * apart) {
      const b = a + apart;
      const c = b + apart;
      const d = c + apart;
      const bRe = (re[b] ?? 0) * c1 - (im[b] ?? 0) * s1;
      const bIm = (re[b] ?? 0) * s1 + (im[b] ?? 0) * c1;
      const dRe = (re[d] ?? 0) * c1 - (im[d] ?? 0) * s1;
      const dIm = (re[d] ?? 0) * s1 + (im[d] ?? 0) * c1;
      const evenRe = (re[a] ?? 0) + bRe;
      const evenIm = (im[a] ?? 0) + bIm;
      const oddRe = (re[a] ?? 0) - bRe;
      const oddIm = (im[a] ?? 0) - bIm;
      const sumRe = (re[c] ?? 0) + dRe;
      const sumIm = (im[c] ?? 0) + dIm;
      const restRe = (re[c] ?? 0) - dRe;
      const restIm = (im[c] ?? 0) - dIm;
      const tRe = sumRe * c2 - sumIm * s2;
      const tIm = sumRe * s2 + sumIm * c2;
      // A quarter turn further than the one before.
      const uRe = restRe * s2 + restIm * c2;
      const uIm = restIm * s2 - restRe * c2;
      re[a] = evenRe + tRe;
      im[a] = evenIm + tIm;
      re[b] = oddRe + uRe;
      im[b] = oddIm + uIm;
      re[c] = evenRe - tRe;
      im[c] = evenIm - tIm;
      re[d] = oddRe - uRe;
      im[d] = oddIm - uIm;
    }
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
  transformAcross(values, side);
  transposeSquare(values.re, side);
  transposeSquare(values.im, side);
}

/** As `transformSquare`, but what would be a row of the result is a column. */
function transformAcross(values: Complex, side: number): void {
  transformRows(values, side);
  transposeSquare(values.re, side);
  transposeSquare(values.im, side);
  transformRows(values, side);
}

/** Inverse transform of a square, in place, without the factor 1 / side². */
export function invertSquare(values: Complex, side: number): void {
  // The inverse of a transform is the transform with its two parts exchanged.
  transformSquare({ re: values.im, im: values.re }, side);
}

/** As `invertSquare`, with rows for columns: for those who only look how high it gets. */
export function invertAcross(values: Complex, side: number): void {
  transformAcross({ re: values.im, im: values.re }, side);
}

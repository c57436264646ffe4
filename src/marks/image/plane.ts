/** One value a pixel, row by row. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/** Pixels as a canvas gives them: red, green, blue, alpha, a byte each, row by row. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** Analysis runs on about this many pixels squared, whatever the size of the image. */
export const CANONICAL_SIDE = 512;

/** @returns an empty plane. */
export function makePlane(width: number, height: number): Plane {
  return { width, height, data: new Float32Array(width * height) };
}

/** @returns the luma of an image (ITU-R BT.601), 0 to 255. */
export function lumaOf(pixels: Pixels): Plane {
  const luma = makePlane(pixels.width, pixels.height);
  for (let y = 0; y < luma.height; y++)
    readLuma(pixels, y, luma.data.subarray(y * luma.width, (y + 1) * luma.width));
  return luma;
}

/** Writes the luma of one row of an image. */
export function readLuma({ width, data }: Pixels, row: number, into: Float32Array): void {
  for (let x = 0, at = row * width * 4; x < width; x++, at += 4)
    into[x] = 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0);
}

/** @returns the luma of an image at the size that analysis runs on. */
export function canonicalOf(pixels: Pixels): Plane {
  const size = sizeAt(pixels, CANONICAL_SIDE);
  if (!size) return lumaOf(pixels);
  const row = new Float32Array(pixels.width);
  return shrink(pixels, size, (y) => {
    readLuma(pixels, y, row);
    return row;
  });
}

/** @returns the plane at about `side` × `side` pixels, never larger than it is. */
export function toSide(plane: Plane, side: number): Plane {
  const size = sizeAt(plane, side);
  const { width, data } = plane;
  return size ? shrink(plane, size, (y) => data.subarray(y * width, (y + 1) * width)) : plane;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** @returns null for what is small enough already. */
function sizeAt({ width, height }: Size, side: number): Size | null {
  const scale = side / Math.sqrt(width * height);
  const shrunk = (length: number) => Math.max(1, Math.round(length * scale));
  return scale < 1 ? { width: shrunk(width), height: shrunk(height) } : null;
}

/** Area average: each new pixel is the mean of what it covers. Rows are shrunk, then added up. */
function shrink(from: Size, to: Size, rowOf: (y: number) => Float32Array): Plane {
  const result = makePlane(to.width, to.height);
  const step = from.height / to.height;
  const sums = new Float64Array(from.width + 1);
  const row = new Float32Array(to.width);
  for (let y = 0; y < from.height; y++) {
    shrinkRow(rowOf(y), sums, row);
    const first = Math.floor(y / step);
    const last = Math.min(to.height - 1, Math.ceil((y + 1) / step) - 1);
    for (let target = first; target <= last; target++) {
      const share = Math.min(y + 1, (target + 1) * step) - Math.max(y, target * step);
      addRow(result.data.subarray(target * to.width, (target + 1) * to.width), row, share / step);
    }
  }
  return result;
}

function addRow(sums: Float32Array, row: Float32Array, share: number): void {
  for (let x = 0; x < row.length; x++) sums[x] = (sums[x] ?? 0) + share * (row[x] ?? 0);
}

/** @param sums - one number more than `from` has, for what lies before each place. */
function shrinkRow(from: Float32Array, sums: Float64Array, to: Float32Array): void {
  let sum = 0;
  for (let x = 0; x < from.length; x++) {
    sum += from[x] ?? 0;
    sums[x + 1] = sum;
  }
  const step = from.length / to.length;
  let before = 0;
  for (let x = 0; x < to.length; x++) {
    const end = Math.min(from.length, (x + 1) * step);
    const whole = Math.floor(end);
    const rest = whole < from.length ? (end - whole) * (from[whole] ?? 0) : 0;
    const upTo = (sums[whole] ?? 0) + rest;
    to[x] = (upTo - before) / step;
    before = upTo;
  }
}

/**
 * @param into - where it is written; not `plane` itself.
 * @returns the mean over a square of `2 × radius + 1` pixels, cut off at the edges.
 */
export function boxMean(
  plane: Plane,
  radius: number,
  into: Plane = makePlane(plane.width, plane.height),
): Plane {
  const { width, height } = plane;
  const [across, down] = [sharesOf(width, radius), sharesOf(height, radius)];
  const sums = new Float64Array(width);
  const nothing = new Float32Array(width);
  // Along with what lies before and behind it, which is nothing.
  const means = new Float32Array(width + 2 * radius + 1);
  const row = (y: number) => (y < 0 || y >= height ? nothing : rowOf(plane, y));
  for (let y = -radius; y < height; y++) {
    slide(sums, row(y + radius), row(y - radius - 1));
    if (y < 0) continue;
    const share = down[y] ?? 0;
    for (let x = 0; x < width; x++) means[x + radius + 1] = (sums[x] ?? 0) * share;
    boxRow(means, across, radius, rowOf(into, y));
  }
  return into;
}

function rowOf({ width, data }: Plane, y: number): Float32Array {
  return data.subarray(y * width, (y + 1) * width);
}

/** One over how many of the neighbours within `radius` of each place there are, and itself. */
function sharesOf(length: number, radius: number): Float64Array {
  return Float64Array.from(
    { length },
    (_, at) => 1 / (Math.min(length - 1, at + radius) - Math.max(0, at - radius) + 1),
  );
}

/** Moves sums of rows on by one row. */
function slide(sums: Float64Array, next: Float32Array, last: Float32Array): void {
  for (let x = 0; x < sums.length; x++) sums[x] = (sums[x] ?? 0) + (next[x] ?? 0) - (last[x] ?? 0);
}

/** @param row - begins with `radius + 1` zeros, and ends with `radius`. */
function boxRow(row: Float32Array, shares: Float64Array, radius: number, into: Float32Array): void {
  const ahead = 2 * radius + 1;
  // Summed anew in each row, in double precision: a running sum over the image would drift.
  let sum = 0;
  for (let x = radius + 1; x < ahead; x++) sum += row[x] ?? 0;
  for (let x = 0; x < into.length; x++) {
    sum = sum + (row[x + ahead] ?? 0) - (row[x] ?? 0);
    into[x] = sum * (shares[x] ?? 0);
  }
}

/** Puts in the place of each value the least within two pixels, along both axes. */
export function toMinimum(plane: Plane): void {
  const { width, height } = plane;
  const across = makePlane(width, height);
  const padded = new Float32Array(width + 4).fill(Infinity);
  const shifted = [0, 1, 2, 3, 4].map((at) => padded.subarray(at, at + width));
  for (let y = 0; y < height; y++) {
    padded.set(rowOf(plane, y), 2);
    leastOfFive(shifted, rowOf(across, y));
  }
  const nothing = new Float32Array(width).fill(Infinity);
  for (let y = 0; y < height; y++) {
    const near = [y - 2, y - 1, y, y + 1, y + 2];
    const rows = near.map((at) => (at < 0 || at >= height ? nothing : rowOf(across, at)));
    leastOfFive(rows, rowOf(plane, y));
  }
}

function leastOfFive(rows: readonly Float32Array[], into: Float32Array): void {
  const [a = into, b = into, c = into, d = into, e = into] = rows;
  for (let x = 0; x < into.length; x++) {
    const one = Math.min(a[x] ?? 0, b[x] ?? 0);
    const other = Math.min(c[x] ?? 0, d[x] ?? 0);
    into[x] = Math.min(one, other, e[x] ?? 0);
  }
}

/** Steeper contrast than this says nothing more about the mark. */
const CLIP = 1.2;
/** Keeps noise of a flat area from being blown up; in levels. */
const FLOOR = 1.2;

/** Planes that `whiten` needs for a moment: making them anew would cost as much as the rest. */
let spare: readonly [Plane, Plane] = [makePlane(0, 0), makePlane(0, 0)];

function spareOf({ width, height }: Plane): readonly [Plane, Plane] {
  if (spare[0].width !== width || spare[0].height !== height)
    spare = [makePlane(width, height), makePlane(width, height)];
  return spare;
}

/**
 * Takes the picture out and leaves its grain, equally strong everywhere: what the mark is added to
 * and read from.
 *
 * @param grain - where it is written; may be `luma` itself.
 */
export function whiten(luma: Plane, grain: Plane = makePlane(luma.width, luma.height)): Plane {
  const [smooth, squares] = spareOf(luma);
  boxMean(boxMean(luma, 4, squares), 2, smooth);
  takeAway(luma.data, smooth.data, { grain: grain.data, squares: squares.data });
  const power = boxMean(squares, 4, smooth).data;
  const relative = grain.data;
  for (let at = 0; at < relative.length; at++) {
    const mean = power[at] ?? 0;
    const value = (relative[at] ?? 0) / (Math.sqrt(mean > 0 ? mean : 0) + FLOOR);
    relative[at] = Math.max(-CLIP, Math.min(CLIP, value));
  }
  return grain;
}

function takeAway(
  luma: Float32Array,
  smooth: Float32Array,
  { grain, squares }: { grain: Float32Array; squares: Float32Array },
): void {
  for (let at = 0; at < luma.length; at++) {
    const detail = (luma[at] ?? 0) - (smooth[at] ?? 0);
    grain[at] = detail;
    squares[at] = detail * detail;
  }
}

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

/** @returns the mean over a square of `2 × radius + 1` pixels, cut off at the edges. */
export function boxMean(plane: Plane, radius: number): Plane {
  const result = boxColumns(plane, radius);
  boxRows(result, radius);
  return result;
}

/** In place. */
function boxRows({ width, data }: Plane, radius: number): void {
  const shares = sharesOf(width, radius);
  const row = new Float32Array(width);
  for (let start = 0; start < data.length; start += width) {
    row.set(data.subarray(start, start + width));
    // Summed anew in each row, in double precision: a running sum over the image would drift.
    let sum = 0;
    for (let x = 0; x < Math.min(width, radius); x++) sum += row[x] ?? 0;
    for (let x = 0; x < width; x++) {
      if (x + radius < width) sum += row[x + radius] ?? 0;
      if (x > radius) sum -= row[x - radius - 1] ?? 0;
      data[start + x] = sum * (shares[x] ?? 0);
    }
  }
}

/** One over how many of the neighbours within `radius` of each place there are, and itself. */
function sharesOf(length: number, radius: number): Float64Array {
  return Float64Array.from(
    { length },
    (_, at) => 1 / (Math.min(length - 1, at + radius) - Math.max(0, at - radius) + 1),
  );
}

function boxColumns({ width, height, data }: Plane, radius: number): Plane {
  const result = makePlane(width, height);
  const shares = sharesOf(height, radius);
  const sums = new Float64Array(width);
  const nothing = new Float32Array(width);
  const unused = new Float32Array(width);
  const row = (y: number) =>
    y < 0 || y >= height ? nothing : data.subarray(y * width, (y + 1) * width);
  for (let y = -radius; y < height; y++) {
    const into = y < 0 ? unused : result.data.subarray(y * width, (y + 1) * width);
    slide(sums, { next: row(y + radius), last: row(y - radius - 1) }, shares[y] ?? 0, into);
  }
  return result;
}

/** Moves sums of rows on by one row, and writes their shares. */
function slide(
  sums: Float64Array,
  { next, last }: { next: Float32Array; last: Float32Array },
  share: number,
  into: Float32Array,
): void {
  for (let x = 0; x < sums.length; x++) {
    const sum = (sums[x] ?? 0) + (next[x] ?? 0) - (last[x] ?? 0);
    sums[x] = sum;
    into[x] = sum * share;
  }
}

/** @returns the least value within `radius`, along both axes. */
export function minimum(plane: Plane, radius: number): Plane {
  return leastAlong(leastAlong(plane, radius, 'rows'), radius, 'columns');
}

function leastAlong({ width, height, data }: Plane, radius: number, way: 'rows' | 'columns') {
  const result = { width, height, data: Float32Array.from(data) };
  for (let y = 0; y < height; y++)
    for (let step = -radius; step <= radius; step++) {
      const [dx, dy] = way === 'rows' ? [step, 0] : [0, step];
      if (step === 0 || y + dy < 0 || y + dy >= height) continue;
      const from = y * width + Math.max(0, -dx);
      const to = y * width + Math.min(width, width - dx);
      takeLess(result.data, data, { from, to, apart: dy * width + dx });
    }
  return result;
}

function takeLess(
  least: Float32Array,
  values: Float32Array,
  { from, to, apart }: { from: number; to: number; apart: number },
): void {
  for (let at = from; at < to; at++) {
    const value = values[at + apart] ?? 0;
    if (value < (least[at] ?? 0)) least[at] = value;
  }
}

/** Steeper contrast than this says nothing more about the mark. */
const CLIP = 1.2;
/** Keeps noise of a flat area from being blown up; in levels. */
const FLOOR = 1.2;

/**
 * Takes the picture out and leaves its grain, equally strong everywhere: what the mark is added to
 * and read from.
 */
export function whiten(luma: Plane): Plane {
  const { width, height, data } = luma;
  const grain = makePlane(width, height);
  const squares = makePlane(width, height);
  const smooth = boxMean(boxMean(luma, 4), 2).data;
  for (let at = 0; at < data.length; at++) {
    const detail = (data[at] ?? 0) - (smooth[at] ?? 0);
    grain.data[at] = detail;
    squares.data[at] = detail * detail;
  }
  const power = boxMean(squares, 4).data;
  for (let at = 0; at < data.length; at++) {
    const mean = power[at] ?? 0;
    const relative = (grain.data[at] ?? 0) / (Math.sqrt(mean > 0 ? mean : 0) + FLOOR);
    if (relative > CLIP) grain.data[at] = CLIP;
    else grain.data[at] = relative < -CLIP ? -CLIP : relative;
  }
  return grain;
}

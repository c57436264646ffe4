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

/** Area average: each new pixel is the mean of what it covers. Rows are added up whole. */
function shrink(from: Size, to: Size, rowOf: (y: number) => Float32Array): Plane {
  const result = makePlane(to.width, to.height);
  const sums = new Float64Array(from.width);
  const step = from.height / to.height;
  for (let y = 0; y < to.height; y++) {
    sums.fill(0);
    const [start, end] = [y * step, Math.min(from.height, (y + 1) * step)];
    for (let row = Math.floor(start); row < end; row++) {
      const share = (Math.min(end, row + 1) - Math.max(start, row)) / (end - start);
      addRow(sums, rowOf(row), share);
    }
    shrinkRow(sums, result.data.subarray(y * to.width, (y + 1) * to.width));
  }
  return result;
}

function addRow(sums: Float64Array, row: Float32Array, share: number): void {
  for (let x = 0; x < row.length; x++) sums[x] = (sums[x] ?? 0) + share * (row[x] ?? 0);
}

function shrinkRow(from: Float64Array, to: Float32Array): void {
  const step = from.length / to.length;
  for (let x = 0; x < to.length; x++) {
    const start = x * step;
    const end = Math.min(from.length, start + step);
    let sum = 0;
    for (let at = Math.floor(start); at < end; at++)
      sum += (Math.min(end, at + 1) - Math.max(start, at)) * (from[at] ?? 0);
    to[x] = sum / (end - start);
  }
}

/** @returns the mean over a square of `2 × radius + 1` pixels, cut off at the edges. */
export function boxMean(plane: Plane, radius: number): Plane {
  return boxColumns(boxRows(plane, radius), radius);
}

function boxRows({ width, height, data }: Plane, radius: number): Plane {
  const result = makePlane(width, height);
  const shares = Float64Array.from({ length: width }, (_, x) => 1 / countAt(x, width, radius));
  for (let row = 0; row < width * height; row += width) {
    const end = row + width;
    // Summed anew in each row, in double precision: a running sum over the image would drift.
    let sum = 0;
    for (let at = row; at < Math.min(end, row + radius); at++) sum += data[at] ?? 0;
    for (let at = row; at < end; at++) {
      if (at + radius < end) sum += data[at + radius] ?? 0;
      if (at - radius > row) sum -= data[at - radius - 1] ?? 0;
      result.data[at] = sum * (shares[at - row] ?? 0);
    }
  }
  return result;
}

/** How many of the neighbours within `radius` of a place there are, and itself. */
function countAt(at: number, length: number, radius: number): number {
  return Math.min(length - 1, at + radius) - Math.max(0, at - radius) + 1;
}

function boxColumns({ width, height, data }: Plane, radius: number): Plane {
  const result = makePlane(width, height);
  const sums = new Float64Array(width);
  const row = (y: number) => data.subarray(y * width, (y + 1) * width);
  for (let y = 0; y < Math.min(radius, height); y++) addRow(sums, row(y), 1);
  for (let y = 0; y < height; y++) {
    if (y + radius < height) addRow(sums, row(y + radius), 1);
    if (y > radius) addRow(sums, row(y - radius - 1), -1);
    const share = 1 / countAt(y, height, radius);
    for (let x = 0, at = y * width; x < width; x++, at++) result.data[at] = (sums[x] ?? 0) * share;
  }
  return result;
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
      if (y + dy < 0 || y + dy >= height) continue;
      const from = Math.max(0, -dx);
      const to = Math.min(width, width - dx);
      for (
        let at = y * width + from, near = at + dy * width + dx;
        at < y * width + to;
        at++, near++
      )
        result.data[at] = Math.min(result.data[at] ?? 0, data[near] ?? 0);
    }
  return result;
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
    const relative = (grain.data[at] ?? 0) / (Math.sqrt(Math.max(0, power[at] ?? 0)) + FLOOR);
    grain.data[at] = Math.max(-CLIP, Math.min(CLIP, relative));
  }
  return grain;
}

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
export function lumaOf({ width, height, data }: Pixels): Plane {
  const luma = makePlane(width, height);
  for (let at = 0, pixel = 0; pixel < luma.data.length; at += 4, pixel++)
    luma.data[pixel] =
      0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0);
  return luma;
}

/** @returns the plane at about `side` × `side` pixels, never larger than it is. */
export function toSide(plane: Plane, side: number): Plane {
  const scale = Math.min(1, side / Math.sqrt(plane.width * plane.height));
  if (scale === 1) return plane;
  const width = Math.max(1, Math.round(plane.width * scale));
  return shrink(plane, width, Math.max(1, Math.round(plane.height * scale)));
}

/** Area average: each new pixel is the mean of what it covers. Rows are added up whole. */
function shrink({ width, height, data }: Plane, toWidth: number, toHeight: number): Plane {
  const result = makePlane(toWidth, toHeight);
  const sums = new Float64Array(width);
  const step = height / toHeight;
  for (let y = 0; y < toHeight; y++) {
    sums.fill(0);
    const [start, end] = [y * step, Math.min(height, (y + 1) * step)];
    for (let row = Math.floor(start); row < end; row++) {
      const share = (Math.min(end, row + 1) - Math.max(start, row)) / (end - start);
      const at = row * width;
      for (let x = 0; x < width; x++) sums[x] = (sums[x] ?? 0) + share * (data[at + x] ?? 0);
    }
    shrinkRow(sums, result.data.subarray(y * toWidth, (y + 1) * toWidth));
  }
  return result;
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

function transpose({ width, height, data }: Plane): Plane {
  const result = makePlane(height, width);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) result.data[x * height + y] = data[y * width + x] ?? 0;
  return result;
}

/** @returns the mean over a square of `2 × radius + 1` pixels, cut off at the edges. */
export function boxMean(plane: Plane, radius: number): Plane {
  return boxColumns(boxRows(plane, radius), radius);
}

function boxRows({ width, height, data }: Plane, radius: number): Plane {
  const result = makePlane(width, height);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    // Summed anew in each row, in double precision: a running sum over the image would drift.
    let sum = 0;
    for (let x = 0; x < Math.min(radius, width); x++) sum += data[row + x] ?? 0;
    for (let x = 0; x < width; x++) {
      if (x + radius < width) sum += data[row + x + radius] ?? 0;
      if (x - radius - 1 >= 0) sum -= data[row + x - radius - 1] ?? 0;
      const count = Math.min(width - 1, x + radius) - Math.max(0, x - radius) + 1;
      result.data[row + x] = sum / count;
    }
  }
  return result;
}

function boxColumns({ width, height, data }: Plane, radius: number): Plane {
  const result = makePlane(width, height);
  const sums = new Float64Array(width);
  for (let y = 0; y < Math.min(radius, height); y++)
    for (let x = 0; x < width; x++) sums[x] = (sums[x] ?? 0) + (data[y * width + x] ?? 0);
  for (let y = 0; y < height; y++) {
    const count = Math.min(height - 1, y + radius) - Math.max(0, y - radius) + 1;
    for (let x = 0; x < width; x++) {
      let sum = sums[x] ?? 0;
      if (y + radius < height) sum += data[(y + radius) * width + x] ?? 0;
      if (y - radius - 1 >= 0) sum -= data[(y - radius - 1) * width + x] ?? 0;
      sums[x] = sum;
      result.data[y * width + x] = sum / count;
    }
  }
  return result;
}

/** @returns the least value within `radius`, along both axes. */
export function minimum(plane: Plane, radius: number): Plane {
  return transpose(minimumRows(transpose(minimumRows(plane, radius)), radius));
}

function minimumRows({ width, height, data }: Plane, radius: number): Plane {
  const result = makePlane(width, height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let least = Infinity;
      for (let dx = Math.max(0, x - radius); dx <= Math.min(width - 1, x + radius); dx++)
        least = Math.min(least, data[y * width + dx] ?? 0);
      result.data[y * width + x] = least;
    }
  return result;
}

/** @returns each value passed through a function. */
export function mapPlane(plane: Plane, change: (value: number, index: number) => number): Plane {
  const { width, height, data } = plane;
  return { width, height, data: data.map(change) };
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
  const smooth = boxMean(boxMean(luma, 4), 2);
  const detail = mapPlane(luma, (value, index) => value - (smooth.data[index] ?? 0));
  const power = boxMean(
    mapPlane(detail, (value) => value * value),
    4,
  );
  return mapPlane(detail, (value, index) => {
    const relative = value / (Math.sqrt(Math.max(0, power.data[index] ?? 0)) + FLOOR);
    return Math.max(-CLIP, Math.min(CLIP, relative));
  });
}

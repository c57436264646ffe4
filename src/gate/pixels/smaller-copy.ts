import type { Gray } from './gray.ts';

/** Side of the cells whose errors are added up; a tile is two by two of them, at every cell. */
const CELL = 4;
/** Scaling and codecs spread an edge over no more pixels than this. */
const REACH = 2;
/** By which part of the contrast around a pixel scaling and codecs change it. */
const AT_EDGES = 0.2;
/**
 * Root mean square, in levels, of what a tile of a copy differs by beyond that. Marked copies in WebP
 * and AVIF, and photographs in JPEG, reach 4.6, drawings in JPEG 6.5: those are read by themselves. A
 * word reaches more as soon as OCR can tell it from its ground.
 */
const MOST = 5;
/** Levels by which a cell of a thumbnail may differ: those of copies reach 10. */
const NEAR = 20;

/** @returns whether two thumbnails of one size may be of one picture: of copies they always are. */
export function mayBeCopies(one: Gray, other: Gray): boolean {
  return one.data.every((level, index) => Math.abs(level - (other.data[index] ?? 0)) <= NEAR);
}

/**
 * Tells whether a picture is another one, made smaller, so that it shows nothing which that one does
 * not show better. A single word more, less or otherwise makes it another picture.
 *
 * @param scaled - the larger picture, scaled to the size of the other.
 */
export function isScaledCopy(small: Gray, scaled: Gray): boolean {
  if (small.width !== scaled.width || small.height !== scaled.height) return false;
  const cells = cellErrors(small, scaled);
  for (let row = 0; row < Math.max(1, cells.rows - 1); row++)
    for (let column = 0; column < Math.max(1, cells.columns - 1); column++)
      if (tileError(cells, row, column) > MOST ** 2) return false;
  return true;
}

interface Cells {
  readonly columns: number;
  readonly rows: number;
  /** Sums of squared errors. */
  readonly errors: Float64Array;
  readonly counts: Uint32Array;
}

function cellErrors({ width, height, data }: Gray, scaled: Gray): Cells {
  const [columns, rows] = [Math.ceil(width / CELL), Math.ceil(height / CELL)];
  const errors = new Float64Array(columns * rows);
  const counts = new Uint32Array(columns * rows);
  const contrasts = contrastAround(scaled);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      const cell = Math.floor(y / CELL) * columns + Math.floor(x / CELL);
      const difference = Math.abs((data[at] ?? 0) - (scaled.data[at] ?? 0));
      const error = Math.max(0, difference - AT_EDGES * (contrasts[at] ?? 0));
      errors[cell] = (errors[cell] ?? 0) + error ** 2;
      counts[cell] = (counts[cell] ?? 0) + 1;
    }
  return { columns, rows, errors, counts };
}

/** @returns the mean of the squared errors of the tile that begins at a cell. */
function tileError({ columns, rows, errors, counts }: Cells, row: number, column: number): number {
  let [sum, count] = [0, 0];
  for (let y = row; y < Math.min(rows, row + 2); y++)
    for (let x = column; x < Math.min(columns, column + 2); x++) {
      sum += errors[y * columns + x] ?? 0;
      count += counts[y * columns + x] ?? 0;
    }
  return sum / count;
}

/** @returns for each pixel by how much the levels around it differ. */
function contrastAround({ width, height, data }: Gray): Uint8Array {
  const size = { width, height };
  const most = alongColumns(alongRows(data, size, Math.max), size, Math.max);
  const least = alongColumns(alongRows(data, size, Math.min), size, Math.min);
  return most.map((level, at) => level - (least[at] ?? 0));
}

type Size = Pick<Gray, 'width' | 'height'>;
type Choose = (one: number, other: number) => number;

function alongRows(data: Uint8Array, { width, height }: Size, choose: Choose): Uint8Array {
  const out = data.slice();
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let near = Math.max(0, x - REACH); near <= Math.min(width - 1, x + REACH); near++)
        out[y * width + x] = choose(out[y * width + x] ?? 0, data[y * width + near] ?? 0);
  return out;
}

function alongColumns(data: Uint8Array, { width, height }: Size, choose: Choose): Uint8Array {
  const out = data.slice();
  for (let y = 0; y < height; y++)
    for (let near = Math.max(0, y - REACH); near <= Math.min(height - 1, y + REACH); near++)
      for (let x = 0; x < width; x++)
        out[y * width + x] = choose(out[y * width + x] ?? 0, data[near * width + x] ?? 0);
  return out;
}

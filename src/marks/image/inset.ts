import { makePlane } from './plane.ts';
import type { Plane } from './plane.ts';

/** A part of a picture, in pixels; the right and lower edges are not in it. */
export interface Part {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

// A picture on a page, and a page in a screenshot, stand on a ground of one shade or a few. What is
// left when the ground is taken away and holds together as a rectangle may be a picture.

const BLOCK = 8;
/** Shades that are ground: as many as a page, its bars and its window have. */
const GROUNDS = 3;
/** A shade is ground if it covers this much of the picture. */
const GROUND_SHARE = 0.04;
/** Smaller ones have no room for a mark. */
const MIN_SIDE = 96;
/** What is torn is no picture. */
const MIN_FILL = 0.6;
const MAX_INSETS = 4;

/** Finds rectangles that may be pictures of their own, largest first. */
export function findInsets(luma: Plane): readonly Part[] {
  const isGround = groundOf(luma);
  const grid = blocksOf(luma, isGround);
  const area = ({ left, top, right, bottom }: Part) => (right - left) * (bottom - top);
  return partsOf(grid)
    .map((part) => fit(luma, part, isGround))
    .filter(({ left, top, right, bottom }) => Math.min(right - left, bottom - top) >= MIN_SIDE)
    .filter((part) => area(part) < luma.data.length * 0.97)
    .toSorted((a, b) => area(b) - area(a))
    .slice(0, MAX_INSETS);
}

/** @returns the part as a plane of its own. */
export function partOf({ width, data }: Plane, { left, top, right, bottom }: Part): Plane {
  const part = makePlane(right - left, bottom - top);
  for (let y = top; y < bottom; y++)
    part.data.set(data.subarray(y * width + left, y * width + right), (y - top) * part.width);
  return part;
}

/** @returns for each shade whether it is the ground's: compression blurs it by a few levels. */
function groundOf({ data }: Plane): Uint8Array {
  const counts = new Uint32Array(256);
  for (let at = 0; at < data.length; at++) {
    const shade = shadeOf(data[at]);
    counts[shade] = (counts[shade] ?? 0) + 1;
  }
  const isGround = new Uint8Array(256);
  for (let found = 0; found < GROUNDS; found++) {
    const most = counts.reduce((best, count, at) => (count > (counts[best] ?? 0) ? at : best), 0);
    if ((counts[most] ?? 0) < data.length * GROUND_SHARE) break;
    for (let shade = Math.max(0, most - 2); shade <= Math.min(255, most + 2); shade++) {
      isGround[shade] = 1;
      counts[shade] = 0;
    }
  }
  return isGround;
}

function shadeOf(luma = 0): number {
  return (luma + 0.5) & 255;
}

interface Blocks {
  readonly columns: number;
  readonly rows: number;
  /** 1 where a block shows something. */
  readonly filled: Uint8Array;
}

function blocksOf({ width, height, data }: Plane, isGround: Uint8Array): Blocks {
  const [columns, rows] = [Math.floor(width / BLOCK), Math.floor(height / BLOCK)];
  const filled = new Uint8Array(columns * rows);
  const groundIn = (left: number, top: number) => {
    let ground = 0;
    for (let y = top; y < top + BLOCK; y += 2)
      for (let x = left; x < left + BLOCK; x += 2)
        ground += isGround[shadeOf(data[y * width + x])] ?? 0;
    return ground;
  };
  for (let at = 0; at < filled.length; at++) {
    const ground = groundIn((at % columns) * BLOCK, Math.floor(at / columns) * BLOCK);
    filled[at] = ground > (BLOCK / 2) ** 2 / 2 ? 0 : 1;
  }
  return { columns, rows, filled };
}

/** Blocks that touch, as the rectangles they span, in pixels. */
function partsOf({ columns, rows, filled }: Blocks): Part[] {
  const rest = Uint8Array.from(filled);
  const parts: Part[] = [];
  for (let start = 0; start < rest.length; start++) {
    if (rest[start] !== 1) continue;
    const members = flood(rest, start, columns);
    const { left, top, right, bottom } = extentOf(members, columns);
    const size = (right - left + 1) * (bottom - top + 1);
    if (members.length < MIN_FILL * size || size * BLOCK * BLOCK < MIN_SIDE ** 2) continue;
    parts.push({
      left: left * BLOCK,
      top: top * BLOCK,
      right: Math.min(columns, right + 1) * BLOCK,
      bottom: Math.min(rows, bottom + 1) * BLOCK,
    });
  }
  return parts;
}

function flood(rest: Uint8Array, start: number, columns: number): readonly number[] {
  const members: number[] = [];
  const open = [start];
  rest[start] = 0;
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    members.push(at);
    const column = at % columns;
    const near = [at - columns, at + columns];
    if (column > 0) near.push(at - 1);
    if (column < columns - 1) near.push(at + 1);
    for (const other of near) {
      if (rest[other] !== 1) continue;
      rest[other] = 0;
      open.push(other);
    }
  }
  return members;
}

function extentOf(members: readonly number[], columns: number): Part {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const at of members) {
    const [column, row] = [at % columns, Math.floor(at / columns)];
    left = Math.min(left, column);
    right = Math.max(right, column);
    top = Math.min(top, row);
    bottom = Math.max(bottom, row);
  }
  return { left, top, right, bottom };
}

/** Blocks are coarse: moves each edge to where lines begin to be mostly picture. */
function fit({ width, height, data }: Plane, part: Part, isGround: Uint8Array): Part {
  const isPicture = (x: number, y: number) => isGround[shadeOf(data[y * width + x])] === 0;
  const share = (count: number, test: (at: number) => boolean) => {
    let hits = 0;
    for (let at = 0; at < count; at++) if (test(at)) hits += 1;
    return hits / Math.max(1, count);
  };
  const column = (x: number) =>
    share(part.bottom - part.top, (at) => isPicture(x, part.top + at)) > 0.4;
  const row = (y: number) =>
    share(part.right - part.left, (at) => isPicture(part.left + at, y)) > 0.4;
  const seek = (from: number, to: number, test: (at: number) => boolean) => {
    const step = from < to ? 1 : -1;
    for (let at = from; at !== to; at += step) if (test(at)) return at;
    return to;
  };
  const left = seek(Math.max(0, part.left - BLOCK), part.left + BLOCK, column);
  const top = seek(Math.max(0, part.top - BLOCK), part.top + BLOCK, row);
  const right = seek(Math.min(width, part.right + BLOCK) - 1, part.right - BLOCK, column) + 1;
  const bottom = seek(Math.min(height, part.bottom + BLOCK) - 1, part.bottom - BLOCK, row) + 1;
  return { left, top, right, bottom };
}

import { growBox } from './gray.ts';
import type { Box, Gray } from './gray.ts';
import { findSpots } from './spots.ts';
import type { Spot } from './spots.ts';

/** Where something may be written: several spots of one height and colour in a row. */
export interface TextLine extends Box {
  /** Height of its letters in pixels of the picture. */
  readonly glyph: number;
  /** Whether its letters stand below each other. */
  readonly isColumn: boolean;
}

const GLYPH = { least: 4, most: 64 };
/** A spot of two letters that touch is no wider than this many times its height. */
const WIDEST = 6;
/** By how much, in levels, the spots of one line may differ. */
const COLOUR = 40;
/** Fewer spots in a row are a texture, or too little to name anybody. */
const LEAST_SPOTS = 3;
/** Characters that stand in columns are hardly ever smaller, and small ones cannot be read there. */
const LEAST_COLUMN = 9;

/**
 * Finds what may be lines of text, horizontal or vertical, so that what is certainly none need not
 * be read. It finds too much in textures, which costs time alone. Letters of more than 64 pixels are
 * to be looked for in a smaller copy.
 */
export function findTextLines(gray: Gray): readonly TextLine[] {
  const { dark, light } = findSpots(gray);
  return [dark, light].flatMap((spots) => {
    const glyphs = spots.filter(isGlyph);
    const rows = rowsOf(glyphs);
    const columns = rowsOf(glyphs.map(turn))
      .map(turn)
      .filter((column) => isColumn(column, rows));
    return [...rows, ...columns.map((column) => ({ ...column, isColumn: true }))].map((line) => ({
      ...growBox(line, Math.ceil(line.glyph * 0.6), gray),
      glyph: line.glyph,
      isColumn: line.isColumn,
    }));
  });
}

/** Letters of lines stand below each other too, but farther apart than they stand side by side. */
function isColumn(column: Row, rows: readonly Row[]): boolean {
  if (column.glyph < LEAST_COLUMN || column.bottom - column.top < column.glyph * 4) return false;
  return rows.every((row) => !overlap(row, column) || column.gap < row.gap * 0.7);
}

function overlap(one: Box, other: Box): boolean {
  return (
    one.left < other.right &&
    other.left < one.right &&
    one.top < other.bottom &&
    other.top < one.bottom
  );
}

function isGlyph({ left, top, right, bottom, size }: Spot): boolean {
  const [width, height] = [right - left, bottom - top];
  const [long, short] = [Math.max(width, height), Math.min(width, height)];
  return (
    long >= GLYPH.least &&
    short <= GLYPH.most &&
    long <= short * WIDEST + 8 &&
    size * 12 >= width * height
  );
}

/** A line, with the mean distance between its spots. */
type Row = TextLine & { readonly gap: number };
interface OpenRow {
  readonly line: TextLine;
  readonly spots: number;
  readonly level: number;
  /** All distances together. */
  readonly gaps: number;
}

/** @returns rows of at least three spots, side by side at one height. */
function rowsOf(spots: readonly Spot[]): readonly Row[] {
  const open: OpenRow[] = [];
  const rows: Row[] = [];
  for (const spot of spots.toSorted((a, b) => a.left - b.left)) {
    const at = open.findIndex((row) => continues(row, spot));
    const row = open[at];
    if (row) open[at] = withSpot(row, spot);
    else open.push(newRow(spot));
    // What ended far to the left of here cannot go on.
    for (let index = open.length - 1; index >= 0; index--)
      if ((open[index]?.line.right ?? 0) < spot.left - GLYPH.most * 2)
        rows.push(...closed(open.splice(index, 1)));
  }
  return [...rows, ...closed(open)];
}

function newRow(spot: Spot): OpenRow {
  const { left, top, right, bottom, level } = spot;
  const line = { left, top, right, bottom, glyph: bottom - top, isColumn: false };
  return { line, spots: 1, level, gaps: 0 };
}

function withSpot({ line, spots, level, gaps }: OpenRow, spot: Spot): OpenRow {
  const gap = Math.max(0, spot.left - line.right);
  return { line: join(line, spot), spots: spots + 1, level, gaps: gaps + gap };
}

function closed(rows: readonly OpenRow[]): readonly Row[] {
  return rows
    .filter(({ spots }) => spots >= LEAST_SPOTS)
    .map(({ line, spots, gaps }) => ({ ...line, gap: gaps / (spots - 1) }));
}

function continues({ line, level }: OpenRow, spot: Spot): boolean {
  const overlap = Math.min(line.bottom, spot.bottom) - Math.max(line.top, spot.top);
  const height = spot.bottom - spot.top;
  return (
    spot.left - line.right <= line.glyph * 1.8 + 2 &&
    overlap >= Math.min(height, line.glyph) * 0.5 &&
    Math.max(height, line.glyph) <= Math.min(height, line.glyph) * 3.5 + 3 &&
    Math.abs(spot.level - level) <= COLOUR
  );
}

function join(line: TextLine, spot: Spot): TextLine {
  return {
    ...line,
    left: Math.min(line.left, spot.left),
    top: Math.min(line.top, spot.top),
    right: Math.max(line.right, spot.right),
    bottom: Math.max(line.bottom, spot.bottom),
    glyph: Math.max(line.glyph, Math.min(spot.bottom - spot.top, GLYPH.most)),
  };
}

/** The same with its sides swapped: columns become rows. */
function turn<B extends Box>(box: B): B {
  return { ...box, left: box.top, top: box.left, right: box.bottom, bottom: box.right };
}

/** @returns columns that stand side by side as one, with what is between them. */
export function columnBlocks(lines: readonly TextLine[], within: Gray): readonly TextLine[] {
  const blocks: TextLine[] = [];
  for (const column of lines.filter(({ isColumn }) => isColumn)) {
    const near = blocks.filter((block) => overlap(widened(block), widened(column)));
    for (const block of near) blocks.splice(blocks.indexOf(block), 1);
    blocks.push(near.reduce(around, column));
  }
  // A short last column is none by itself.
  return blocks.map((block) => ({ ...block, ...growBox(block, block.glyph * 2, within) }));
}

function widened(column: TextLine): Box {
  const by = column.glyph * 1.5;
  return { ...column, left: column.left - by, right: column.right + by };
}

function around(one: TextLine, other: TextLine): TextLine {
  return {
    ...one,
    left: Math.min(one.left, other.left),
    top: Math.min(one.top, other.top),
    right: Math.max(one.right, other.right),
    bottom: Math.max(one.bottom, other.bottom),
  };
}

import type { Atom } from './atoms.ts';

/** How wide a piece is, in pixels, set in a size. Spaces at its end count. */
export type Measure = (atom: Atom, size: number) => number;

/** A title set in lines. */
export interface SetTitle {
  readonly size: number;
  readonly lines: readonly (readonly Atom[])[];
}

/** What a title has room for, in pixels. */
export interface Room {
  readonly width: number;
  readonly height: number;
}

/** Line heights in sizes. */
export const LEADING = 1.16;

const SIZES = [96, 88, 80, 72, 64, 56, 50, 44];

/**
 * Sets a title as large as it fits, in lines of about the same length. One that does not fit in the
 * smallest size ends in an ellipsis.
 */
export function setTitle(atoms: readonly Atom[], room: Room, measure: Measure): SetTitle {
  for (const size of SIZES) {
    const lines = breakLines(atoms, size, { width: room.width, measure });
    const isWide = lines.some((line) => widthOf(line, size, measure) > room.width);
    if (!isWide && lines.length * size * LEADING <= room.height)
      return { size, lines: balance(atoms, { size, width: room.width, measure }, lines) };
  }
  const size = SIZES.at(-1) ?? 44;
  const most = Math.floor(room.height / (size * LEADING));
  const lines = breakLines(atoms, size, { width: room.width, measure });
  return { size, lines: shorten(lines.slice(0, most), lines.length > most) };
}

interface Setting {
  readonly width: number;
  readonly measure: Measure;
}

function breakLines(
  atoms: readonly Atom[],
  size: number,
  { width, measure }: Setting,
): readonly (readonly Atom[])[] {
  const lines: Atom[][] = [];
  let left = 0;
  for (const atom of atoms) {
    const wide = measure(trimmed(atom), size);
    if (lines.length === 0 || wide > left) {
      lines.push([]);
      left = width;
    }
    lines.at(-1)?.push(atom);
    left -= measure(atom, size);
  }
  return lines;
}

/** The narrowest column that needs no more lines makes them even. */
function balance(
  atoms: readonly Atom[],
  { size, width, measure }: Setting & { size: number },
  lines: readonly (readonly Atom[])[],
): readonly (readonly Atom[])[] {
  let [low, high] = [0, width];
  let best = lines;
  while (high - low > 4) {
    const middle = (low + high) / 2;
    const tried = breakLines(atoms, size, { width: middle, measure });
    const fits = tried.every((line) => widthOf(line, size, measure) <= middle);
    if (fits && tried.length === lines.length) [best, high] = [tried, middle];
    else low = middle;
  }
  return best;
}

function widthOf(line: readonly Atom[], size: number, measure: Measure): number {
  return line.reduce(
    (sum, atom, index) => sum + measure(index === line.length - 1 ? trimmed(atom) : atom, size),
    0,
  );
}

function trimmed(atom: Atom): Atom {
  return atom.kind === 'text' ? { ...atom, text: atom.text.trimEnd() } : atom;
}

function shorten(lines: readonly (readonly Atom[])[], isCut: boolean) {
  const last = lines.at(-1)?.at(-1);
  if (!isCut || last?.kind !== 'text') return lines;
  const end = { ...last, text: `${last.text.trimEnd()}…` };
  return [...lines.slice(0, -1), [...(lines.at(-1) ?? []).slice(0, -1), end]];
}

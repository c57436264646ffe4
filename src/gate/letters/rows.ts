import type { Place } from '../writings/writing.ts';
import { textUnits } from './text-units.ts';

/** Letters, digits and signs that stand in a row, as encoded data does. */
export interface Row extends Place {
  /** Of all that stand in it, together. */
  readonly kinds: number;
}

/** For each sign of ASCII its kind, a bit of its own; 0 for what ends a row, as all beyond ASCII does. */
export type RowKinds = Uint8Array;

/** Stands for all units beyond ASCII. */
const OTHER = 0x7f;

/** @param kind - of each sign of ASCII that is shown, and of the space. */
export function rowKinds(kind: (sign: string) => number): RowKinds {
  return Uint8Array.from({ length: OTHER + 1 }, (_each, unit) =>
    unit < 0x20 || unit === OTHER ? 0 : kind(String.fromCharCode(unit)),
  );
}

/** @returns the kind of a unit. Without a branch, and from a small table, which stays near the processor. */
export function kindOf(unit: number, kinds: RowKinds): number {
  return kinds[(unit | ((OTHER - unit) >> 31)) & OTHER] as number;
}

/**
 * Finds rows of so many units and more.
 *
 * Each is looked for from its last unit backwards, as Boyer and Moore find strings: where something ends a row, none
 * begins before it. Of a text of short words most letters are never looked at.
 *
 * @param lone - the kinds of which no two stand side by side in a row.
 */
export function rowsIn(text: string, kinds: RowKinds, least: number, lone = 0): readonly Row[] {
  const rows: Row[] = [];
  const units = textUnits(text);
  const { length } = text;
  for (let start = 0; start + least <= length;) {
    let at = start + least - 1;
    for (let next = 0; at >= start; at--) {
      const kind = kindOf(units[at] as number, kinds);
      if (kind === 0 || (kind & next & lone) !== 0) break;
      next = kind;
    }
    if (at >= start) {
      start = at + 1;
      continue;
    }
    const row = rowFrom(units, { start, end: length }, kinds, lone);
    rows.push(row);
    start = row.end;
  }
  return rows;
}

function rowFrom(units: Uint16Array, { start, end }: Place, kinds: RowKinds, lone: number): Row {
  let [at, all, before] = [start, 0, 0];
  for (; at < end; at++) {
    const kind = kindOf(units[at] as number, kinds);
    if (kind === 0 || (kind & before & lone) !== 0) break;
    all |= kind;
    before = kind;
  }
  return { start, end: at, kinds: all };
}

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

/** @param kindOf - of each sign of ASCII that is shown, and of the space. */
export function rowKinds(kindOf: (sign: string) => number): RowKinds {
  return Uint8Array.from({ length: OTHER + 1 }, (_each, unit) =>
    unit < 0x20 || unit === OTHER ? 0 : kindOf(String.fromCharCode(unit)),
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
 */
export function rowsIn(text: string, kinds: RowKinds, least: number): readonly Row[] {
  const rows: Row[] = [];
  const units = textUnits(text);
  const { length } = text;
  let start = 0;
  // Up to there all is known to go on.
  let known = -1;
  for (let last = start + least - 1; last < length; last = start + least - 1) {
    let at = last;
    while (at > known && kindOf(units[at] as number, kinds) !== 0) at -= 1;
    if (at <= known) {
      const row = rowFrom(units, length, start, kinds);
      rows.push(row);
      at = row.end;
    }
    known = Math.max(last, at);
    start = at + 1;
  }
  return rows;
}

function rowFrom(units: Uint16Array, length: number, start: number, kinds: RowKinds): Row {
  let all = 0;
  for (let end = start; ; end++) {
    const kind = end < length ? kindOf(units[end] as number, kinds) : 0;
    if (kind === 0) return { start, end, kinds: all };
    all |= kind;
  }
}

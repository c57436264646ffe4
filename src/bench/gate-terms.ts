import type { GateTerm } from '../gate/index.ts';

const STARTS = 'Quor Vex Mar Kest Brin Fal Dor Hel Tav Lum Ost Pel Ran Sor'.split(' ');
const ENDS = 'il time rel more gard sen wick ton ford mere dale stead'.split(' ');

/** Names that nobody has, in three languages, and figures. */
export const TERMS: readonly GateTerm[] = [
  ...STARTS.flatMap((start) => ENDS.map((end) => `${start}${end} Maritime`)),
  ...['Северный Порт', 'Ромашка', 'Вектор Плюс', '株式会社ケストレル', '北浜倉庫', 'ミナトラボ'],
]
  .map((writing, index): GateTerm => ({ id: `n${index}`, writings: [writing], kind: 'name' }))
  .concat(
    ['1 273 400', '€1.47m', '42.3 %', '48213', '3.57 FTE'].map((writing, index) => ({
      id: `f${index}`,
      writings: [writing],
      kind: 'figure',
    })),
  )
  .concat(
    Array.from({ length: 21 }, (_each, index) => ({
      id: `d${index}`,
      writings: [`kestrel-${index}.example`],
      kind: 'domain',
    })),
  );

import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { needlesOf } from './needles.ts';
import { createPuzzle } from './puzzle.ts';

const NAMES = ['Quorvexil Maritime', 'Vexil Harbour', 'Tavgard Maritime', 'Nananana'];
const LETTERS = NAMES.map((name) => name.toLowerCase().replace(' ', ''));
const puzzle = createPuzzle(
  needlesOf(NAMES.map((name) => ({ id: name, writings: [name], kind: 'name' }))),
);

const piece = fc
  .tuple(fc.constantFrom(...LETTERS), fc.nat(14), fc.integer({ min: 1, max: 9 }))
  .map(([name, start, size]) => name.slice(start, start + size));

/** The first place of each piece of three letters or more covers its letters; seven of ten are enough. */
function isCovered(name: string, pieces: readonly string[]): boolean {
  const covered = new Set<number>();
  for (const each of pieces.filter(({ length }) => length >= 3)) {
    const start = name.indexOf(each);
    for (let at = start; start >= 0 && at < start + each.length; at++) covered.add(at);
  }
  return covered.size >= name.length * 0.7;
}

test.prop([fc.array(piece, { maxLength: 6 })], { numRuns: 5000 })(
  'pieces are enough if they cover most letters of one name, whatever was asked before',
  (pieces) => {
    expect(puzzle.isCoveredBy(pieces)).toBe(LETTERS.some((name) => isCovered(name, pieces)));
  },
);

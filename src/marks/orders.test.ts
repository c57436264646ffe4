import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { binomialTail } from './choices.ts';
import { fallTail, inversionTail, judgeOrders, rankedBy, rankingOf } from './orders.ts';

const mark = { id: new Uint8Array(8).fill(7), key: new Uint8Array(32).fill(5) };
const names = (count: number, of = 'name') => Array.from({ length: count }, (_, at) => of + at);
const rank = rankingOf('script', mark);
const ranked = (row: readonly string[]) => rankedBy(row, rank);
const judged = (...rows: (readonly string[])[]) => judgeOrders(rows, rank);

function ordersOf(size: number): readonly (readonly number[])[] {
  if (size === 0) return [[]];
  return ordersOf(size - 1).flatMap((order) =>
    Array.from({ length: size }, (_, at) => order.toSpliced(at, 0, size)),
  );
}

const falls = (order: readonly number[]) =>
  order.filter((each, at) => each < (order[at - 1] ?? 0)).length;
const inversions = (order: readonly number[]) =>
  order.reduce((sum, each, at) => sum + order.slice(0, at).filter((one) => each < one).length, 0);

describe('the chance of an order', () => {
  test.each([[[6]], [[4, 3]], [[2, 2, 3]], [[3, 1, 4]]])('of rows of %j, counted', (sizes) => {
    const count = (of: typeof falls) =>
      sizes
        .map((size) => ordersOf(size).map(of))
        .reduce((sums, row) => sums.flatMap((sum) => row.map((each) => sum + each)));
    const [fallen, inverted] = [count(falls), count(inversions)];
    for (let most = 0; most <= Math.max(...inverted); most++) {
      const share = (of: readonly number[]) => of.filter((each) => each <= most).length / of.length;
      expect([share(fallen), 1]).toContainEqual(expect.closeTo(fallTail(sizes, most), 12));
      expect(inversionTail(sizes, most)).toBeGreaterThanOrEqual(share(inverted) * (1 - 1e-9));
    }
  });

  test('is told where it is small, for each size', () => {
    const factorial = (size: number): number => (size < 2 ? 1 : size * factorial(size - 1));
    for (let size = 13; size < 100; size++) {
      expect(fallTail([size], 0) * factorial(size)).toBeCloseTo(1, 9);
      expect(inversionTail([size], 0) * factorial(size)).toBeCloseTo(1, 6);
    }
    // Of two things in each of 40 rows, 37 or more as the key has them: a tail of coins.
    expect(fallTail(new Array<number>(40).fill(2), 3) * 2 ** 40).toBeCloseTo(
      1 + 40 + 780 + 9880,
      5,
    );
    expect(fallTail([1000, 1000], 900)).toBeLessThan(1e-11);
    // Where it is bounded: by coins, which are as likely as rows of two.
    const coins = fallTail(new Array<number>(40_000).fill(2), 19_200);
    expect(coins / binomialTail(40_000, 20_800, 0.5)).toSatisfy(
      (ratio) => ratio > 1 && ratio < 100,
    );
    expect([fallTail([], 0), inversionTail([], 0)]).toEqual([1, 1]);
  });
});

test('thirteen things are enough, and eleven in each of two rows that were joined', () => {
  expect(judged(ranked(names(13)))).toMatchObject({ isThere: true, places: 12, agreeing: 12 });
  expect(judged(ranked(names(12))).isThere).toBe(false);
  const joined = [...ranked(names(11)), ...ranked(names(11, 'other'))];
  expect(judged(joined)).toMatchObject({ isThere: true, agreeing: 20, places: 21 });
});

const Kept = fc.array(fc.boolean(), { minLength: 60, maxLength: 60 });

test.prop([Kept])('taking things out leaves the others in order', (kept) => {
  const row = ranked(names(60)).filter((_, at) => kept[at]);
  expect(judged(row).agreeing).toBe(Math.max(0, row.length - 1));
});

test('one in three under another name is no loss', () => {
  const row = ranked(names(90)).map((name, at) => (at % 3 === 0 ? `${name} renamed` : name));
  expect(judged(row).isThere).toBe(true);
  expect(judged(row.map((name) => `${name} again`)).isThere).toBe(false);
});

test('a name counts once, in the longest row that has it', () => {
  const row = ranked(names(9));
  expect(judged(row, row, row, row.slice(1))).toEqual(judged(row));
  expect(judged(row.toReversed(), ranked(names(10)))).toEqual(judged(ranked(names(10))));
});

test('a row of any length is judged, in pieces', () => {
  const long = ranked(names(2500));
  expect(judged(long)).toMatchObject({ isThere: true, places: 2497, agreeing: 2497 });
  expect(judged(long.toReversed()).chance).toBe(1);
});

test('orders of nobody are as likely as is said', () => {
  const rows = [names(40, 'a'), names(7, 'b'), names(3, 'c'), names(2, 'd')];
  const chances = Array.from({ length: 3000 }, (_, at) => {
    const id = Uint8Array.of(0, 0, 0, 0, 0, 0, at >> 8, at & 255);
    return judgeOrders(rows, rankingOf('script', { ...mark, id })).chance;
  });
  for (const bound of [0.3, 0.1, 0.03, 0.01])
    expect(chances.filter((chance) => chance <= bound).length).toBeLessThan(3000 * bound);
});

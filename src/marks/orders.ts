import { toHex } from '../bytes/hex.ts';
import { toUtf8 } from '../bytes/utf8.ts';
import { ACCEPTED_CHANCE } from './file-carrier.ts';
import type { HiddenMark, Judgement } from './file-carrier.ts';
import { keyedHash, openKeyedHash } from './keys.ts';
import type { FileCarrierId } from './keys.ts';

// Many things in a file may stand in any order, and the key ranks them all. Whatever other programs
// take out, those that are left still stand by rank; what they put in, or join, disturbs the order
// at that place only. A file made without the key is in an order that the ranks know nothing of: for
// n things one of n!, each as likely as the others.

/** Things whose order is free, by names that are different, in the order they stand in. */
export type SeenOrder = readonly string[];

/** Where a thing stands among others: before all of a higher rank, by comparison of texts. */
export type Ranking = (name: string) => string;

/** @returns the ranks of a mark: a shuffle that only the key can repeat. */
export function rankingOf(carrier: FileCarrierId, { id, key }: HiddenMark): Ranking {
  const hash = openKeyedHash(keyedHash(key, `order/1/${carrier}`, id), 'rank/1');
  const known = new Map<string, string>();
  return (name) => {
    const rank = known.get(name) ?? toHex(hash(toUtf8(name)));
    known.set(name, rank);
    return rank;
  };
}

/** @returns things in the order of their ranks. */
export function rankedBy<Thing>(
  things: readonly Thing[],
  rankOf: (thing: Thing) => string,
): readonly Thing[] {
  return things
    .map((thing) => ({ thing, rank: rankOf(thing) }))
    .toSorted((a, b) => (a.rank < b.rank ? -1 : 1))
    .map(({ thing }) => thing);
}

/**
 * Compares orders with the ranks of a mark, in two ways, the more telling of which speaks for both:
 * how often the next is of a lower rank (few where programs put something in, or join rows), and how
 * many of all pairs are the wrong way round (few where single things have another name).
 *
 * For files made without the key, ranks are a pseudorandom function of the name, and no name is
 * counted twice: each row is in an order that is uniformly random, whatever the other rows are in.
 *
 * @returns as places the neighbours, as agreeing those that stand by rank.
 */
export function judgeOrders(seen: readonly SeenOrder[], rankOf: Ranking): Judgement {
  const rows = withoutRepeats(seen).map((row) => row.map(rankOf));
  const sizes = rows.map(({ length }) => length);
  const places = sizes.reduce((sum, size) => sum + size - 1, 0);
  const falls = rows.reduce((sum, ranks) => sum + fallsIn(ranks), 0);
  const inversions = rows.reduce((sum, ranks) => sum + inversionsIn(ranks), 0);
  const least = Math.min(fallTail(sizes, falls), inversionTail(sizes, inversions));
  // Nothing is impossible: what is too small for a number stays above zero.
  const chance = Math.max(1e-300, Math.min(1, 2 * least));
  return { isThere: chance <= ACCEPTED_CHANCE, chance, places, agreeing: places - falls };
}

/** Longer rows are cut, so that a stranger's file costs no more than time in its length. */
const MAX_ROW = 1000;

/** Leaves each name in one row, the longest that has it: ranks of other names are independent. */
function withoutRepeats(seen: readonly SeenOrder[]): readonly SeenOrder[] {
  const used = new Set<string>();
  const rows: SeenOrder[] = [];
  for (const row of seen.toSorted((a, b) => b.length - a.length)) {
    const own = row.filter((name) => !used.has(name));
    for (const name of own) used.add(name);
    for (let at = 0; at < own.length; at += MAX_ROW) rows.push(own.slice(at, at + MAX_ROW));
  }
  return rows.filter(({ length }) => length > 1);
}

function fallsIn(ranks: readonly string[]): number {
  return ranks.filter((rank, at) => rank < (ranks[at - 1] ?? '')).length;
}

function inversionsIn(ranks: readonly string[]): number {
  let count = 0;
  for (const [at, rank] of ranks.entries())
    for (let before = 0; before < at; before++) if (rank < (ranks[before] ?? '')) count += 1;
  return count;
}

/** Beyond so many additions a bound stands in for the exact chance. */
const MOST_ADDITIONS = 2e7;

/**
 * @param sizes - of rows in random order.
 * @returns the chance of at most so many falls in all of them: 1 unless it is small, and no less than
 *   it is where there is much to compute.
 */
export function fallTail(sizes: readonly number[], falls: number): number {
  const places = sizes.reduce((sum, size) => sum + size - 1, 0);
  const variance = sizes.reduce((sum, size) => sum + (size + 1) / 12, 0);
  // Near the mean there is nothing to tell.
  if (falls > places / 2 - 3 * Math.sqrt(variance)) return 1;
  const counts = countsOf(sizes);
  const shares = fallShares(counts);
  if (places * falls > MOST_ADDITIONS)
    return leastBound(falls, (t) => sumOf(counts, (size) => logMoment(shares.get(size) ?? [1], t)));
  let total: readonly number[] = [1];
  for (const size of sizes) total = joined(total, shares.get(size) ?? [1], falls + 1);
  return total.reduce((sum, share) => sum + share, 0);
}

type Counts = ReadonlyMap<number, number>;

function countsOf(sizes: readonly number[]): Counts {
  const counts = new Map<number, number>();
  for (const size of sizes) counts.set(size, (counts.get(size) ?? 0) + 1);
  return counts;
}

function sumOf(counts: Counts, of: (size: number) => number): number {
  let sum = 0;
  for (const [size, count] of counts) sum += count * of(size);
  return sum;
}

/** @returns ln E exp(−tD) of a number D that is 0, 1, 2… with these shares. */
function logMoment(shares: readonly number[], t: number): number {
  return Math.log(shares.reduce((sum, share, k) => sum + share * Math.exp(-t * k), 0));
}

/**
 * Chernoff's inequality: P(D ≤ most) ≤ exp(t·most) E exp(−tD) for each t > 0. The logarithm of that
 * is convex in t, and its least value is looked for.
 */
function leastBound(most: number, logMomentAt: (t: number) => number): number {
  const at = (power: number) => Math.exp(power) * most + logMomentAt(Math.exp(power));
  let [low, high] = [-20, 4];
  for (let step = 0; step < 50; step++) {
    const [left, right] = [low + (high - low) / 3, high - (high - low) / 3];
    if (at(left) < at(right)) high = right;
    else low = left;
  }
  return Math.min(1, Math.exp(at(low)));
}

/**
 * How likely 0, 1, 2… falls are in rows of these sizes. Of the m! orders of m things, A(m, k) =
 * (k + 1) A(m − 1, k) + (m − k) A(m − 1, k − 1) fall k times (the Eulerian numbers).
 */
function fallShares(sizes: Counts): ReadonlyMap<number, readonly number[]> {
  const shares = new Map<number, readonly number[]>();
  let last: readonly number[] = [1];
  for (let m = 2; m <= Math.max(...sizes.keys()); m++) {
    const before = last;
    last = Array.from(
      { length: m },
      (_, k) => ((k + 1) * (before[k] ?? 0) + (m - k) * (before[k - 1] ?? 0)) / m,
    );
    if (sizes.has(m)) shares.set(m, last);
  }
  return shares;
}

/** The first shares of a sum of two independent numbers. */
function joined(one: readonly number[], other: readonly number[], limit: number): number[] {
  const sum = new Array<number>(Math.min(limit, one.length + other.length - 1)).fill(0);
  for (const [a, left] of one.entries())
    for (let b = 0; b < other.length && a + b < sum.length; b++)
      sum[a + b] = (sum[a + b] ?? 0) + left * (other[b] ?? 0);
  return sum;
}

/**
 * The i-th thing of a row has 0 to i − 1 of those before it above it, each as likely and independent
 * of the others.
 *
 * @param sizes - of rows in random order.
 * @returns a bound on the chance of at most so many inversions in all of them.
 */
export function inversionTail(sizes: readonly number[], inversions: number): number {
  const counts = countsOf(sizes);
  const longest = Math.max(0, ...counts.keys());
  return leastBound(inversions, (t) => {
    // Of a row of each size, from the one that is shorter by one.
    const moments = [0, 0];
    for (let i = 2; i <= longest; i++)
      moments[i] = (moments[i - 1] ?? 0) + Math.log(Math.expm1(-t * i) / (i * Math.expm1(-t)));
    return sumOf(counts, (size) => moments[size] ?? 0);
  });
}

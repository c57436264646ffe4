import { toUtf8 } from '../bytes/utf8.ts';
import { ACCEPTED_CHANCE } from './file-carrier.ts';
import type { FileCarrier, HiddenMark, Judgement } from './file-carrier.ts';
import { keyedHash } from './keys.ts';
import type { FileCarrierId } from './keys.ts';
import { sourceCarrier } from './source-carrier.ts';

// Much in a file can be written in two ways that mean the same: this attribute first or that one.
// At each such place the key chooses. A file made without the key agrees with its choices as often
// as coins fall heads; one that agrees at 60 places of 60 was written with it.

/** One of two ways to write the same. */
export type Choice = 0 | 1;

/** A place where a file could be written in another way. */
export interface ChoicePlace {
  /**
   * Names the place by what formatters and minifiers leave alone. Places with the same context are
   * one place: they make the same choice, and count once.
   */
  readonly context: string;
  readonly chosen: Choice;
}

/** How a language can be written in two ways. */
export interface ChoiceLanguage {
  readonly id: FileCarrierId;
  /** Endings of file names, in lower case, with their dots. */
  readonly endings: readonly string[];
  /**
   * @returns every place; none if there is none.
   * @throws anything if `source` cannot be parsed.
   */
  places(source: string): readonly ChoicePlace[];
  /**
   * Tells contexts apart that other programs treat apart: each kind is judged alone as well as
   * together with the others. Left out, all are of one kind.
   */
  readonly kindOf?: (context: string) => string;
  /**
   * @returns `source` written so that `places` finds `choose(context)` everywhere, and otherwise as
   *   it was, byte for byte.
   * @throws anything if `source` cannot be parsed.
   */
  write(source: string, choose: (context: string) => Choice): string;
  /** Writes out what a place that was written anew no longer abbreviates, so that two can be compared. */
  readonly spellOut?: (source: string) => string;
}

/** Choices of several files: by context, how many places chose each way. */
export type SeenChoices = ReadonlyMap<string, readonly [number, number]>;

/** Makes a carrier of a language. */
export function choiceCarrier(language: ChoiceLanguage): FileCarrier<SeenChoices> {
  const { id, endings } = language;
  return sourceCarrier<(context: string) => Choice, SeenChoices>({
    id,
    endings,
    wayOf: (mark) => chooser(id, mark),
    write: (source, choose) => language.write(source, choose),
    comparable: (source) => language.write(language.spellOut?.(source) ?? source, () => 0),
    see: (source) => seenIn(language.places(source)),
    count: ({ size }) => size,
    judge: (seen, mark) => judgeChoices(seen, chooser(id, mark), language.kindOf),
  });
}

/** @returns what the mark chooses at a place: a coin that only the key can toss. */
export function chooser(
  carrier: FileCarrierId,
  { id, key }: HiddenMark,
): (context: string) => Choice {
  const own = keyedHash(key, `choice/1/${carrier}`, id);
  const known = new Map<string, Choice>();
  return (context) => {
    const choice =
      known.get(context) ?? ((keyedHash(own, 'place/1', toUtf8(context))[0] ?? 0) & 1 ? 1 : 0);
    known.set(context, choice);
    return choice;
  };
}

/** Counts places by their context. */
export function seenIn(places: readonly ChoicePlace[]): SeenChoices {
  const seen = new Map<string, [number, number]>();
  for (const { context, chosen } of places) {
    const counts = seen.get(context) ?? [0, 0];
    counts[chosen] += 1;
    seen.set(context, counts);
  }
  return seen;
}

/**
 * Compares choices with those of a mark.
 *
 * For files made without the key, each context's majority is fixed and the key's choice a fair coin
 * (HMAC-SHA-256 is a pseudorandom function): k of n agreeing happens with the upper tail of the
 * binomial distribution. A context whose places are split evenly says nothing, and is not counted.
 *
 * @param kindOf - if there are several kinds, the most telling of them may speak for all: its chance
 *   is taken as many times as there were ways to look.
 */
export function judgeChoices(
  seen: readonly SeenChoices[],
  choose: (context: string) => Choice,
  kindOf: (context: string) => string = () => '',
): Judgement {
  const kinds = new Map<string, { places: number; agreeing: number }>();
  for (const [context, [zeros, ones]] of totalOf(seen)) {
    if (zeros === ones) continue;
    const kind = kindOf(context);
    const counts = kinds.get(kind) ?? { places: 0, agreeing: 0 };
    counts.places += 1;
    if (choose(context) === (ones > zeros ? 1 : 0)) counts.agreeing += 1;
    kinds.set(kind, counts);
  }
  const each = [...kinds.values()];
  const all = {
    places: each.reduce((sum, { places }) => sum + places, 0),
    agreeing: each.reduce((sum, { agreeing }) => sum + agreeing, 0),
  };
  const ways = each.length > 1 ? [all, ...each] : [all];
  return ways
    .map((way) => judged(way, ways.length))
    .reduce((best, other) => (other.chance < best.chance ? other : best));
}

function judged(
  { places, agreeing }: { places: number; agreeing: number },
  ways: number,
): Judgement {
  // Nothing is impossible: what is too small for a number stays above zero.
  const chance = Math.max(1e-300, Math.min(1, ways * binomialTail(places, agreeing, 0.5)));
  return { isThere: chance <= ACCEPTED_CHANCE, chance, places, agreeing };
}

function totalOf(seen: readonly SeenChoices[]): SeenChoices {
  const total = new Map<string, [number, number]>();
  for (const choices of seen)
    for (const [context, [zeros, ones]] of choices) {
      const counts = total.get(context) ?? [0, 0];
      counts[0] += zeros;
      counts[1] += ones;
      total.set(context, counts);
    }
  return total;
}

/** @returns the chance of at least `successes` in `trials`, each of which succeeds with `share`. */
export function binomialTail(trials: number, successes: number, share: number): number {
  if (successes <= 0) return 1;
  const ratio = share / (1 - share);
  let term = logChoose(trials, successes) + successes * Math.log(share);
  term = Math.exp(term + (trials - successes) * Math.log(1 - share));
  let sum = 0;
  for (let count = successes; count <= trials && term > sum * 1e-17; count++) {
    sum += term;
    term *= (ratio * (trials - count)) / (count + 1);
  }
  // Below the mean the first terms are smaller than the sum's last digit; the tail is then no bound.
  return successes <= trials * share ? 1 : Math.min(1, sum);
}

function logChoose(n: number, k: number): number {
  let sum = 0;
  for (let index = 1; index <= Math.min(k, n - k); index++)
    sum += Math.log((n - index + 1) / index);
  return sum;
}

/**
 * Names pairs of things whose order is free: neighbours once they are sorted, so that each thing is
 * in one pair and all orders can be chosen at once.
 *
 * @param names - different from each other.
 */
export function pairsOf(names: readonly string[]): readonly (readonly [string, string])[] {
  const sorted = names.toSorted((a, b) => (a < b ? -1 : 1));
  const pairs: [string, string][] = [];
  for (let at = 0; at + 1 < sorted.length; at += 2) {
    const [first, second] = [sorted[at], sorted[at + 1]];
    if (first !== undefined && second !== undefined) pairs.push([first, second]);
  }
  return pairs;
}

/**
 * Puts things into the order that the key chooses, moving only what has to move: of each pair, the
 * one that should stand first takes the earlier of their two places.
 *
 * @param context - of a pair.
 * @param isFree - whether the two of a pair may change places; left out, all may.
 * @returns the names in their new order. Choice 0 is the sorted order of a pair.
 */
export function orderedBy(
  names: readonly string[],
  context: (first: string, second: string) => string,
  choose: (context: string) => Choice,
  isFree: (first: string, second: string) => boolean = () => true,
): readonly string[] {
  const order = [...names];
  for (const [first, second] of pairsOf(names)) {
    if (!isFree(first, second)) continue;
    const [a, b] = [order.indexOf(first), order.indexOf(second)];
    const chosen: Choice = a < b ? 0 : 1;
    if (choose(context(first, second)) === chosen) continue;
    order[a] = second;
    order[b] = first;
  }
  return order;
}

/** @returns the choices that the order of things shows, a place for each pair. */
export function orderPlaces(
  names: readonly string[],
  context: (first: string, second: string) => string,
  isFree: (first: string, second: string) => boolean = () => true,
): readonly ChoicePlace[] {
  const at = new Map(names.map((name, index) => [name, index]));
  return pairsOf(names)
    .filter(([first, second]) => isFree(first, second))
    .map(([first, second]) => ({
      context: context(first, second),
      chosen: (at.get(first) ?? 0) < (at.get(second) ?? 0) ? 0 : 1,
    }));
}

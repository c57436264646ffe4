import { bigEndian } from '../../bytes/big-endian.ts';
import { canonicalJson } from '../../bytes/canonical-json.ts';
import { toUtf8 } from '../../bytes/utf8.ts';
import { ACCEPTED_CHANCE } from '../file-carrier.ts';
import type { HiddenMark, Judgement } from '../file-carrier.ts';
import { keyedHash, openKeyedHash } from '../keys.ts';

// At some places of a text its author offers several wordings that say the same, and the key picks
// one. Only the author can judge that they say the same, so no dictionary does (Topkara, Topkara and
// Atallah 2006 measured what becomes of a text if one does). What is picked is the text itself: it
// stays when invisible characters are stripped, on paper, and in what somebody types anew.

/** Wordings that say the same, and which place it is of those that offer the very same ones. */
export interface WordingChoices {
  /** Two or more, as the author wrote them. */
  readonly of: readonly string[];
  /** Counted from 0 in one text. */
  readonly nth: number;
}

/** A place of a text where the key picks a wording. */
export interface WordingPlace extends WordingChoices {
  /** The words before it and after it, by which it is found again in somebody's copy. */
  readonly before: string;
  readonly after: string;
}

/** Says which wording stands at a place. */
export type PickWording = (choices: WordingChoices) => string;

/** What the author prefers: where no key is at hand, as while one writes. */
export const firstWording: PickWording = ({ of }) => of[0] ?? '';

/** @returns what a mark picks: a die that only the key can throw. */
export function wordingPicker({ id, key }: HiddenMark): PickWording {
  const own = keyedHash(key, 'wording/1', id);
  const hash = openKeyedHash(own, 'place/1');
  return (choices) => {
    const sorted = sortedWordings(choices);
    const bytes = hash(toUtf8(nameOf(choices)));
    // 48 bits: of three wordings none is likelier than another by more than 2⁻⁴⁶.
    const number = bigEndian(bytes.subarray(0, 6));
    return sorted[number % sorted.length] ?? '';
  };
}

/** What the pick depends on. Two places of one name make the same choice, and count once. */
export function nameOf(choices: WordingChoices): string {
  return canonicalJson([sortedWordings(choices).map(normalized), choices.nth]);
}

/** In an order of their own, so that an author who puts them in another one changes no page. */
function sortedWordings({ of }: WordingChoices): readonly string[] {
  return of.toSorted((one, other) => (normalized(one) < normalized(other) ? -1 : 1));
}

/** @returns a wording without what plain text may lose: kinds of spaces, invisible characters. */
export function normalized(wording: string): string {
  return wording
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/\s+/gu, ' ');
}

/** A place that was found in somebody's copy, and what stands there. Depends on no key. */
export interface SeenWording {
  readonly place: WordingPlace;
  /** One of the wordings of the place. */
  readonly wording: string;
}

/**
 * Compares what stands in a copy with what a mark picks.
 *
 * For a text made without the key, what was read is fixed, and each pick of the key is a fair die of
 * as many sides as there are wordings (HMAC-SHA-256 is a pseudorandom function). So the number of
 * places that agree has the distribution of a sum of independent trials, each with its own chance,
 * which is computed exactly. Reading may err as it likes, since it never sees the key: a place that is
 * read wrongly agrees as often as any.
 */
export function judgeWordings(seen: readonly SeenWording[], mark: HiddenMark): Judgement {
  const pick = wordingPicker(mark);
  const once = [...new Map(seen.map((each) => [nameOf(each.place), each])).values()];
  const agreeing = once.filter(({ place, wording }) => pick(place) === wording).length;
  const chances = once.map(({ place }) => 1 / place.of.length);
  // Nothing is impossible: what is too small for a number stays above zero.
  const chance = Math.max(1e-300, agreementTail(chances, agreeing));
  return { isThere: chance <= ACCEPTED_CHANCE, chance, places: once.length, agreeing };
}

/** @returns the chance of at least `count` successes in independent trials of these chances. */
export function agreementTail(chances: readonly number[], count: number): number {
  // By how many successes: adds positive numbers only, so that nothing cancels out.
  const exactly = new Float64Array(chances.length + 1);
  exactly[0] = 1;
  for (const [index, chance] of chances.entries())
    for (let at = index + 1; at >= 0; at--)
      exactly[at] =
        (exactly[at] ?? 0) * (1 - chance) + (at > 0 ? (exactly[at - 1] ?? 0) * chance : 0);
  const tail = exactly.subarray(Math.max(0, count)).toReversed();
  return Math.min(
    1,
    tail.reduce((sum, each) => sum + each, 0),
  );
}

/** @returns what a text could say at most: the chance that all its places agree by accident. */
export function bestChance(places: readonly WordingChoices[]): number {
  const once = new Map(places.map((place) => [nameOf(place), place.of.length]));
  return [...once.values()].reduce((chance, count) => chance / count, 1);
}

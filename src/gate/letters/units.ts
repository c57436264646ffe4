import { skeletonOf } from './look-alikes.ts';
import { plainLetters } from './plain.ts';

/** What a UTF-16 unit is to the fold. Letters are the last ones. */
export const KIND = {
  /** It has not turned up yet: see `learn`. */
  unknown: 0,
  invisible: 1,
  mark: 2,
  space: 3,
  hyphen: 4,
  /** The dots and the ring that voice the kana before them. */
  voicing: 5,
  /** A letter that folds to several, or a surrogate pair. */
  several: 6,
  lower: 7,
  upper: 8,
  digit: 9,
  /** Scripts without spaces: a word of another script begins and ends beside them. */
  unspaced: 10,
} as const;

const UNITS = 0x10000;
// Filled as units turn up: a text has few different ones, and all of Unicode takes a while.
/** For each unit its kind. */
export const kinds = new Uint8Array(UNITS);
/** For each unit that is one letter its skeleton: see `skeletonOf`. */
export const skeletons = new Uint16Array(UNITS);
const severals = new Map<string, readonly string[]>();

/** Finds out what a unit is. @returns its kind. */
export function learn(unit: number): number {
  const letter = String.fromCharCode(unit);
  const parts = plainLetters(letter).flatMap(toUnits);
  const [only] = parts;
  const kind = kindOf(letter, parts);
  kinds[unit] = kind;
  if (kind >= KIND.lower && only) skeletons[unit] = only.charCodeAt(0);
  return kind;
}

/** @returns the units that a letter of kind `several` folds to; spaces for what is none. */
export function unitsOf(letter: string): readonly string[] {
  let parts = severals.get(letter);
  if (!parts) severals.set(letter, (parts = plainLetters(letter).flatMap(toUnits)));
  return parts;
}

function kindOf(letter: string, [first, ...more]: readonly string[]): number {
  if (/[\u3099\u309a\uff9e\uff9f]/.test(letter)) return KIND.voicing;
  // To a pattern the byte order mark is a space; it cannot be seen.
  if (/(?!\uFEFF)[\s\u0085]/.test(letter)) return KIND.space;
  if (/[-\u2010\u2011\u2212\uFE63\uFF0D]/.test(letter)) return KIND.hyphen;
  if (/[\uD800-\uDBFF]/.test(letter) || more.length > 0) return KIND.several;
  if (first === undefined) return KIND.invisible;
  if (first === ' ') return KIND.mark;
  if (isUnspacedLetter(letter)) return KIND.unspaced;
  if (/\p{N}/u.test(letter)) return KIND.digit;
  return /\p{Lu}/u.test(letter) ? KIND.upper : KIND.lower;
}

/** Whether a letter is of a script that puts no spaces between words. */
export function isUnspacedLetter(letter: string): boolean {
  return /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Thai}]/u.test(letter);
}

/** The skeleton of a letter, in UTF-16 units. */
function toUnits(letter: string): readonly string[] {
  return skeletonOf(letter).split('');
}

import { CharacterSet } from '../letters/character-set.ts';
import { letterGroup } from '../letters/other-letters.ts';

/** What nobody sees; and marks on a letter or digit, which leave it what it is. */
const INVISIBLE = new CharacterSet(
  /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{M}\u007F-\u0084\u0086-\u009F]/u,
);
/** The only one of ASCII that counts. */
const DELETE = '\u007F';
/**
 * Nothing else is among those: most letters of most texts are told from them soonest by this. It leaves out
 * ASCII, Latin, Greek, Cyrillic, punctuation, symbols, kana, kanji and Hangul.
 */
export const MAY_BE_INVISIBLE =
  /[^\0-~\u00A0-\u00AC\u00AE-\u02FF\u0370-\u0482\u2010-\u2027\u2030-\u205F\u2070-\u20CF\u2100-\u2CEE\u3000-\u3029\u3030-\u3098\u309B-\u3163\u3165-\uA66E\uAC00-\uD7FF]/g;

const mayBeInvisible = letterGroup(new RegExp(MAY_BE_INVISIBLE.source));

/** A text without what nobody sees. */
export interface VisibleText {
  readonly text: string;
  /** Where in it something is left out, in their order. */
  readonly seams: readonly number[];
  /** @returns where in the source the character at an offset stands. */
  sourceAt(offset: number): number;
  /** @returns where a character of the source stands in the text. */
  offsetOf(source: number): number;
}

/** @returns null if all of it can be seen. */
export function visibleText(source: string): VisibleText | null {
  // Most texts are seen whole, which this tells soonest.
  if (!mayBeInvisible(source) && !source.includes(DELETE)) return null;
  let at = nextInvisible(source, 0);
  if (at === source.length) return null;
  const parts: string[] = [];
  const [starts, ends, removed]: [number[], number[], number[]] = [[], [], []];
  for (let [size, end] = [0, 0]; at < source.length; at = nextInvisible(source, end)) {
    parts.push(source.slice(end, at));
    size += at - end;
    end = at + INVISIBLE.sizeAt(source, at);
    starts.push(size);
    ends.push(end);
    removed.push(end - size);
  }
  return {
    text: parts.join('') + source.slice(ends.at(-1)),
    seams: starts,
    sourceAt: (offset) => offset + (removed[lastUpTo(starts, offset)] ?? 0),
    offsetOf: (place) => place - (removed[lastUpTo(ends, place)] ?? 0),
  };
}

/** In some scripts there is one with nearly each letter: to ask a pattern for it takes longer than this. */
const NEAR = 16;

/** @returns where the next one stands from an offset on, or where the text ends. */
function nextInvisible(source: string, from: number): number {
  const near = Math.min(from + NEAR, source.length);
  for (let at = from; at < near; at++) if (INVISIBLE.sizeAt(source, at) > 0) return at;
  MAY_BE_INVISIBLE.lastIndex = near;
  return MAY_BE_INVISIBLE.test(source)
    ? INVISIBLE.next(source, MAY_BE_INVISIBLE.lastIndex - 1)
    : source.length;
}

/** @returns the index of the last one that is not larger; -1 for none. */
function lastUpTo(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

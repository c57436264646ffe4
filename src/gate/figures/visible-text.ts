import { CharacterSet } from '../letters/character-set.ts';

/** What nobody sees; and marks on a letter or digit, which leave it what it is. */
const INVISIBLE = new CharacterSet(
  /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{M}\u007F-\u0084\u0086-\u009F]/u,
);
/** Most texts are seen whole, which this tells soonest. */
const NOT_ASCII = /[^\0-~]/;

/** A text without what nobody sees. */
export interface VisibleText {
  readonly text: string;
  /** @returns where in the source the character at an offset stands. */
  sourceAt(offset: number): number;
  /** @returns where a character of the source stands in the text. */
  offsetOf(source: number): number;
}

/** @returns null if all of it can be seen. */
export function visibleText(source: string): VisibleText | null {
  const first = source.search(NOT_ASCII);
  let at = first < 0 ? source.length : INVISIBLE.next(source, first);
  if (at === source.length) return null;
  const parts: string[] = [];
  const [starts, ends, removed]: [number[], number[], number[]] = [[], [], []];
  for (let [size, end] = [0, 0]; at < source.length; at = INVISIBLE.next(source, end)) {
    parts.push(source.slice(end, at));
    size += at - end;
    end = at + INVISIBLE.sizeAt(source, at);
    starts.push(size);
    ends.push(end);
    removed.push(end - size);
  }
  return {
    text: parts.join('') + source.slice(ends.at(-1)),
    sourceAt: (offset) => offset + (removed[lastUpTo(starts, offset)] ?? 0),
    offsetOf: (place) => place - (removed[lastUpTo(ends, place)] ?? 0),
  };
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

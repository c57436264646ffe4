/** What nobody sees; and marks on a letter or digit, which leave it what it is. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{M}\u007F-\u0084\u0086-\u009F]+/gu;

/** A text without what nobody sees. */
export interface VisibleText {
  readonly text: string;
  /** @returns where in the source the character at an offset stands. */
  sourceAt(offset: number): number;
}

/** @returns null if all of it can be seen. */
export function visibleText(source: string): VisibleText | null {
  const parts: string[] = [];
  const starts: number[] = [];
  const removed: number[] = [];
  let [at, size] = [0, 0];
  for (const { index, 0: run } of source.matchAll(INVISIBLE)) {
    parts.push(source.slice(at, index));
    size += index - at;
    at = index + run.length;
    starts.push(size);
    removed.push(at - size);
  }
  if (parts.length === 0) return null;
  return {
    text: parts.join('') + source.slice(at),
    sourceAt: (offset) => offset + (removed[lastUpTo(starts, offset)] ?? 0),
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

/** What nobody sees; and marks on a letter or digit, which leave it what it is. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{M}\u007F-\u0084\u0086-\u009F]/u;
/** Most texts are seen whole, which this tells soonest. */
const NOT_ASCII = /[^\0-~]/;

const VISIBLE = 1;
const HIDDEN = 2;
/** The first half of characters of which some are invisible. */
const HALF = 3;
/** For each UTF-16 unit which of these it is; 0 as long as it has not turned up. */
const sights = new Uint8Array(0x10000);

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
  let at = first < 0 ? source.length : nextHidden(source, first);
  if (at === source.length) return null;
  const parts: string[] = [];
  const [starts, ends, removed]: [number[], number[], number[]] = [[], [], []];
  for (let [size, end] = [0, 0]; at < source.length; at = nextHidden(source, end)) {
    parts.push(source.slice(end, at));
    size += at - end;
    end = at + hiddenSize(source, at);
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

/** @returns where the next invisible character stands, or where the text ends. */
function nextHidden(source: string, from: number): number {
  const end = source.length;
  let at = from;
  for (; at < end; at++) {
    const unit = source.charCodeAt(at);
    if (unit < 0x7f) continue;
    const sight = sights[unit] || learn(unit);
    if (sight !== VISIBLE && hiddenSize(source, at) > 0) break;
  }
  return at;
}

/** @returns how many units an invisible character takes; 0 for one that is seen. */
function hiddenSize(source: string, at: number): number {
  const sight = sights[source.charCodeAt(at)];
  if (sight !== HALF) return sight === HIDDEN ? 1 : 0;
  return INVISIBLE.test(String.fromCodePoint(source.codePointAt(at) ?? 0)) ? 2 : 0;
}

function learn(unit: number): number {
  const isHalf = unit >= 0xd800 && unit < 0xdc00 && hasHidden(unit);
  const sight = isHalf ? HALF : INVISIBLE.test(String.fromCharCode(unit)) ? HIDDEN : VISIBLE;
  sights[unit] = sight;
  return sight;
}

function hasHidden(half: number): boolean {
  for (let other = 0xdc00; other < 0xe000; other++)
    if (INVISIBLE.test(String.fromCharCode(half, other))) return true;
  return false;
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

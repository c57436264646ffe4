/** Finds many strings in one pass. Built once, and asked for every text. */
export interface Automaton {
  /**
   * Calls `found` for each place where one of the strings ends.
   *
   * @param end - index behind its last code.
   */
  scan(codes: Uint16Array, length: number, found: (string: number, end: number) => void): void;
  readonly table: Table;
}

/** The automaton itself, for those that have codes of their own: see `sieve`. */
export interface Table {
  /**
   * For each state and class the state that follows; inverted where strings end, and for the class
   * `STOP`. States are multiples of `width`, the first is 0.
   */
  readonly next: Int32Array;
  readonly width: number;
  /** For each code its class. */
  readonly classes: Uint16Array;
  /** @returns what ends in a state. */
  endsIn(state: number): readonly number[];
}

/** The class of what has to be looked at before it can be stepped over. */
export const STOP = 0;
/** The class of what stands between codes, and changes nothing. */
export const SKIP = 1;
/** The class of codes that occur in no string. */
const OTHER = 2;

/**
 * The automaton of Aho and Corasick over a dense table: one look-up a code, however many strings.
 *
 * @param strings - none empty. What `scan` calls a string is its index here.
 */
export function automaton(strings: readonly string[]): Automaton {
  const classes = classesOf(strings);
  const trie = trieOf(strings, classes);
  completeTrie(trie);
  markEnds(trie);
  const { next, width, ends, endOf } = trie;
  const endsIn = (state: number) => ends[endOf[state / width] as number] ?? [];
  return {
    table: { next, width, classes: classes.of, endsIn },
    scan(codes, length, found) {
      let state = 0;
      for (let at = 0; at < length; at++) {
        state = next[state + (classes.of[codes[at] as number] as number)] as number;
        if (state >= 0) continue;
        state = ~state;
        for (const string of endsIn(state)) found(string, at + 1);
      }
    },
  };
}

interface Classes {
  readonly of: Uint16Array;
  readonly count: number;
}

/** In the order of codes, so that those of one script lie side by side in the table. */
function classesOf(strings: readonly string[]): Classes {
  const of = new Uint16Array(0x10000).fill(OTHER);
  const codes = new Uint8Array(0x10000);
  for (const string of strings)
    for (let at = 0; at < string.length; at++) codes[string.charCodeAt(at)] = 1;
  let count = OTHER + 1;
  codes.forEach((isUsed, code) => {
    if (isUsed) of[code] = count++;
  });
  return { of, count };
}

interface Trie {
  /**
   * For each state and class the state that follows. States are multiples of `width`; in the end
   * one in which a string ends is inverted, so that the scan sees it at once.
   */
  readonly next: Int32Array;
  readonly width: number;
  readonly count: number;
  /** For each state, divided by `width`, an index into `ends`; -1 if no string ends there. */
  readonly endOf: Int32Array;
  readonly ends: (readonly number[])[];
}

/**
 * Letter by letter of all strings, not string by string: states near the start, where texts are nearly
 * all the time, then lie side by side and stay near the processor.
 */
function trieOf(strings: readonly string[], classes: Classes): Trie {
  const width = classes.count;
  const most = strings.reduce((sum, { length }) => sum + length, 1);
  const longest = strings.reduce((length, string) => Math.max(length, string.length), 0);
  let next = new Int32Array(width * Math.min(most, 1024));
  const endOf = new Int32Array(most).fill(-1);
  const ends: number[][] = [];
  const states = new Int32Array(strings.length);
  let count = 1;
  const step = (state: number, code: number) => {
    const edge = state + (classes.of[code] ?? 0);
    if (next[edge] === 0) {
      if ((count + 1) * width > next.length) next = doubled(next);
      next[edge] = width * count++;
    }
    return next[edge] ?? 0;
  };
  for (let at = 0; at < longest; at++)
    for (const [index, string] of strings.entries()) {
      if (at >= string.length) continue;
      const state = step(states[index] ?? 0, string.charCodeAt(at));
      states[index] = state;
      if (at < string.length - 1) continue;
      const end = endOf[state / width] ?? -1;
      if (end >= 0) ends[end]?.push(index);
      else endOf[state / width] = ends.push([index]) - 1;
    }
  return { next, width, count, endOf, ends };
}

function doubled(table: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(table.length * 2);
  larger.set(table);
  return larger;
}

/** Fills in where a mismatch leads, and what ends inside a longer string. */
function completeTrie({ next, width, count, endOf, ends }: Trie): void {
  const fail = new Int32Array(count);
  const queue: number[] = [];
  for (let edge = 0; edge < width; edge++) if (next[edge]) queue.push(next[edge] ?? 0);
  // The queue grows while it is walked: breadth first, so that shorter states are complete.
  for (const state of queue) {
    const shorter = fail[state / width] ?? 0;
    inherit(state / width, shorter / width, endOf, ends);
    for (let edge = 0; edge < width; edge++) {
      const target = next[state + edge] ?? 0;
      if (target === 0) {
        next[state + edge] = next[shorter + edge] ?? 0;
        continue;
      }
      fail[target / width] = next[shorter + edge] ?? 0;
      queue.push(target);
    }
  }
}

function markEnds({ next, width, count, endOf }: Trie): void {
  for (let edge = 0; edge < count * width; edge++) {
    const target = next[edge] ?? 0;
    if ((endOf[target / width] ?? -1) >= 0) next[edge] = ~target;
  }
  for (let state = 0; state < count * width; state += width) {
    next[state + STOP] = ~state;
    next[state + SKIP] = state;
  }
}

function inherit(
  state: number,
  shorter: number,
  endOf: Int32Array,
  ends: (readonly number[])[],
): void {
  const inherited = endOf[shorter] ?? -1;
  if (inherited < 0) return;
  const own = endOf[state] ?? -1;
  if (own < 0) endOf[state] = inherited;
  else ends[own] = [...(ends[own] ?? []), ...(ends[inherited] ?? [])];
}

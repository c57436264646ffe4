/** So much of a long text tells it from nearly all others. */
const SAMPLE = 32;
const LONG = 256;

/** Keeps which texts were searched. A set of them would read each to its end, only to sort it in. */
export class SeenTexts {
  private readonly short = new Set<string>();
  /** By their lengths and a sample; all that are sorted in alike are compared. */
  private readonly long = new Map<number, string[]>();

  /** @returns whether it was asked for the same text before. */
  isSeen(text: string): boolean {
    if (text.length < LONG) {
      const before = this.short.size;
      return this.short.add(text).size === before;
    }
    const key = keyOf(text);
    const alike = this.long.get(key);
    if (!alike) this.long.set(key, [text]);
    else if (alike.includes(text)) return true;
    else alike.push(text);
    return false;
  }
}

/** So many letters are kept, in so many texts at most: a site that repeats nothing fills no more. */
const MOST_LETTERS = 8 * 1024 * 1024;
const MOST_TEXTS = 8192;

interface CleanText {
  readonly way: string;
  readonly text: string;
}

/**
 * Keeps texts of which nothing came, over all files. Only those that are met twice are kept whole.
 */
export class CleanTexts {
  /** Of texts that were met once. */
  private readonly once = new Set<number>();
  private readonly texts = new Map<number, CleanText>();
  private letters = 0;

  /** @param way - in what way it is searched: another one says nothing of it. */
  isClean(text: string, way: string): boolean {
    if (text.length < LONG || this.texts.size === 0) return false;
    const known = this.texts.get(keyOf(text, way));
    return known?.text === text && known.way === way;
  }

  /** @param text - of which nothing came, whatever is looked for, and whatever else is in the file. */
  add(text: string, way: string): void {
    if (text.length < LONG || text.length > MOST_LETTERS) return;
    const key = keyOf(text, way);
    const isFirst = !this.once.has(key);
    if (isFirst && this.once.size < MOST_TEXTS) this.once.add(key);
    const isFull = this.letters + text.length > MOST_LETTERS;
    if (isFirst || isFull || this.texts.has(key)) return;
    this.letters += text.length;
    this.texts.set(key, { way, text: copied(text) });
  }

  clear(): void {
    this.once.clear();
    this.texts.clear();
    this.letters = 0;
  }
}

/** @returns a number for its length and for what stands in its middle and at its end: others hardly ever have the same. */
function keyOf(text: string, way = ''): number {
  const { length } = text;
  const middle = length >> 1;
  let key = length;
  for (let at = 0; at < way.length; at++) key = mixed(key, way.charCodeAt(at));
  for (let at = middle; at < middle + SAMPLE; at++) key = mixed(key, text.charCodeAt(at));
  for (let at = length - SAMPLE; at < length; at++) key = mixed(key, text.charCodeAt(at));
  return key;
}

/** By the prime number of Fowler, Noll and Vo, in as many bits as are kept without a place of their own. */
function mixed(key: number, unit: number): number {
  return Math.imul(key ^ unit, 0x01000193) & 0x3fffffff;
}

/** A part of a text would keep all of it in memory. */
function copied(text: string): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode(text));
}

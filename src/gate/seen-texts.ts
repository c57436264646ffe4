/** So much of a long text tells it from nearly all others. */
const SAMPLE = 32;
const LONG = 256;

/** Keeps which texts were searched. A set of them would read each to its end, only to sort it in. */
export class SeenTexts {
  private readonly short = new Set<string>();
  /** By their lengths and a sample; all that are sorted in alike are compared. */
  private readonly long = new Map<string, string[]>();

  /** @returns whether it was asked for the same text before. */
  isSeen(text: string): boolean {
    if (text.length < LONG) {
      const before = this.short.size;
      return this.short.add(text).size === before;
    }
    const key = sampleOf(text);
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

/**
 * Keeps texts of which nothing came, over all files. Only those that are met twice are kept whole.
 */
export class CleanTexts {
  /** Of texts that were met once. */
  private readonly samples = new Set<string>();
  private readonly texts = new Map<string, string>();
  private letters = 0;

  /** @param way - in what way it is searched: another one says nothing of it. */
  isClean(text: string, way: string): boolean {
    if (text.length < LONG || this.texts.size === 0) return false;
    return this.texts.get(`${way} ${sampleOf(text)}`) === text;
  }

  /** @param text - of which nothing came, whatever is looked for, and whatever else is in the file. */
  add(text: string, way: string): void {
    if (text.length < LONG || text.length > MOST_LETTERS) return;
    const key = `${way} ${sampleOf(text)}`;
    const isFirst = !this.samples.has(key);
    if (isFirst && this.samples.size < MOST_TEXTS) this.samples.add(copied(key));
    const isFull = this.letters + text.length > MOST_LETTERS;
    if (isFirst || isFull || this.texts.has(key)) return;
    this.letters += text.length;
    this.texts.set(copied(key), copied(text));
  }

  clear(): void {
    this.samples.clear();
    this.texts.clear();
    this.letters = 0;
  }
}

function sampleOf(text: string): string {
  const middle = text.length >> 1;
  return `${text.length} ${text.slice(middle, middle + SAMPLE)}${text.slice(-SAMPLE)}`;
}

/** A part of a text, and what is put together of parts, would keep all of it in memory. */
function copied(text: string): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode(text));
}

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
    const middle = text.length >> 1;
    const key = `${text.length} ${text.slice(middle, middle + SAMPLE)}${text.slice(-SAMPLE)}`;
    const alike = this.long.get(key);
    if (!alike) this.long.set(key, [text]);
    else if (alike.includes(text)) return true;
    else alike.push(text);
    return false;
  }
}

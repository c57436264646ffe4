/** Texts within texts are asked for in turns. */
const KEPT = 4;
/** All of them together: longer ones would be kept in memory for it. */
const MOST_UNITS = 1 << 26;
/** Of shorter ones there are so many that they would push out all others: of those only the last one is kept. */
const SHORT = 256;

interface Known<Result> {
  readonly text: string;
  readonly result: Result;
}

/**
 * Remembers what comes of a long text as long as it is read: one way to read it after the other asks for the same,
 * and those for parts of it in between.
 */
export function ofLastTexts<Result>(of: (text: string) => Result): (text: string) => Result {
  /** The newest first. */
  let known: readonly Known<Result>[] = [];
  let short: Known<Result> | null = null;
  return (text) => {
    if (text.length < SHORT) {
      if (short?.text !== text) short = { text, result: of(text) };
      return short.result;
    }
    for (const each of known) if (each.text === text) return each.result;
    const result = of(text);
    let units = text.length;
    if (units > MOST_UNITS) return result;
    const kept = known
      .slice(0, KEPT - 1)
      .filter((each) => (units += each.text.length) <= MOST_UNITS);
    known = [{ text, result }, ...kept];
    return result;
  };
}

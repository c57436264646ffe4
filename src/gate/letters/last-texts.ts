/** Texts within texts are asked for in turns: so many, if all of them together are not long. */
const MOST = 8;
const MOST_UNITS = 1 << 22;
/** A text, and the same with something undone, whatever memory that takes. */
const LEAST = 2;
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
  /** That which was asked for last is the first. */
  const known: Known<Result>[] = [];
  let short: Known<Result> | null = null;
  return (text) => {
    if (text.length < SHORT) {
      if (short?.text !== text) short = { text, result: of(text) };
      return short.result;
    }
    const [first] = known;
    if (first?.text === text) return first.result;
    const at = known.findIndex((each) => each.text === text);
    const [before = { text, result: of(text) }] = at < 0 ? [] : known.splice(at, 1);
    known.unshift(before);
    forgetOld(known);
    return before.result;
  };
}

function forgetOld(known: Known<unknown>[]): void {
  let units = 0;
  const end = known.findIndex(({ text }, at) => {
    units += text.length;
    return at >= MOST || (at >= LEAST && units > MOST_UNITS);
  });
  if (end >= 0) known.length = end;
}

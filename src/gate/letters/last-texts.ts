/** Of shorter ones there are so many that they would push out all others: of those only the last one is kept. */
const SHORT = 256;
/** Texts within texts are asked for in turns. */
const MOST = 8;
/** Longer ones take memory: of those a text is kept, and the same with something undone. */
const LONG = 1 << 20;
const MOST_LONG = 2;

interface Known<Result> {
  readonly text: string;
  readonly result: Result;
}

/**
 * Remembers what comes of a text as long as it is read: one way to read it after the other asks for the same, and those
 * for parts of it in between.
 */
export function ofLastTexts<Result>(of: (text: string) => Result): (text: string) => Result {
  const short = new LastTexts(of, 1);
  const middle = new LastTexts(of, MOST);
  const long = new LastTexts(of, MOST_LONG);
  return (text) => {
    const { length } = text;
    return (length < SHORT ? short : length < LONG ? middle : long).resultOf(text);
  };
}

class LastTexts<Result> {
  /** That which was asked for last is the first. */
  private readonly known: Known<Result>[] = [];
  private readonly of: (text: string) => Result;
  private readonly most: number;

  constructor(of: (text: string) => Result, most: number) {
    this.of = of;
    this.most = most;
  }

  resultOf(text: string): Result {
    const { known } = this;
    if (known[0]?.text === text) return known[0].result;
    const at = known.findIndex((each) => each.text === text);
    const [before = { text, result: this.of(text) }] = at < 0 ? [] : known.splice(at, 1);
    known.unshift(before);
    if (known.length > this.most) known.pop();
    return before.result;
  }
}

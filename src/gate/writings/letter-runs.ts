/** A row of letters and digits that may be encoded data. */
export interface LetterRun {
  readonly run: string;
  /** Where it starts, in UTF-16 units. */
  readonly start: number;
}

/** The rows of a text, by what they may be. */
export interface LetterRuns {
  /** Of both cases: words are of one, and of encoded letters hardly any row is. */
  readonly base64: readonly LetterRun[];
  readonly base32: readonly LetterRun[];
  readonly hex: readonly LetterRun[];
  /** Whether some row is long enough to be a line of many. */
  readonly hasLines: boolean;
}

// Shorter runs are nearly always plain words; 12 characters still hold a 9-letter name.
const LEAST = 12;
const LEAST_BASE32 = 16;
const LEAST_LINE = 60;

const LETTER = classOf(/[\w+/-]/);
const BASE32 = /(?<![A-Z\d])[A-Z2-7]{16,}(?![A-Z\d])/g;
const HEX = /(?:[\da-f]{2}){6,}/gi;
const PADDING = /={0,2}/y;

function classOf(letters: RegExp): Uint8Array {
  return Uint8Array.from({ length: 0x10000 }, (_each, unit) =>
    unit < 0x80 && letters.test(String.fromCharCode(unit)) ? 1 : 0,
  );
}

/** Finds the rows of letters that are long enough, and leaves out most of a text on the way. */
export function runsOf(text: string): LetterRuns {
  const base64: LetterRun[] = [];
  const base32: LetterRun[] = [];
  const hex: LetterRun[] = [];
  let hasLines = false;
  for (const [start, end] of longRuns(text)) {
    const run = text.slice(start, end);
    if (/[A-Z]/.test(run) && /[a-z]/.test(run))
      base64.push({ run: padded(text, start, end), start });
    if (run.length >= LEAST_BASE32 && /[A-Z2-7]{16}/.test(run))
      base32.push(...inside(run, BASE32, start));
    if (/[\da-f]{12}/i.test(run)) hex.push(...inside(run, HEX, start));
    hasLines ||= run.length >= LEAST_LINE;
  }
  return { base64, base32, hex, hasLines };
}

/** A row covers one of each twelve places, so that no other is looked at where there are short words. */
function longRuns(text: string): readonly (readonly [start: number, end: number])[] {
  const found: (readonly [number, number])[] = [];
  let from = 0;
  for (let at = LEAST - 1; at < text.length; at += LEAST) {
    if (LETTER[text.charCodeAt(at)] === 0) continue;
    let start = at;
    while (start > from && LETTER[text.charCodeAt(start - 1)] === 1) start -= 1;
    let end = at + 1;
    while (end < text.length && LETTER[text.charCodeAt(end)] === 1) end += 1;
    if (end - start >= LEAST) found.push([start, end]);
    from = end;
    at = end;
  }
  return found;
}

function padded(text: string, start: number, end: number): string {
  PADDING.lastIndex = end;
  return text.slice(start, end) + (PADDING.exec(text)?.[0] ?? '');
}

function inside(run: string, pattern: RegExp, start: number): readonly LetterRun[] {
  return Array.from(run.matchAll(pattern), ({ 0: inner, index }) => ({
    run: inner,
    start: start + index,
  }));
}

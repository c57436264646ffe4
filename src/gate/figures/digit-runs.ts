const ZERO = 0x30;
const WIDE_ZERO = 0xff10;
const SEPARATORS = new Set([...".,'_\u2019\uFF0C\uFF0E"].map((letter) => letter.charCodeAt(0)));
const SPACES = new Set([...' \u00A0\u2009\u202F'].map((letter) => letter.charCodeAt(0)));
const KANJI_SCALES = new Set([...'億兆万'].map((letter) => letter.charCodeAt(0)));

/**
 * Finds where numbers in digits begin whose digits, without zeros at their ends, are one of
 * `wanted`. A loop over units, because programs and indexes are full of other numbers.
 */
export function* digitRuns(text: string, wanted: ReadonlySet<number>): Iterable<number> {
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < ZERO || (unit > ZERO + 9 && unit < WIDE_ZERO) || digitAt(text, at) < 0) continue;
    const { value, end } = runAt(text, at);
    // `1億2000万` begins with other digits than it comes to.
    if (wanted.has(value) || KANJI_SCALES.has(text.charCodeAt(end))) yield at;
    at = end;
  }
}

/** @returns the digits as one number without the zeros at its end, inexact if it is very long. */
function runAt(text: string, start: number): { value: number; end: number } {
  let [value, zeros, at] = [0, 1, start];
  for (; at < text.length; at++) {
    const digit = digitAt(text, at);
    if (digit < 0) {
      if (!continues(text, at)) break;
    } else if (digit === 0) zeros *= 10;
    else {
      value = value * zeros * 10 + digit;
      zeros = 1;
    }
  }
  return { value, end: at };
}

/** Whether a number goes on behind what stands here: behind a space only with a group of three. */
function continues(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  if (SEPARATORS.has(unit)) return digitAt(text, at + 1) >= 0;
  if (!SPACES.has(unit)) return false;
  const isGroup = [1, 2, 3].every((next) => digitAt(text, at + next) >= 0);
  return isGroup && digitAt(text, at + 4) < 0;
}

function digitAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  if (unit >= ZERO && unit <= ZERO + 9) return unit - ZERO;
  return unit >= WIDE_ZERO && unit <= WIDE_ZERO + 9 ? unit - WIDE_ZERO : -1;
}

import { ofLastTexts } from './last-texts.ts';
import { textUnits } from './text-units.ts';

/** What encoded data is made of, and how many units of it in a row are no accident. */
const ROWS = {
  /** Letters and digits, and the signs that base64 and its like have besides. */
  letters: { of: /[\w+/-]/, least: 12 },
  /** All signs of ASCII that are no space. */
  signs: { of: /[!-~]/, least: 15 },
  /** Hexadecimal digits. */
  hex: { of: /[\dA-Fa-f]/, least: 12 },
  binary: { of: /[01]/, least: 8 },
} as const;

type RowKind = keyof typeof ROWS;

/** A sign of no row, which stands for all units beyond ASCII: small tables stay near the processor. */
const OTHER = 0x7f;

function asciiOf(unit: number): number {
  return (unit | ((OTHER - unit) >> 31)) & OTHER;
}

/**
 * Where rows of each kind begin that are long enough, in UTF-16 units. Of a row that goes on for long it is told again
 * further on: whoever knows where the one before ends passes over that.
 */
export interface RowStarts extends Readonly<Record<RowKind, readonly number[]>> {
  /** Where six hexadecimal digits are, with a sign behind each pair, or behind the first alone: `48 61 72`, `48:6172`. */
  readonly pairs: readonly number[];
}

/**
 * Each kind counts in seven bits of its own of one number: what is added to it counts in all of them. No number has more
 * than 30 bits, beyond which V8 has to make room for it.
 */
const PLACES: Readonly<Record<RowKind, number>> = { letters: 0, signs: 7, hex: 14, binary: 21 };
const FULL = 0x40;
const ONE = bitsOf(() => 1);
const ALL_FULL = bitsOf(() => FULL);
/** From where a row counts: its least length makes it full. */
const EMPTY = bitsOf((kind) => FULL - ROWS[kind].least);
/** For each unit the bits of those kinds which it goes on with. */
const GOES_ON = Int32Array.from({ length: OTHER + 1 }, (_each, unit) =>
  bitsOf((kind) => (isIn(ROWS[kind].of, unit) ? 0x7f : 0)),
);

function bitsOf(of: (kind: RowKind) => number): number {
  const kinds = Object.keys(ROWS) as RowKind[];
  return kinds.reduce((bits, kind) => bits | (of(kind) << PLACES[kind]), 0);
}

function isIn(letters: RegExp, unit: number): boolean {
  return letters.test(String.fromCharCode(unit));
}

/** Two bits for each of the last units: a digit, what parts pairs of them, or something else. */
const DIGIT = 1;
const SIGN = 2;
const IN_PAIRS = Uint8Array.from({ length: OTHER + 1 }, (_each, unit) =>
  isIn(ROWS.hex.of, unit) ? DIGIT : isIn(/[ :-]/, unit) ? SIGN : 0,
);
const APART = 0b01_01_10_01_01_10_01_01;
const APART_SIZE = 8;
const TOGETHER = 0b01_01_10_01_01_01_01;
const TOGETHER_SIZE = 7;

export const rowStartsIn: (text: string) => RowStarts = ofLastTexts((text) => {
  const starts = { letters: [], signs: [], hex: [], binary: [], pairs: [] };
  count(textUnits(text), text.length, starts);
  return starts;
});

/**
 * Counts the rows of all kinds at once, without a branch for most letters: a processor that guesses wrong where words
 * end takes longer for that than for everything else.
 */
function count(units: Uint16Array, length: number, found: Record<keyof RowStarts, number[]>): void {
  const { letters, signs, hex, binary, pairs } = found;
  let counts = EMPTY;
  let before = 0;
  for (let at = 0; at < length; at++) {
    const unit = asciiOf(units[at] as number);
    before = ((before << 2) | (IN_PAIRS[unit] as number)) & 0xffff;
    if (before === APART) pairs.push(at + 1 - APART_SIZE);
    if ((before & 0x3fff) === TOGETHER) pairs.push(at + 1 - TOGETHER_SIZE);
    const goesOn = GOES_ON[unit] as number;
    counts = ((counts + ONE) & goesOn) | (EMPTY & ~goesOn);
    const full = counts & ALL_FULL;
    if (full === 0) continue;
    if (full & (FULL << PLACES.letters)) letters.push(at + 1 - ROWS.letters.least);
    if (full & (FULL << PLACES.signs)) signs.push(at + 1 - ROWS.signs.least);
    if (full & (FULL << PLACES.hex)) hex.push(at + 1 - ROWS.hex.least);
    if (full & (FULL << PLACES.binary)) binary.push(at + 1 - ROWS.binary.least);
    // From nothing, so that it takes long to be full again.
    counts &= ~(full | (full - (full >> 6)));
  }
}

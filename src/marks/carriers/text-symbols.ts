import { PAYLOAD_SIZE } from '../payload.ts';

/** Two bits each, all without width: space, non-joiner, joiner, left-to-right mark. */
const DATA = ['\u200b', '\u200c', '\u200d', '\u200e'] as const;
/** Starts a frame: word joiner. */
const START = '\u2060';

/** Symbols of one frame: its start and four for each byte. */
export const FRAME_LENGTH = 1 + PAYLOAD_SIZE * 4;

/** One or more symbols, for use inside a regular expression. */
export const RUN = '[\\u200b-\\u200e\\u2060]+';

// After these a space is a place for a symbol. No `;`: it may end a character reference.
const BEFORE_SPACE = '[\\p{L}\\p{N}\\p{M}.,:!?)\\]"\'”’»…%€$–—-]';
// Japanese and Chinese have no spaces, but these; a letter must follow, or a line could start
// with a closing bracket.
const CJK_STOP = '[、。，．！？」』）】〉》]';
const CJK_LETTER = '[\\p{Script=Han}\\p{Script=Hiragana}ァ-ヺA-Za-z0-9「『（]';
const NO_LINE_START = '[ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶー々ゝゞ]';

/**
 * Places for symbols in raw text: before a plain space, so that lines break where they did, or
 * after Japanese punctuation. Group 1 is what is there already.
 */
export const SLOT = new RegExp(
  `(?<=${BEFORE_SPACE})((?:${RUN})?)(?= [^\\s])|(?<=${CJK_STOP})((?:${RUN})?)(?=(?!${NO_LINE_START})${CJK_LETTER})`,
  'gu',
);

/** Symbols at one place: few places in Japanese, so several at each. */
export function symbolsAt(previous: string): number {
  return new RegExp(CJK_STOP, 'u').test(previous) ? 4 : 1;
}

/** Symbols where a mark would have them; the joiners inside words and emoji are not. */
export const MARK_RUN = new RegExp(
  `(?<=^|${BEFORE_SPACE})${RUN}(?=\\s|$)|(?<=^|${CJK_STOP})${RUN}`,
  'gu',
);

/** Writes a payload as one frame. */
export function toFrame(payload: Uint8Array): readonly string[] {
  return [
    START,
    ...Array.from(payload).flatMap((byte) => [6, 4, 2, 0].map((shift) => symbol(byte >> shift))),
  ];
}

function symbol(bits: number): string {
  return DATA[(bits & 3) as 0 | 1 | 2 | 3]; // `& 3` leaves 0 to 3
}

/** @returns the payload of the data symbols after a start, or null if it is not whole. */
function fromSymbols(symbols: readonly string[]): Uint8Array | null {
  if (symbols.length !== FRAME_LENGTH - 1) return null;
  return Uint8Array.from({ length: PAYLOAD_SIZE }, (_, index) =>
    symbols
      .slice(index * 4, index * 4 + 4)
      .reduce((byte, each) => (byte << 2) | DATA.findIndex((data) => data === each), 0),
  );
}

/** A payload that may be one, and the number of the symbol it starts at. */
export interface Candidate {
  readonly payload: Uint8Array;
  readonly at: number;
}

/** A stranger's text could hold a million starts; each costs two hashes. */
export const MAX_CANDIDATES = 4096;

/**
 * Finds whole frames in a row of symbols. Frames repeat, so a passage that starts in the middle of
 * one holds its end before the start symbol and its beginning after it.
 */
export function findFrames(symbols: readonly string[]): Candidate[] {
  const starts = symbols.flatMap((each, index) => (each === START ? [index] : []));
  return starts.slice(0, MAX_CANDIDATES).flatMap((at, index) => {
    const before = (starts[index - 1] ?? -1) + 1;
    const after = symbols.slice(
      at + 1,
      Math.min(starts[index + 1] ?? symbols.length, at + FRAME_LENGTH),
    );
    const missing = FRAME_LENGTH - 1 - after.length;
    const tail = missing === 0 ? [] : symbols.slice(Math.max(before, at - missing), at);
    const payload = fromSymbols([...after, ...tail]);
    return payload ? [{ payload, at }] : [];
  });
}

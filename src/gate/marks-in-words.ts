import type { Folded } from './fold.ts';

/** A word in folded text, and the text. */
export interface Written {
  readonly start: number;
  readonly end: number;
  readonly folded: Folded;
  readonly source: string;
}

/** What begins or ends another form of letters in a word, in Markdown and the like. */
const EMPHASIS = /^(?:\*{1,3}|_{2,3}|~~|==|\/\/|'{2,3}|\\ \*{1,2}|\*{1,2}\\ |\{[*_]\})$/;
/** In a shorter word the other end of what is emphasised has to be there, too: `a*rm` is a product. */
const SURE = 7;
/** Products of letters are as short as names of three. */
const LEAST_FOR_STAR = 4;
const LONGEST = 4;

/** Whether what stands before a letter of a word changes the form of some of its letters. */
export function isEmphasis(at: number, word: Written): boolean {
  const between = textBefore(at, word);
  if (between.length > LONGEST || !EMPHASIS.test(between)) return false;
  const size = word.end - word.start;
  if (size >= SURE) return true;
  // In reStructuredText a space that is left out stands beside it.
  const mark = between.replace('\\ ', '');
  return (mark !== '*' || size >= LEAST_FOR_STAR) && isPaired(mark, at, word);
}

/** Beside a sign of emphasis it makes a product of it. */
const FACTOR = /[\p{L}\p{N})\]]/u;

/** Whether the same mark stands at another place of the word, or right beside it. */
function isPaired(mark: string, at: number, word: Written): boolean {
  const { start, end, folded, source } = word;
  for (let other = start + 1; other < end; other++)
    if (other !== at && textBefore(other, word) === mark) return true;
  const opens = (folded.offsets[start] ?? 0) - mark.length;
  const closes = endOf(end - 1, word);
  return (
    (opens >= 0 && source.startsWith(mark, opens) && !FACTOR.test(source.charAt(opens - 1))) ||
    (source.startsWith(mark, closes) && !FACTOR.test(source.charAt(closes + mark.length)))
  );
}

const BRACKETS: Readonly<Record<string, string>> = {
  '(': ')',
  '[': ']',
  '（': '）',
  '［': '］',
  '【': '】',
};
/** In a shorter word brackets may be anything: `f(a)rm`. */
const LEAST_FOR_BRACKETS = 4;

/** Whether one part of a word that is split is in brackets, and nothing else splits it: `(A)cme`, `Ac[me]`. */
export function isInBrackets(splits: readonly number[], word: Written): boolean {
  const { start, end, folded, source } = word;
  if (end - start < LEAST_FOR_BRACKETS) return false;
  const between = splits.map((at) => textBefore(at, word));
  const [first = '', second] = between;
  if (second !== undefined) return between.length === 2 && BRACKETS[first] === second;
  const before = source.charAt((folded.offsets[start] ?? 0) - 1);
  return (
    (first !== '' && BRACKETS[before] === first) ||
    BRACKETS[first] === source.charAt(endOf(end - 1, word))
  );
}

/** Whether the same stands between the letters each time: otherwise they are apart by chance. */
export function areAlike(splits: readonly number[], word: Written): boolean {
  return new Set(splits.map((at) => textBefore(at, word))).size === 1;
}

/** What stands between the words of a name, in texts, addresses, lists and fields. */
const PARTS_NAMES = /^(?:[ \p{Pd}.,;_'"’‘“”„«»·・･/&+|*\\~%@]*| \(|\) )$/u;

/** Whether a name is written with what stands before a letter; between two words of a program much else does. */
export function mayPartNames(at: number, word: Written): boolean {
  const between = textBefore(at, word).replace(/[\s\p{M}\p{Cf}]+/gu, ' ');
  return between.length <= LONGEST && PARTS_NAMES.test(between);
}

/** @returns what stands between a letter and the one before it. */
function textBefore(at: number, word: Written): string {
  return word.source.slice(endOf(at - 1, word), word.folded.offsets[at]);
}

/** @returns the offset behind a letter, which may take two units. */
function endOf(at: number, { folded, source }: Written): number {
  const offset = folded.offsets[at] ?? 0;
  return offset + ((source.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1);
}

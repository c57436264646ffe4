import { literalText } from './literal.ts';
import type { Writing } from './writing.ts';

/**
 * Keys under which editors, messages and pandoc keep a piece of text of one form, in JSON and in Haskell. Behind the
 * number stands the name of an element in messages (FormatJS).
 */
const IN_JSON = /(?<!"type":8,)"(?:text|c|value|insert)":\s{0,8}"((?:[^"\\]|\\[\s\S])*)"/g;
const DATA = /^\s*[[{]/;
const IN_HASKELL = /\bStr "((?:[^"\\]|\\[\s\S])*)"/g;
/** What stands between two pieces if they are words of their own, or lines. */
const APART = /"?\b(?:Space|SoftBreak)\b/;
const BLOCK =
  /\b(?:Para|Plain|Header|LineBreak|paragraph|heading|list_?item|table_?cell|hard_?break|block)\b|\n\s*\n/i;
/** Words of different lines are not parts of one that a line break splits. */
const NEXT = '\nx\n';
/** Words beside a seam, at most: what lies further away is no part of a term that goes over it. */
const BESIDE = 4;
const WORD = /[\p{L}\p{N}\p{M}]+/gu;
/** A word of these may be several, and where one ends is not seen. */
const UNSPACED = /[\u3041-\u9FFF]{3,}/;
/** Letters of which such a piece of a term has no more. */
const MOST_UNSPACED = 12;
/** Pieces of one line stand closer. */
const MOST_BETWEEN = 400;

/**
 * Text that stands in pieces, one for each change of its form, as editors keep it (ProseMirror, Slate, Lexical, Portable
 * Text, Quill), programs that read Markdown (mdast), messages for translation (FormatJS), and pandoc writes it.
 */
export const richTextData: Writing = function* (text, context) {
  const pattern = isJson(text) ? IN_JSON : IN_HASKELL;
  if (pattern === IN_HASKELL && !text.includes('Str "')) return;
  const pieces = [...text.matchAll(pattern)];
  const said = pieces.map(([, piece = '']) =>
    pattern === IN_JSON ? literalText(piece) : fromHaskell(piece),
  );
  if (pieces.length < 2 || !context.mayBeSplit(besideSeams(said))) return;
  let joined = '';
  let end = 0;
  for (const [at, { 0: all, index }] of pieces.entries()) {
    joined += at === 0 ? '' : between(text.slice(end, Math.min(index, end + MOST_BETWEEN)));
    joined += said[at] ?? '';
    end = index + all.length;
  }
  yield { kind: 'text', name: 'rich-text', text: joined };
};

function isJson(text: string): boolean {
  return (
    text.includes('"text":') ||
    text.includes('"t":"Str"') ||
    (DATA.test(text) && text.includes('"children":[') && text.includes('"value":"'))
  );
}

/** The pieces, and the words in them between which a piece may end or begin within a term. */
function* besideSeams(pieces: readonly string[]): Iterable<string> {
  for (const piece of pieces) {
    yield piece;
    const words = piece.match(WORD) ?? [];
    if (words.length < 2 && !UNSPACED.test(piece)) continue;
    const beside =
      words.length > 2 * BESIDE ? [...words.slice(0, BESIDE), ...words.slice(-BESIDE)] : words;
    for (const word of beside) yield* partsOf(word);
  }
}

function* partsOf(word: string): Iterable<string> {
  yield word;
  if (!UNSPACED.test(word)) return;
  for (let size = 3; size < Math.min(word.length, MOST_UNSPACED); size++) {
    yield word.slice(0, size);
    yield word.slice(-size);
  }
}

function between(gap: string): string {
  if (gap.length === MOST_BETWEEN || BLOCK.test(gap)) return NEXT;
  return APART.test(gap) ? ' ' : '';
}

/** Letters beyond ASCII are decimal numbers, and `\&` parts them from digits. */
function fromHaskell(piece: string): string {
  return piece.replace(/\\(?:(\d{1,7})|(&)|([\s\S]))/g, (_all, number, empty, other) => {
    if (number === undefined) return empty === undefined ? other : '';
    return Number(number) <= 0x10ffff ? String.fromCodePoint(Number(number)) : '';
  });
}

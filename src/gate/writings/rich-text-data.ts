import { literalText } from './literal.ts';
import type { Writing } from './writing.ts';

/** Keys under which editors and pandoc keep a piece of text of one form, in JSON and in Haskell. */
const IN_JSON = /"(?:text|c|value|insert)":\s{0,8}"((?:[^"\\]|\\[\s\S])*)"/g;
/** Without one of these no such key is meant: `value` is a key of much else. */
const IS_JSON = /"text":|"t(?:ype)?":\s{0,8}"(?:Str|text)"/;
/** What they have in common, by the rarest letters, which are looked for in a tenth of the time. */
const MAY_BE_JSON = ['xt"', 'Str"'];
const IN_HASKELL = /\bStr "((?:[^"\\]|\\[\s\S])*)"/g;
/** What stands between two pieces if they are words of their own, or lines. */
const APART = /"?\b(?:Space|SoftBreak)\b/;
const BLOCK =
  /\b(?:Para|Plain|Header|LineBreak|paragraph|heading|list_?item|table_?cell|hard_?break|block)\b|\n\s*\n/i;
/** Words of different lines are not parts of one that a line break splits. */
const NEXT = '\nx\n';
/** Pieces of one line stand closer. */
const MOST_BETWEEN = 400;

/**
 * Text that stands in pieces, one for each change of its form, as editors keep it (ProseMirror, Slate, Portable
 * Text, syntax trees of Markdown) and pandoc writes it.
 */
export const richTextData: Writing = function* (text, context) {
  const isJson = MAY_BE_JSON.some((mark) => text.includes(mark)) && IS_JSON.test(text);
  if (!isJson && !text.includes('Str "')) return;
  const pattern = isJson ? IN_JSON : IN_HASKELL;
  const pieces = [...text.matchAll(pattern)];
  const said = pieces.map(([, piece = '']) => (isJson ? literalText(piece) : fromHaskell(piece)));
  if (pieces.length < 2 || !context.mayBeSplit(said)) return;
  let joined = '';
  let end = 0;
  for (const [at, { 0: all, index }] of pieces.entries()) {
    joined += at === 0 ? '' : between(text.slice(end, Math.min(index, end + MOST_BETWEEN)));
    joined += said[at] ?? '';
    end = index + all.length;
  }
  yield { kind: 'text', name: 'rich-text', text: joined };
};

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

import { TEX_LETTERS, texLetter } from './tex-letters.ts';
import { character, editsFrom, editsOf, occurs } from './writing.ts';
import type { Rewriting } from './writing.ts';

/** The last one is a letter with a sign in braces of its own, as lists of literature have them. */
const IS_TEX =
  /\\(?:(?:begin|documentclass|usepackage|(?:sub)*section|text(?:bf|it|tt|sc|rm|sf)|emph|starttext|input texinfo|relax)\b|(?<=\{\\)(?:["'`^~=.]|[Hcdkruv][ {])\{?\\?[A-Za-z]\}+)/y;
/** Where a word may be broken, and what only changes the form of letters. */
const UNSEEN = String.raw`\\-|(?:\\[a-z]{2,12}\s{0,4}|@[a-z]{1,16})\{([^{}\\@]{0,200})\}|\{(?:\\(?:em|bf|it|sl|sc|tt|rm|sf)\s)?([^{}\\]{1,80})\}`;
const FORMED = new RegExp(`(${TEX_LETTERS})|${UNSEEN}`, 'g');

/** Sources of TeX, LaTeX, BibTeX, ConTeXt and Texinfo, and formulas in a page. */
export const tex: Rewriting = {
  name: 'tex',
  edits: (text) =>
    occurs(text, '\\', IS_TEX)
      ? editsOf(text, FORMED, ([, letter, formed, grouped]) =>
          letter === undefined ? (formed ?? grouped ?? '') : texLetter(letter),
        )
      : [],
};

/** A letter by its number in two hexadecimal digits, in four, or a byte of UTF-8, one beside the other. */
const CARETS = /\^\^[\da-f]{2}(?:\^\^[\da-f]{2})*|\^{4}[\da-f]{4}/y;

/** `^^e9` and `^^^^0421`: letters as TeX shows them in its logs, and as sources may have them anywhere. */
export const texCodes: Rewriting = {
  name: 'tex-codes',
  edits: (text) =>
    editsFrom(text, '^^', CARETS, ([run]) =>
      run.startsWith('^^^^') ? character(parseInt(run.slice(4), 16)) : fromCarets(run),
    ),
};

function fromCarets(run: string): string {
  const bytes = Uint8Array.from(run.slice(2).split('^^'), (byte) => parseInt(byte, 16));
  const text = new TextDecoder().decode(bytes);
  return text.includes('\uFFFD') ? new TextDecoder('windows-1252').decode(bytes) : text;
}

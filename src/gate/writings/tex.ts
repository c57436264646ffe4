import { editsOf, occurs } from './writing.ts';
import type { Rewriting } from './writing.ts';

const IS_TEX =
  /\\(?:begin|documentclass|usepackage|(?:sub)*section|text(?:bf|it|tt|sc|rm|sf)|emph|starttext|input texinfo)\b/y;
/** Where a word may be broken, and what only changes the form of letters. */
const UNSEEN =
  /\\-|(?:\\[a-z]{2,12}\s{0,4}|@[a-z]{1,16})\{([^{}\\@]{0,200})\}|\{(?:\\(?:em|bf|it|sl|sc|tt|rm|sf)\s)?([^{}\\]{1,80})\}/g;

/** Sources of TeX, LaTeX, ConTeXt and Texinfo, and formulas in a page. */
export const tex: Rewriting = {
  name: 'tex',
  edits: (text) =>
    occurs(text, '\\', IS_TEX)
      ? editsOf(text, UNSEEN, ([, formed, grouped]) => formed ?? grouped ?? '')
      : [],
};

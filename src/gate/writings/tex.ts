import { editsOf } from './writing.ts';
import type { Rewriting } from './writing.ts';

const IS_TEX =
  /\\(?:begin|documentclass|usepackage|(?:sub)*section|text(?:bf|it|tt|sc|rm|sf)|emph)\b/;
/** Where a word may be broken, and what only changes the form of letters. */
const UNSEEN =
  /\\-|\\(?:text\w{0,8}|emph|uppercase|mbox)\s*\{([^{}\\]{0,200})\}|\{([^{}\\]{1,40})\}/g;

/** Sources of TeX and LaTeX, and formulas in a page. */
export const tex: Rewriting = {
  name: 'tex',
  edits: (text) =>
    text.includes('\\') && IS_TEX.test(text)
      ? editsOf(text, UNSEEN, ([, formed, grouped]) => formed ?? grouped ?? '')
      : [],
};

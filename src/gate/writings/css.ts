import { character, edited, editsOf } from './writing.ts';
import type { Writing } from './writing.ts';

const ESCAPE = /\\([\da-f]{1,6})\s?/gi;
const COMMENT = /\/\*[^*]*(?:\*(?!\/)[^*]*)*\*\//g;
/** `content: "a" "b"` is one text. */
const STRINGS = /(["'])[ \t\n]+(["'])/g;

/** Escapes of CSS, which has no `u`; comments that split a word; strings that stand side by side. */
export const css: Writing = function* (text) {
  if (text.includes('\\'))
    yield* edited(
      'css',
      text,
      editsOf(text, ESCAPE, ([, code = '']) => character(parseInt(code, 16))),
    );
  if (text.includes('/*'))
    yield* edited(
      'css',
      text,
      editsOf(text, COMMENT, () => ''),
    );
  if (/content\s*:/.test(text))
    yield* edited(
      'css',
      text,
      editsOf(text, STRINGS, () => ''),
    );
};

import { character, editsOf } from './writing.ts';
import type { Rewriting } from './writing.ts';

const ESCAPE = /\\([\da-f]{1,6})\s?/gi;
const COMMENT = /\/\*[^*]*(?:\*(?!\/)[^*]*)*\*\//g;
/** `content: "a" "b"` is one text. */
const STRINGS = /(["'])[ \t\n]+(["'])/g;

/** Escapes of CSS, which has no `u`; comments that split a word; strings that stand side by side. */
export const CSS: readonly Rewriting[] = [
  {
    name: 'css',
    edits: (text) =>
      text.includes('\\')
        ? editsOf(text, ESCAPE, ([, code = '']) => character(parseInt(code, 16)))
        : [],
  },
  {
    name: 'css',
    // Up to the last end: behind it each start would be followed to the end of the text.
    edits: (text) => editsOf(text.slice(0, text.lastIndexOf('*/') + 2), COMMENT, () => ''),
  },
  {
    name: 'css',
    edits: (text) =>
      text.includes('content') && /content\s*:/.test(text) ? editsOf(text, STRINGS, () => '') : [],
  },
];

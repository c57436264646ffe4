import { character, editsFrom, editsOf, occurs } from './writing.ts';
import type { Edit, Rewriting } from './writing.ts';

const ESCAPE = /\\([\da-f]{1,6})\s?/iy;
const CONTENT = /content\s*:/y;
/** `content: "a" "b"` is one text. */
const STRINGS = /(["'])[ \t\n]+(["'])/g;

/** Escapes of CSS, which has no `u`; comments that split a word; strings that stand side by side. */
export const CSS: readonly Rewriting[] = [
  {
    name: 'css',
    edits: (text) =>
      editsFrom(text, '\\', ESCAPE, ([, code = '']) => character(parseInt(code, 16))),
  },
  {
    name: 'css',
    edits: comments,
  },
  {
    name: 'css',
    edits: (text) =>
      // Told sooner of most texts: it counts in rules alone, not in the style of an element.
      text.includes('{') && occurs(text, 'content', CONTENT)
        ? editsOf(text, STRINGS, () => '')
        : [],
  },
];

function comments(text: string): readonly Edit[] {
  const edits: Edit[] = [];
  for (let start = text.indexOf('/*'); start >= 0;) {
    const end = text.indexOf('*/', start + 2) + 2;
    if (end < 2) break;
    edits.push({ start, end, text: '' });
    start = text.indexOf('/*', end);
  }
  return edits;
}

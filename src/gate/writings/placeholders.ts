import { letterGroup } from '../letters/other-letters.ts';
import { editsOf } from './writing.ts';
import type { Rewriting } from './writing.ts';

const MARKS = ['{$', '\\uFFFD'];
const hasSign = letterGroup(/\uFFFD/);
/** The number of an element between two signs, which programs escape. */
const ELEMENT = '(?:\\\\uFFFD|\\uFFFD)[/#*!:\\d|]{1,16}(?:\\\\uFFFD|\\uFFFD)';
/** In a message for translation, in a translated one, and in a file of them. */
const PLACEHOLDER = new RegExp(
  `\\$\\{["'\`]${ELEMENT}["'\`]\\}:\\w{1,60}:|${ELEMENT}|\\{\\$(?:START|CLOSE|start|close)\\w{0,40}\\}`,
  'g',
);

/**
 * What stands for elements in messages of Angular, in words too: `Har{$START_BOLD_TEXT}bour`. Those for values
 * stay.
 */
export const placeholders: Rewriting = {
  name: 'placeholders',
  edits: (text) =>
    MARKS.some((mark) => text.includes(mark)) || hasSign(text)
      ? editsOf(text, PLACEHOLDER, () => '')
      : [],
};

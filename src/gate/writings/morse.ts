import { letterGroup } from '../letters/other-letters.ts';
import type { Writing } from './writing.ts';

/** Letters and digits of ITU-R M.1677-1, and those that Russian adds. */
const LETTERS = new Map(
  [
    'a.- b-... c-.-. d-.. e. f..-. g--. h.... i.. j.--- k-.- l.-.. m-- n-. o--- p.--. q--.- r.-. s...',
    't- u..- v...- w.-- x-..- y-.-- z--.. 0----- 1.---- 2..--- 3...-- 4....- 5..... 6-.... 7--... 8---..',
    '9----. ч---. ш---- э..-.. ю..-- я.-.-',
  ]
    .join(' ')
    .split(' ')
    .map((each) => [each.slice(1), each.slice(0, 1)]),
);
/** What dots and dashes are written with. */
const DOT = '[.·•]';
const DASH = '[-−–—_]';
const SIGN = `(?:${DOT}|${DASH})`;
const RUN = new RegExp(
  `(?<!${SIGN})${SIGN}{1,6}(?:(?:[ \\u00A0]{1,7}|[ ]*[/|][ ]*)${SIGN}{1,6}){5,}`,
  'g',
);
/** Some letter of nearly every word ends so; a sentence hardly ever does. */
const MAY_BE = /[.·•][-−–][ /]|[-−–][.·•][ /]/;
const hasOtherSigns = letterGroup(/[·•−–]/);
/** In ASCII, where that is told by far sooner. */
const MAY_BE_PLAIN = ['.- ', '.-/', '-. ', '-./'];

function mayBe(text: string): boolean {
  if (hasOtherSigns(text)) return MAY_BE.test(text);
  return MAY_BE_PLAIN.some((mark) => text.includes(mark));
}

/** Morse code in signs: a letter behind each space, a word behind several or a stroke. */
export const morse: Writing = function* (text) {
  if (!mayBe(text)) return;
  for (const [run] of text.matchAll(RUN)) {
    const plain = run.replace(/[·•]/g, '.').replace(/[−–—_]/g, '-');
    const words = plain.split(/ *[/|] *| {3,}/).map((word) => word.split(/\s+/));
    // Rows of dots and dashes that stand for themselves are no letters.
    if (!words.flat().every((letter) => LETTERS.has(letter))) continue;
    const said = words.map((word) => word.map((letter) => LETTERS.get(letter)).join(''));
    yield { kind: 'text', name: 'morse', text: said.join(' ') };
  }
};

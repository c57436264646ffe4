import { hasForeignLetters } from '../letters/rare-letters.ts';
import { misreadUtf8, upperHalf } from './misread-utf8.ts';
import { editsOf } from './writing.ts';
import type { Rewriting } from './writing.ts';

const SHOWN = upperHalf('windows-1251');
const fromBytes = misreadUtf8(SHOWN);
/** All but its letters of Russian, with which characters begin. */
const NEXT = `[${SHOWN.slice(0, 64)}]`;
/** Letters, each as two or three of those: between them and signs no text goes to and fro without a space. */
const UTF8_RUN = new RegExp(`(?:[В-Я]${NEXT}|[а-п]${NEXT}{2}){2,}`, 'g');
/** Parts of the letters а, е, о, А, О and of kana, of which any text has some: to look for them is faster by far. */
const UTF8_SIGNS = ['°', 'µ', 'ѕ', 'ђ', 'ћ', 'ѓ', '‚'];
const LATIN_SIGNS = ['à', 'å', 'î', 'À', 'Å', 'Î'];
/** Four letters with accents in a row are no word of any language. */
const LATIN_RUN = /[À-ÖØ-öø-ÿ]{4,}(?:[ -][À-ÖØ-öø-ÿ]+)*/g;

/**
 * Russian that was read in the wrong charset, as old feeds, tags of sound and exports have it: UTF-8 that was taken for
 * windows-1251, and windows-1251 that was taken for Latin letters.
 */
export const CYRILLIC_MOJIBAKE: readonly Rewriting[] = [
  {
    name: 'utf-8/windows-1251',
    edits: (text) =>
      hasAny(text, UTF8_SIGNS) ? editsOf(text, UTF8_RUN, ([run]) => fromBytes(run)) : [],
  },
  {
    name: 'windows-1251',
    edits: (text) =>
      hasAny(text, LATIN_SIGNS)
        ? editsOf(text, LATIN_RUN, ([run]) => run.replace(/[À-ÿ]/g, cyrillic))
        : [],
  },
];

function hasAny(text: string, signs: readonly string[]): boolean {
  return hasForeignLetters(text) && signs.some((sign) => text.includes(sign));
}

/** What the byte of a Latin letter is in that charset. */
function cyrillic(letter: string): string {
  return SHOWN.charAt(letter.charCodeAt(0) - 0x80);
}

import { upperHalf } from './misread-bytes.ts';
import { inClass, misreading } from './misreading.ts';
import type { Misreading } from './misreading.ts';

const SHOWN = upperHalf('windows-1251');
const LATIN_SIGNS = ['à', 'å', 'î', 'À', 'Å', 'Î'];
/** Four letters with accents in a row are no word of any language. */
const LATIN_RUN = /[À-ÖØ-öø-ÿ]{4,}(?:[ -][À-ÖØ-öø-ÿ]+)*/g;

/** Without Ё, which is и in another one. */
const CAPITALS = 'АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ';
const SMALL = `${CAPITALS.toLowerCase()}ё`;
/** KOI8 has capitals where windows-1251 has small letters, so that a word of one is a word in the other as well. */
const SWAPPED = /[а-яё][А-ЯЁ╦Јі]{2,}(?:[ -][А-яЁё╦╗Јі]+)*/g;
/** What a word was written in and what it was read in, and how its commonest letters look then. */
const MISREAD: readonly (readonly [
  real: string,
  read: string,
  signs: readonly string[],
  capitals?: string,
])[] = [
  // Some of the letters of lines and blocks: a range is told faster.
  ['windows-1251', 'ibm866', ['ю', 'х'], '\\u2500-\\u2593'],
  ['ibm866', 'windows-1251', ['Ґ', '®']],
  ['koi8-r', 'windows-1252', ['Ï', 'Å']],
  ['ibm866', 'windows-1252', ['¥']],
  ['ibm866', 'ibm437', ['Ñ']],
  ['windows-1251', 'windows-1250', ['ĺ', 'ŕ', 'ę']],
  ['windows-1251', 'macintosh', ['Â', 'Ó']],
];

/** Either of them read in the other. */
const KOI8_LETTERS = [lettersIn('koi8-r', 'windows-1251'), lettersIn('windows-1251', 'koi8-r')];

/**
 * Russian that was read in another charset of one byte a letter, as old feeds, tags of sound, names in zip files and
 * exports have it.
 */
export const CYRILLIC_MOJIBAKE: readonly Misreading[] = [
  misreading('windows-1251', LATIN_SIGNS, LATIN_RUN, (run) =>
    wordsOr(run, run.replace(/[À-ÿ]/g, cyrillic)),
  ),
  misreading('koi8-r', ['П', 'Е', 'Н'], SWAPPED, (run) =>
    KOI8_LETTERS.map((letters) => reread(run, letters)).join(' '),
  ),
  ...MISREAD.map(([real, read, signs, capitals]) => {
    const letters = lettersIn(real, read);
    const run = wordsOf(letters, capitals);
    return misreading(`${real}/${read}`, signs, run, (found) => reread(found, letters));
  }),
];

/** In packed data capitals stand among small letters. */
const WORDS = /(?:^|[ -])(?:[А-ЯЁ]?[а-яё]{2,}|[А-ЯЁ]{3,})(?:$|[ -])/;

function wordsOr(run: string, read: string): string {
  return WORDS.test(read) ? read : run;
}

/** What the byte of a Latin letter is in that charset. */
function cyrillic(letter: string): string {
  return SHOWN.charAt(letter.charCodeAt(0) - 0x80);
}

/** @returns for each letter that was shown the one that it was. */
function lettersIn(real: string, read: string): ReadonlyMap<string, string> {
  const written = upperHalf(real);
  return new Map([...upperHalf(read)].map((shown, at) => [shown, written.charAt(at)]));
}

function reread(run: string, letters: ReadonlyMap<string, string>): string {
  return Array.from(run, (shown) => letters.get(shown) ?? shown).join('');
}

/** A capital with small letters behind it, and the words that follow, as they are shown. */
function wordsOf(letters: ReadonlyMap<string, string>, capitals?: string): RegExp {
  const shownOf = (wanted: string) =>
    inClass([...letters].flatMap(([shown, letter]) => (wanted.includes(letter) ? [shown] : [])));
  const [capital, small] = [capitals ?? shownOf(CAPITALS), shownOf(SMALL)];
  return new RegExp(`[${capital}][${small}]{2,}(?:[ -][${capital}${small}]+)*`, 'g');
}

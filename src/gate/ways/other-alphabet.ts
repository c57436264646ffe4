import { declensions } from '../languages/russian.ts';
import { toCyrillic, toLatin } from '../languages/transliteration.ts';
import { isLatin } from './way.ts';
import type { Forms } from './way.ts';

/** A shorter word written in the letters of another language is too often a word of that one. */
const MIN_TRANSCRIBED = 5;

/**
 * Writes Russian words in Latin letters, and those of Latin letters in Russian ones.
 *
 * @param most - how many ways at most for a Russian word as it was given, and for each of its cases.
 * @returns null for words of other scripts, and for too few letters.
 */
export function inOtherAlphabet(
  words: readonly string[],
  most: { readonly given: number; readonly declined: number },
): Forms | null {
  const joined = words.join('');
  if (joined.length < MIN_TRANSCRIBED) return null;
  if (/[а-я]/.test(joined))
    return words.map((word) => {
      const declined = declensions(word).map((form) => withYo(form, word));
      const ofCases = declined.flatMap((form) => toLatin(form, most.declined));
      return [...toLatin(word, most.given), ...ofCases];
    });
  if (isLatin(joined)) return words.map((word) => toCyrillic(word, 4).flatMap(declensions));
  return null;
}

/** Forms are made without `ё`, which is heard when it is written in Latin. */
export function withYo(form: string, word: string): string {
  const at = word.indexOf('ё');
  return at >= 0 && form.charAt(at) === 'е' ? `${form.slice(0, at)}ё${form.slice(at + 1)}` : form;
}

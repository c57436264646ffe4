import { editsOf } from './writing.ts';
import type { Rewriting } from './writing.ts';

/** What windows-1251 shows for the bytes 0x80 to 0xBF, and for one of them nothing. */
const SHOWN = 'ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u0098™љ›њќћџ\u00A0ЎўЈ¤Ґ¦§Ё©Є«¬\u00AD®Ї°±Ііґµ¶·ё№є»јЅѕї';
const BYTES = new Map([...SHOWN].map((letter, index) => [letter, 0x80 + index]));
const NEXT = `[${SHOWN}]`;
/** Letters, each as two or three of those: between them and signs no text goes to and fro without a space. */
const UTF8_RUN = new RegExp(`(?:[В-Я]${NEXT}|[а-п]${NEXT}{2}){2,}`, 'g');
/** Parts of the letters а, е, о, А, О and of kana, of which any text has some: to look for them is faster by far. */
const UTF8_SIGNS = ['°', 'µ', 'ѕ', 'ђ', 'ћ', 'ѓ', '‚'];
const LATIN_SIGNS = ['à', 'å', 'î', 'À', 'Å', 'Î'];
const CAPITAL_A = 'А'.charCodeAt(0);
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
  return signs.some((sign) => text.includes(sign));
}

/** Their bytes stand in one row, and their letters in another. */
function cyrillic(letter: string): string {
  return String.fromCharCode(letter.charCodeAt(0) - 0xc0 + CAPITAL_A);
}

function fromBytes(run: string): string {
  const bytes = Uint8Array.from(run, byteOf);
  const text = new TextDecoder().decode(bytes);
  return text.includes('\uFFFD') ? run : text;
}

function byteOf(letter: string): number {
  return BYTES.get(letter) ?? letter.charCodeAt(0) - CAPITAL_A + 0xc0;
}

import { SIGNS_FOR_LETTERS } from './drawn.ts';
import { OLD_KANJI } from './old-kanji.ts';

// Not the first 32: in files that are no text, lengths and zeros stand between two texts.
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}\u007F-\u009F]/u;
const MARK = /\p{M}/u;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

// Letters that Unicode does not decompose, and that people write as two.
const SPELLED: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ł: 'l',
  þ: 'th',
};

/** They stand behind a name, and Unicode makes letters of them. */
const SIGNS = '™℠';

/** Letters in black circles and squares, and those that flags are made of: A to Z in a row. */
const ENCLOSED_FROM = [0x1f150, 0x1f170, 0x1f1e6];

const SMALL_KANA = 'ぁぃぅぇぉっゃゅょゎゕゖ';
const LARGE_KANA = 'あいうえおつやゆよわかけ';

const letters = new Map<string, readonly string[]>();

/**
 * Takes the writing of a letter away and leaves the letter: compatibility forms, case, accents,
 * width, kana, old kanji.
 *
 * @param letter - one code point.
 * @returns the letters it stands for, a space for what is none; nothing if it cannot be seen.
 */
export function plainLetters(letter: string): readonly string[] {
  const known = letters.get(letter);
  if (known) return known;
  const plain = takenApart(letter);
  // Of the planes beyond, a text could hold more different ones than are worth remembering.
  if (letter.length === 1) letters.set(letter, plain);
  return plain;
}

function takenApart(letter: string): readonly string[] {
  if (SIGNS.includes(letter)) return [' '];
  if (INVISIBLE.test(letter) || MARK.test(letter)) return [];
  const enclosed = SIGNS_FOR_LETTERS.get(letter) ?? enclosedLetter(letter);
  if (enclosed) return [enclosed];
  const compatible = letter.normalize('NFKC');
  if ([...compatible].length > 1) return [...compatible].flatMap(plainLetters);
  // Marks of kana tell words apart, so they stay; accents of other letters go.
  if (/^[\u3041-\u30ff]$/u.test(compatible)) return [plainKana(compatible)];
  return [...letter.normalize('NFKD').toLowerCase().normalize('NFKD')]
    .filter((part) => !MARK.test(part) && !INVISIBLE.test(part))
    .flatMap((part) => (LETTER_OR_DIGIT.test(part) ? plainLetter(part) : [' ']));
}

function plainLetter(letter: string): readonly string[] {
  return [...(SPELLED[letter] ?? OLD_KANJI.get(letter) ?? letter)];
}

function enclosedLetter(letter: string): string | null {
  const code = letter.codePointAt(0) ?? 0;
  const first = ENCLOSED_FROM.find((start) => code >= start && code < start + 26);
  return first === undefined ? null : String.fromCharCode(0x61 + code - first);
}

function plainKana(letter: string): string {
  const code = letter.charCodeAt(0);
  // Katakana to hiragana: the blocks lie 0x60 apart. What is a mark between words is none here.
  const kana = code >= 0x30a1 && code <= 0x30f6 ? String.fromCharCode(code - 0x60) : letter;
  if (!LETTER_OR_DIGIT.test(kana)) return ' ';
  return LARGE_KANA[SMALL_KANA.indexOf(kana)] ?? kana;
}

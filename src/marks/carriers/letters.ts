const SMALL_KANA: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'ぁあ',
    'ぃい',
    'ぅう',
    'ぇえ',
    'ぉお',
    'っつ',
    'ゃや',
    'ゅゆ',
    'ょよ',
    'ゎわ',
    'ゕか',
    'ゖけ',
  ].map((pair) => [pair[0], pair[1]]),
);
const KATAKANA_TO_HIRAGANA = 0x60;

/**
 * Reduces a text to letters that can be compared: case, accents, width, voicing marks and small
 * kana do not count; katakana are hiragana; `ё` is `е` and `й` is `и`. What is not a letter is dropped, and so
 * is the long vowel mark, which starts no word. Idempotent.
 */
export function foldLetters(text: string): string {
  const plain = text.normalize('NFKD').toLowerCase().normalize('NFKD');
  return Array.from(plain.replace(/[^\p{L}]|[ーｰ]/gu, ''), foldKana).join('');
}

function foldKana(letter: string): string {
  const code = letter.codePointAt(0) ?? 0;
  const isKatakana = code >= 0x30a1 && code <= 0x30f6;
  const hiragana = isKatakana ? String.fromCodePoint(code - KATAKANA_TO_HIRAGANA) : letter;
  return SMALL_KANA[hiragana] ?? hiragana;
}

// Before the first letter there are quotes, brackets or dashes, not a page of them.
const LEADING = 64;

/** @returns the folded first letter of a passage, or `·` if it begins with none. */
export function initialOf(passage: string): string {
  const first = /[\p{L}\p{N}]/u.exec(passage.trimStart().slice(0, LEADING))?.[0] ?? '';
  // One letter stays one letter: a ligature may fold to two.
  return Array.from(foldLetters(first))[0] ?? NO_INITIAL;
}

/** Stands where a passage begins with a digit or a picture. Matches no letter. */
export const NO_INITIAL = '·';

const UNSPACED = String.raw`[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー々]`;
const TOKEN = new RegExp(`${UNSPACED}|(?:(?!${UNSPACED})[\\p{L}\\p{N}])+`, 'gu');
const ALONE = new RegExp(UNSPACED, 'u');

/** Endings come behind it in English, and the cases of Russian differ behind it nearly always. */
const STEM = 6;

/** A word, or a character of a script without spaces. */
export interface Token {
  readonly text: string;
  /** A word says about as much as two characters. */
  readonly weight: 1 | 2;
}

/** @returns the words of a text without their endings; where there are no spaces, its characters. */
export function tokensOf(text: string): readonly Token[] {
  const plain = text.normalize('NFKD').replace(/[\p{M}\p{Default_Ignorable_Code_Point}]/gu, '');
  return (plain.toLowerCase().match(TOKEN) ?? []).map((token) =>
    ALONE.test(token) ? { text: token, weight: 1 } : { text: token.slice(0, STEM), weight: 2 },
  );
}

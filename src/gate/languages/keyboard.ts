/** Keys in the order of rows: QWERTY of the United States, and ЙЦУКЕН of Windows. */
const LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const RUSSIAN = 'ёйцукенгшщзхъфывапролджэячсмитьбю';
/** What the same keys give with Shift, where they are no letters. */
const SHIFTED = '~{}:"<>';
const UNSHIFTED = "`[];',.";

/** @returns what a word in small letters becomes if the other layout is on; null if no key has some letter. */
export function inOtherLayout(word: string): string | null {
  const [from, to] = /[а-яё]/.test(word) ? [RUSSIAN, LATIN] : [LATIN, RUSSIAN];
  const typed = [...word].map((letter) => to[from.indexOf(letter)]);
  return typed.includes(undefined) ? null : typed.join('');
}

/** @returns the keys behind a text in Latin letters or Russian ones, whether Shift is held or not. */
export function unshifted(text: string): string {
  return text
    .toLowerCase()
    .replace(/[~{}:"<>]/g, (sign) => UNSHIFTED.charAt(SHIFTED.indexOf(sign)));
}

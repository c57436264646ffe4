/** Each has some letters beyond those of the one before: many a writing is in none of the first ones. */
type Letters = 'ascii' | 'typographic' | 'near' | 'far' | 'rare';

const NOT_ASCII = /[^\0-\x7F]/g;
/** Nor a space that does not break, a dash, a quote or dots. */
const NOT_TYPOGRAPHIC = /[^\0-\x7F\u00A0\u2010-\u2019\u201C-\u2027]/g;
/** Beyond Latin letters and what texts in English have besides: dashes, arrows, emoji and lines. */
const FAR =
  /[\u0100-\u04FF\u0660-\u1819\u2070-\u2089\u2460-\u24FF\u2550-\u25FF\u2776-\u2793\u3000-\uD7FF\uFF3B\uFF61-\uFF9F\uFFFD\uD835]|\uD83C[\uDD0B\uDD0C]/g;
/**
 * Letters upside down, digits of other scripts and in circles, signs that hide letters, kana and the brackets of
 * readings: several writings begin with one of them, and most texts have none.
 */
const RARE =
  /[\u018D-\u029A\u0660-\u1819\u2070-\u2089\u2460-\u24FF\u2580-\u25FF\u2776-\u2793\u3007\u300A\u3041-\u30FF\uFF3B\uFFFD\uD835]|\uD83C[\uDD0B\uDD0C]/g;
/** A longer one would be kept in memory for it. */
const LONGEST = 1 << 20;

let last: { readonly text: string; readonly letters: Letters } = { text: '', letters: 'ascii' };

/** @returns the rarest of the letters in a text. Asked for the same text by one after the other. */
export function lettersOf(text: string): Letters {
  if (text === last.text) return last.letters;
  const letters = rarestOf(text);
  if (text.length <= LONGEST) last = { text, letters };
  return letters;
}

/** Each is looked for from where the one before first stands. */
function rarestOf(text: string): Letters {
  const other = placeOf(NOT_ASCII, text, 0);
  if (other < 0) return 'ascii';
  const near = placeOf(NOT_TYPOGRAPHIC, text, other);
  if (near < 0) return 'typographic';
  const far = placeOf(FAR, text, near);
  if (far < 0) return 'near';
  return placeOf(RARE, text, far) < 0 ? 'far' : 'rare';
}

function placeOf(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? -1;
}

/** Whether a text has more than ASCII and signs of typography. */
export function hasOtherLetters(text: string): boolean {
  const letters = lettersOf(text);
  return letters !== 'ascii' && letters !== 'typographic';
}

/** Whether letters of other alphabets, or signs that charsets of them have, may stand in a text. */
export function hasFarLetters(text: string): boolean {
  const letters = lettersOf(text);
  return letters === 'far' || letters === 'rare';
}

/** Whether one of the rare letters may stand in a text. */
export function hasRareLetters(text: string): boolean {
  return lettersOf(text) === 'rare';
}

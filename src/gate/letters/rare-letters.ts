/**
 * Letters upside down, digits of other scripts and in circles, signs that hide letters, kana and the brackets of
 * readings: several writings begin with one of them, and most texts have none.
 */
const RARE =
  /[\u018D-\u029A\u0660-\u1819\u2070-\u2089\u2460-\u24FF\u2580-\u25FF\u2776-\u2793\u3007\u300A\u3041-\u30FF\uFF3B\uFFFD\uD835]|\uD83C[\uDD0B\uDD0C]/;
/** Those, and all others beyond Latin ones that texts in English have none of: no dashes, arrows, emoji and lines. */
const FAR =
  /[\u0100-\u04FF\u0660-\u1819\u2070-\u2089\u2460-\u24FF\u2550-\u25FF\u2776-\u2793\u3000-\uD7FF\uFF3B\uFF61-\uFF9F\uFFFD\uD835]|\uD83C[\uDD0B\uDD0C]/;
/** A longer one would be kept in memory for it. */
const LONGEST = 1 << 20;

let last = { text: '', hasFar: false, hasRare: false };

/** Whether one of them may stand in a text. Asked for the same text by one after the other. */
export function hasRareLetters(text: string): boolean {
  return lookedAt(text).hasRare;
}

/** Whether letters of other alphabets, or signs that charsets of them have, may stand in a text. Asked in the same way. */
export function hasFarLetters(text: string): boolean {
  return lookedAt(text).hasFar;
}

function lookedAt(text: string): typeof last {
  if (text === last.text) return last;
  const hasFar = FAR.test(text);
  const now = { text, hasFar, hasRare: hasFar && RARE.test(text) };
  if (text.length <= LONGEST) last = now;
  return now;
}

/**
 * Letters upside down, digits of other scripts and in circles, signs that hide letters, kana and the brackets of
 * readings: several writings begin with one of them, and most texts have none.
 */
const RARE =
  /[\u018D-\u029A\u0660-\u1819\u2070-\u2089\u2460-\u24FF\u2580-\u25FF\u2776-\u2793\u3007\u300A\u3041-\u30FF\uFF3B\uFFFD\uD835]|\uD83C[\uDD0B\uDD0C]/;
/** A longer one would be kept in memory for it. */
const LONGEST = 1 << 20;

let last = { text: '', hasRare: false };

/** Whether one of them may stand in a text. Asked for the same text by one after the other. */
export function hasRareLetters(text: string): boolean {
  if (text.length > LONGEST) return RARE.test(text);
  if (text !== last.text) last = { text, hasRare: RARE.test(text) };
  return last.hasRare;
}

/** A list of numbers is no longer, before something says what it is. */
const MOST = 4096;
const IN_LIST = /[\d\s.,+-]/;
const COMMAND = /[MLHVCSQTA]/i;
/** Before a command: the data's beginning, the number before it, or a path that was closed. */
const BEFORE_COMMAND = /(?:["'\d.]|[\d\s"']z|\bd\s)\s*$/i;
/** Behind a number: the next one, the next command, or the data's end. */
const BEHIND_NUMBER = /^[\s,]*(?:[-+.\d]|[MLHVCSQTAZ](?!\p{L})|["']|$)/iu;
const REACH = 16;

/**
 * Whether a number is one of the coordinates of a drawing, of which an icon has dozens: any three digits are among
 * those of some site.
 *
 * @see SVG 2, section 9.3, path data.
 */
export function isInPathData(text: string, start: number, end: number): boolean {
  if (!BEHIND_NUMBER.test(text.slice(end, end + REACH))) return false;
  let at = start - 1;
  while (at >= 0 && start - at < MOST && IN_LIST.test(text.charAt(at))) at -= 1;
  if (at < 0 || !COMMAND.test(text.charAt(at))) return false;
  return BEFORE_COMMAND.test(text.slice(Math.max(0, at - REACH), at));
}

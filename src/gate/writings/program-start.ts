/** What a program has that makes a text of pieces: nothing else in `foldConstants` does. */
const JOINING = ['+', '`', 'join', 'concat', 'fromC', 'atob', '\\u'];

/**
 * Whether a program can put a text together that does not stand in it. Names may be escaped, so that
 * any escape tells of nothing.
 */
export function mayJoin(program: string): boolean {
  return JOINING.some((mark) => program.includes(mark));
}

/** No program begins so, be it a script or a module: most other texts do. */
const NO_START = /^\s*(?:[*|>=,:?%&^)\]}@]|\.(?!\d)|#(?!!)|<(?!!--)|---)/;
/** A picture in Markdown, or a link around one: no colon follows a name behind a bracket. */
const PICTURE = /^\s*\[?(?:!\[[^\][\n"'`/]{0,80}\]\([a-z]{2,8}:|<[a-z])/i;
/** A name of a field, in JSON: a block may begin with a text, but then no colon follows. */
const JSON_START = /^\s*\{\s*"(?:[^"\\]|\\.)*"\s*:/;
const TWO_WORDS = /^\s*([a-z]+)[ \t]+([a-z]+)/i;
/** Words behind which a program may go on with another word. */
const BEFORE_WORDS = new Set(
  'async await break case class const continue debugger default defer delete do else enum export extends finally for function get if implements import in instanceof interface let module new of package private protected public return set source static super switch throw try type typeof using var void while with yield'.split(
    ' ',
  ),
);
const AFTER_WORDS = new Set(['in', 'instanceof', 'of', 'as', 'from']);

/** Whether a text may be a program. Tells of most others that they are none, before they are parsed. */
export function mayBeProgram(text: string): boolean {
  if (NO_START.test(text) || PICTURE.test(text) || JSON_START.test(text)) return false;
  const [, first = '', second = ''] = TWO_WORDS.exec(text) ?? [];
  return first === '' || BEFORE_WORDS.has(first) || AFTER_WORDS.has(second);
}

import { editsFrom, inOrder } from './writing.ts';
import type { Rewriting } from './writing.ts';

/** A control sequence: parameters, intermediate bytes, and the letter that says what it does. */
const SEQUENCE = '\\[[0-?]{0,40}[ -/]{0,4}([@-~])';
/** How the escape itself is written, each with what stands behind it. */
const WRITTEN: readonly (readonly [mark: string, pattern: RegExp])[] = [
  ['\u001B', new RegExp(`\\u001B(?:${SEQUENCE}|[ -/]{1,3}[0-~])`, 'y')],
  ['^[[', new RegExp(`\\^\\[${SEQUENCE}`, 'y')],
];

/**
 * What a terminal takes for a change of form: colours in logs and recordings, as they are and as
 * `cat -v` shows them. Its last letter would be the first one of the word behind it.
 *
 * @see ECMA-48, fifth edition, sections 5.4 (control sequences) and 8.3.117 (SGR).
 */
export const terminal: Rewriting = {
  name: 'terminal',
  edits(text) {
    const edits = WRITTEN.flatMap(([mark, pattern]) => editsFrom(text, mark, pattern, shown));
    return edits.length > 1 ? inOrder(edits) : edits;
  },
};

/** Colours, another charset and erasing the rest of a line move nothing; all others may move what follows. */
function shown([, does]: RegExpExecArray): string {
  return does === undefined || does === 'm' || does === 'K' ? '' : ' ';
}

import { editsOf } from './writing.ts';
import type { Rewriting } from './writing.ts';

/** Text that was read in a wrong charset, each kind told by signs that hardly any other text has. */
export interface Misreading extends Rewriting {
  /** How parts of the commonest letters look then, of which a text has one at least. */
  readonly signs: readonly string[];
}

/** @returns letters as a class of a pattern has them: in ranges, which are told faster than many letters are. */
export function inClass(letters: Iterable<string>): string {
  const ranges: [first: number, last: number][] = [];
  const codes = Array.from(letters, (letter) => letter.charCodeAt(0)).sort((a, b) => a - b);
  for (const code of codes) {
    const last = ranges.at(-1);
    if (last && code <= last[1] + 1) last[1] = code;
    else ranges.push([code, code]);
  }
  return ranges.map(([first, last]) => `${escaped(first)}-${escaped(last)}`).join('');
}

function escaped(code: number): string {
  return `\\u${code.toString(16).padStart(4, '0')}`;
}

/**
 * @param signs - of which a text of this kind has one. To look for each by itself is faster by far than to look for
 *   the pattern.
 * @param run - within one line, without other signs of ASCII than `misread.ts` has in its runs.
 */
export function misreading(
  name: string,
  signs: readonly string[],
  run: RegExp,
  read: (run: string) => string,
): Misreading {
  return { name, signs, edits: (text) => editsOf(text, run, ([found]) => read(found)) };
}

import type { Problem } from '../../disclosure/problem.ts';

/**
 * Refuses a text whose bytes were not UTF-8: reading puts U+FFFD where they were, so that a client's
 * name in Shift_JIS or Windows-1251 would be sought by nobody.
 *
 * @returns null for a text that holds no such sign.
 */
export function encodingProblem(text: string, file: string): Problem | null {
  const at = text.indexOf('\uFFFD');
  if (at < 0) return null;
  const line = text.slice(0, at).split('\n').length;
  return {
    file,
    line,
    field: null,
    message: 'expected a text in UTF-8',
    hint: 'Save the file anew with the encoding UTF-8.',
  };
}

import type { Folded } from './fold.ts';
import { unshifted } from './languages/keyboard.ts';
import type { NeedleWord } from './needle.ts';
import type { Severity } from './rules.ts';

/** A form of a word in folded text. */
export interface Placed {
  readonly form: string;
  readonly start: number;
}

/**
 * Whether words whose letters stand in folded text stand there with their signs as well, each by itself.
 *
 * @param words - with all that may stand there.
 * @param placed - for each of them the form that was found.
 */
export function isWrittenThere(
  words: readonly NeedleWord[],
  placed: readonly Placed[],
  folded: Folded,
  source: string,
): Severity | null {
  const isThere = placed.every(({ form, start }, at) => {
    const writings = words[at]?.written?.get(form) ?? [];
    return writings.some((writing) => stands(writing, folded.offsets[start] ?? 0, source));
  });
  return isThere ? 'error' : null;
}

/** @param offset - of its first letter. */
function stands(writing: string, offset: number, source: string): boolean {
  const start = offset - writing.search(LETTER);
  const end = start + writing.length;
  if (start < 0 || unshifted(source.slice(start, end)) !== writing) return false;
  return !LETTER.test(source.charAt(start - 1)) && !LETTER.test(source.charAt(end));
}

const LETTER = /[\p{L}\p{N}]/u;

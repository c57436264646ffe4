import { AROUND, rewritten, wholeAfter, wholeBefore } from './writing.ts';
import type { Edit } from './writing.ts';

/** Stands between two passages. No rewriting takes it for a part of anything. */
const BREAK = '\n\n\uFFFF';
/** With a place in each so many letters, hardly anything lies between them. */
const LEAST_APART = 32;

/** The parts of a text in which there is something to undo, one behind the other. */
export interface Passages {
  readonly text: string;
  /**
   * @param changed - `text`, rewritten.
   * @returns the whole text with that in it; null if it cannot be told which passage is which.
   */
  inWhole(changed: string): string | null;
}

/**
 * Most of a long text is as it is meant, and so need not be copied each time that something is undone
 * in it. What lies between two passages is in neither, so that whoever undoes them has to look at
 * the whole once more in the end.
 *
 * @param places - where something is to be undone, in any order.
 * @returns null if that is most of the text.
 */
export function passagesOf(source: string, places: readonly Edit[]): Passages | null {
  if (places.length * LEAST_APART > source.length || source.includes(BREAK)) return null;
  const parts = partsAround(source, places);
  const size = parts.reduce((sum, { start, end }) => sum + end - start, 0);
  if (size * 2 > source.length) return null;
  return {
    text: parts.map(({ start, end }) => source.slice(start, end)).join(BREAK),
    inWhole(changed) {
      const texts = changed.split(BREAK);
      if (texts.length !== parts.length) return null;
      return rewritten(
        source,
        parts.map((part, at) => ({ ...part, text: texts[at] ?? '' })),
      );
    },
  };
}

interface Part {
  readonly start: number;
  end: number;
}

function partsAround(source: string, places: readonly Edit[]): readonly Part[] {
  const parts: Part[] = [];
  for (const place of places.toSorted((a, b) => a.start - b.start)) {
    const last = parts.at(-1);
    const start = wholeBefore(source, place.start - AROUND, last?.end);
    const isNew = !last || start > last.end;
    const part = isNew ? { start, end: start } : last;
    if (isNew) parts.push(part);
    // Asked once for each letter, however many places lie before a long run.
    if (part.end < place.end + AROUND) part.end = wholeAfter(source, place.end + AROUND);
  }
  return parts;
}

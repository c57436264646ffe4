import { AROUND, isSpace, rewritten, wholeAfter, wholeBefore } from './writing.ts';
import type { Place } from './writing.ts';

/** Stands between two passages. No rewriting takes it for a part of anything. */
const BREAK = '\n\n\uFFFF';
/** With a place in each so many letters, hardly anything lies between them. */
const LEAST_APART = 32;

/** The parts of a text in which there is something to undo, one behind the other. */
interface Passages {
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
export function passagesOf(source: string, places: readonly Place[]): Passages | null {
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

function partsAround(source: string, places: readonly Place[]): readonly Part[] {
  const parts: Part[] = [];
  for (const { start, end } of together(places)) {
    const last = parts.at(-1);
    const from = wholeBefore(source, away(source, start, -1, last?.end), last?.end);
    const to = wholeAfter(source, away(source, end, 1));
    if (last && from <= last.end) last.end = Math.max(last.end, to);
    else parts.push({ start: from, end: to });
  }
  return parts;
}

/** Places of which each is near the next. */
function together(places: readonly Place[]): readonly Part[] {
  const parts: Part[] = [];
  for (const { start, end } of places.toSorted((a, b) => a.start - b.start)) {
    const last = parts.at(-1);
    if (last && start <= last.end + AROUND) last.end = Math.max(last.end, end);
    else parts.push({ start, end });
  }
  return parts;
}

/** Signs that are joined may have any space between them: it counts for nothing. */
function away(text: string, offset: number, step: 1 | -1, least = 0): number {
  let at = offset;
  for (let left = AROUND; left > 0 && (step > 0 ? at < text.length : at > least); at += step)
    if (!isSpace(text, step > 0 ? at : at - 1)) left -= 1;
  return at;
}

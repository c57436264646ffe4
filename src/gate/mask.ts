import { fold } from './fold.ts';
import type { Needle } from './term.ts';

/** Stands for a term, whatever its length. */
export const MASK = '▇▇▇';

/** Where something was found, in UTF-16 units of the text as it was. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** @returns every place of every needle in `text`. */
export function findSpans(text: string, needles: readonly Needle[]): readonly Span[] {
  const folded = fold(text);
  const squeezed = folded.text.replaceAll(' ', '');
  return needles
    .filter((needle) => squeezed.includes(needle.sure))
    .flatMap((needle) =>
      [...folded.text.matchAll(needle.pattern)].map((match) => ({
        start: folded.offsets[match.index] ?? 0,
        end: (folded.offsets[match.index + match[0].length - 1] ?? 0) + 1,
      })),
    );
}

/** @returns `text` with every term replaced, so that it can be printed. */
export function mask(text: string, needles: readonly Needle[]): string {
  let masked = '';
  let end = 0;
  for (const span of [...findSpans(text, needles)].toSorted((a, b) => a.start - b.start)) {
    if (span.start >= end) masked += text.slice(end, span.start) + MASK;
    end = Math.max(end, span.end);
  }
  return masked + text.slice(end);
}

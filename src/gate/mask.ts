import type { Matcher } from './matcher.ts';

/** Stands for a term, whatever its length. */
export const MASK = '▇▇▇';

/** Where something was found, in UTF-16 units of the text as it was. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** @returns `text` with every term replaced, so that it can be printed. */
export function mask(text: string, matcher: Matcher): string {
  const spans: Span[] = [];
  matcher.search(
    text,
    () => true,
    (hit) => spans.push(hit),
  );
  let masked = '';
  let end = 0;
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    if (span.start >= end) masked += text.slice(end, span.start) + MASK;
    end = Math.max(end, span.end);
  }
  return masked + text.slice(end);
}

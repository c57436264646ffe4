import { mayBegin, mayEnd } from './affixes.ts';
import type { Anchor } from './anchor.ts';
import type { Automaton } from './automaton.ts';
import { GAP, fold } from './fold.ts';
import type { Folded } from './fold.ts';
import type { Hit, Wanted } from './matcher.ts';

/** Looks for anchors in a text. */
export type Search = (
  text: string,
  wanted: Wanted,
  found: (hit: Hit) => void,
  from?: number,
) => void;

/** Texts are folded in parts of this size, which stay near the processor. */
const PART = 1 << 18;
/** Looked at twice, so that what lies across two parts is found. */
const OVERLAP = 1 << 12;

/** Folds all of a text and sends it through the automaton. */
export function thoroughSearch(anchors: readonly Anchor[], machine: Automaton): Search {
  return (text, wanted, found, start = 0) => {
    for (const [from, to] of parts(text, start)) {
      const folded = fold(text, from, to);
      machine.scan(folded.codes, folded.length, (index, end) => {
        const hit = verified(anchors[index], end, folded, { text, wanted });
        if (hit) found(hit);
      });
    }
  };
}

function* parts(text: string, start: number): Iterable<readonly [from: number, to: number]> {
  for (let from = start; from === start || from < text.length - OVERLAP; from += PART - OVERLAP)
    yield [from, Math.min(text.length, from + PART)];
}

/** @returns what an anchor that ends at `end` is a part of; null if it is none, or not wanted. */
export function verified(
  anchor: Anchor | undefined,
  end: number,
  folded: Folded,
  { text, wanted }: { readonly text: string; readonly wanted: Wanted },
): Hit | null {
  if (!anchor) return null;
  const { needle, severity, how } = anchor;
  // Most of what the automaton finds lies inside words.
  if (!isAtEdges(anchor, end, folded, text)) return null;
  if (!wanted(needle.term, severity)) return null;
  const place = anchor.verify(end, folded, text);
  if (!place || !wanted(needle.term, place.severity)) return null;
  const start = folded.offsets[place.start] ?? 0;
  const last = folded.offsets[place.end - 1] ?? start;
  return { term: needle.term, start, end: last + 1, severity: place.severity, how };
}

function isAtEdges(
  { startsWord, endsWord, takesAffixes, text }: Anchor,
  end: number,
  { gaps, offsets }: Folded,
  source: string,
): boolean {
  const start = end - text.length;
  const begins =
    !startsWord ||
    gaps[start] !== GAP.none ||
    (takesAffixes && mayBegin(source, offsets[start] ?? 0));
  if (!begins || !endsWord || gaps[end] !== GAP.none) return begins;
  return takesAffixes && mayEnd(source, (offsets[end - 1] ?? 0) + 1);
}

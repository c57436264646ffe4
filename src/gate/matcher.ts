import { anchorsOf } from './anchor.ts';
import { automaton } from './automaton.ts';
import { GAP, fold } from './fold.ts';
import { figureIndex, findFigures } from './figures/figures.ts';
import { nearAnchorsOf } from './near.ts';
import { figuresOf, needlesOf } from './needles.ts';
import type { GateTerm } from './term.ts';
import { createPuzzle } from './puzzle.ts';
import type { Severity } from './rules.ts';

/** A term that was found, in UTF-16 units of the text as it was. */
export interface Hit {
  readonly term: GateTerm;
  readonly start: number;
  readonly end: number;
  readonly severity: Severity;
  /** In what special way it was written; null for none. */
  readonly how: string | null;
}

/** Whether somebody still wants to hear of a term. */
export type Wanted = (term: GateTerm, severity: Severity) => boolean;

/** Searches texts for terms in every writing that does not take decoding. */
export interface Matcher {
  /** Calls `found` for every place of every term that is wanted at that time. */
  search(text: string, wanted: Wanted, found: (hit: Hit) => void): void;
  /** Whether some term could be put together from these pieces. */
  covers(pieces: Iterable<string>): boolean;
  /** Whether a word is a piece of some term, which tells something of it. */
  isPiece(word: string): boolean;
}

/** Texts are folded in parts of this size, which stay near the processor. */
const PART = 1 << 18;
/** Looked at twice, so that what lies across two parts is found. */
const OVERLAP = 1 << 12;
/**
 * Prepares a search for terms.
 *
 * @throws GateError TERM_TOO_SHORT for a writing with so few letters that everything holds it.
 */
export function createMatcher(terms: readonly GateTerm[]): Matcher {
  const figures = figureIndex(terms.flatMap(figuresOf));
  const needles = needlesOf(terms);
  const anchors = [...needles.flatMap(anchorsOf), ...needles.flatMap(nearAnchorsOf)];
  const machine = automaton(anchors.map(({ text }) => text));
  // Most of what the automaton finds lies inside words: told at once, without a look at objects.
  const startsWord = Int32Array.from(anchors, (each) => (each.startsWord ? each.text.length : -1));
  const endsWord = Uint8Array.from(anchors, (each) => (each.endsWord ? 1 : 0));
  const puzzle = createPuzzle(needles);
  return {
    covers: (pieces) => puzzle.isCoveredBy(pieces),
    isPiece: (word) => puzzle.isPiece(word),
    search(text, wanted, found) {
      if (figures.wanted.size > 0)
        for (const { figure, start, end, severity } of findFigures(text, figures))
          if (wanted(figure.term, severity))
            found({ term: figure.term, start, end, severity, how: null });
      for (const [from, to] of parts(text)) {
        const folded = fold(text, from, to);
        machine.scan(folded.codes, folded.length, (index, end) => {
          const size = startsWord[index] as number;
          if (size >= 0 && folded.gaps[end - size] === GAP.none) return;
          if (endsWord[index] === 1 && folded.gaps[end] === GAP.none) return;
          const anchor = anchors[index];
          if (!anchor || !wanted(anchor.needle.term, anchor.severity)) return;
          const place = anchor.verify(end, folded, text);
          const { term } = anchor.needle;
          if (!place || !wanted(term, place.severity)) return;
          const start = folded.offsets[place.start] ?? 0;
          const last = folded.offsets[place.end - 1] ?? start;
          found({ term, start, end: last + 1, severity: place.severity, how: anchor.how });
        });
      }
    },
  };
}

function* parts(text: string): Iterable<readonly [from: number, to: number]> {
  for (let from = 0; from === 0 || from < text.length - OVERLAP; from += PART - OVERLAP)
    yield [from, Math.min(text.length, from + PART)];
}

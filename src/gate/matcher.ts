import { anchorsOf } from './anchor.ts';
import { automaton } from './automaton.ts';
import type { Care } from './care.ts';
import { digitTable } from './figures/digit-table.ts';
import { FigureSearch, figureIndex } from './figures/figures.ts';
import type { FoundFigure } from './figures/figures.ts';
import { NUMBER_STARTS } from './figures/numbers.ts';
import { maskedSearch } from './masked.ts';
import { nearAnchorsOf } from './near.ts';
import { plainWords, skeletonsOf } from './needle.ts';
import { figuresOf, needlesOf } from './needles.ts';
import { quickSearch } from './quick-search.ts';
import { thoroughSearch } from './thorough-search.ts';
import type { GateTerm } from './term.ts';
import { createPuzzle } from './puzzle.ts';
import type { Severity } from './rules.ts';
import { twoLetterSearch } from './two-letters/search.ts';

/** A term that was found, in UTF-16 units of the text as it was. */
export interface Hit {
  readonly term: GateTerm;
  readonly start: number;
  readonly end: number;
  readonly severity: Severity;
  /** In what special way it was written; null for none. */
  readonly how: string | null;
  /** Whether it is a name of two letters, which are read into any pattern of a picture. */
  readonly isTwoLetters?: true;
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

/**
 * Prepares a search for terms.
 *
 * @throws GateError TERM_TOO_SHORT for a writing with so few letters that everything holds it.
 */
export function createMatcher(terms: readonly GateTerm[], care: Care = {}): Matcher {
  const figures = figureIndex(terms.flatMap(figuresOf));
  const needles = needlesOf(terms);
  const anchors = [...needles.flatMap(anchorsOf), ...needles.flatMap(nearAnchorsOf)];
  const puzzle = createPuzzle(needles);
  // Words of numbers turn up on the same way through a text.
  const words = figures.byDigits.size > 0 ? NUMBER_STARTS : [];
  const machine = automaton([
    ...anchors.map(({ text }) => text),
    ...words.map((word) => plainWords(word).map(skeletonsOf).join('')),
  ]);
  const quick = quickSearch(anchors, machine, digitTable(figures.byDigits.keys()));
  const thorough = thoroughSearch(anchors, machine);
  const masked = maskedSearch(needles);
  const twoLetters = twoLetterSearch(terms);
  return {
    covers: (pieces) => puzzle.isCoveredBy(pieces),
    isPiece: (word) => puzzle.isPiece(word) || twoLetters.has(word),
    search(text, wanted, found) {
      const report = (each: Iterable<FoundFigure>) => {
        for (const { figure, start, end, severity } of each)
          if (wanted(figure.term, severity))
            found({ term: figure.term, start, end, severity, how: null });
      };
      masked(text, wanted, found);
      twoLetters.search(text, wanted, found);
      const numbers = words.length > 0 ? new FigureSearch(text, figures) : null;
      if (care.isThorough) {
        if (numbers) report(numbers.everywhere());
        return thorough(text, wanted, found);
      }
      quick(text, wanted, found, {
        string(index, last) {
          const word = words[index - anchors.length];
          if (numbers && word) report(numbers.inWords(word.length, last));
        },
        digits: (last) => numbers && report(numbers.inDigits(last)),
      });
      if (numbers) report(numbers.rest());
    },
  };
}

import { mayBegin, mayEnd } from './affixes.ts';
import type { Anchor } from './anchor.ts';
import type { Automaton, Table } from './automaton.ts';
import { foldInPlace } from './fold.ts';
import type { Folded } from './fold.ts';
import { KIND, kinds } from './letters/units.ts';
import type { Hit, Wanted } from './matcher.ts';
import { createSieve } from './sieve.ts';
import { thoroughSearch, verified } from './thorough-search.ts';

/** What stands before the first letters of a part is not known for sure, so that some more are folded. */
const MARGIN = 8;
/** Far enough back from where the sieve gave up that no term begins before it. */
const BACK = 1 << 12;

/** What turns up on the way and is no anchor, with the offset of its last unit. */
export interface Besides {
  /** Some other string of the automaton. */
  string(string: number, last: number): void;
  /** Something in the table of digits. */
  digits(last: number): void;
}

export type QuickSearch = (
  text: string,
  wanted: Wanted,
  found: (hit: Hit) => void,
  besides: Besides,
) => void;

/**
 * Sends a text through a sieve as it stands, and folds only what is around the places where some
 * anchor may be.
 */
export function quickSearch(
  anchors: readonly Anchor[],
  machine: Automaton,
  digits: Table,
): QuickSearch {
  const sieve = createSieve(machine.table, digits);
  const thorough = thoroughSearch(anchors, machine);
  // Whoever hears of a hit may search another text.
  let spare: Fold | null = foldInPlace();
  return (text, wanted, found, besides) => {
    const isInWord = (
      { startsWord, endsWord, takesAffixes, text: { length } }: Anchor,
      at: number,
    ) => {
      if (endsWord && sieve.goesOn(text, at) && !(takesAffixes && mayEnd(text, at + 1)))
        return true;
      const start = startsWord ? sieve.insideFrom(text, at, length) : null;
      return start !== null && !(takesAffixes && mayBegin(text, start));
    };
    const fold = spare ?? foldInPlace();
    spare = null;
    const around = new Around(text, fold);
    const end = sieve.scan(text, {
      digits: (at) => besides.digits(at),
      found(index, at) {
        const anchor = anchors[index];
        if (!anchor) return besides.string(index, at);
        if (isInWord(anchor, at)) return;
        if (!wanted(anchor.needle.term, anchor.severity)) return;
        for (const hit of around.hits(anchor, at, wanted)) found(hit);
      },
    });
    spare = fold;
    if (end < text.length) thorough(text, wanted, found, Math.max(0, end - BACK));
  };
}

type Fold = ReturnType<typeof foldInPlace>;

/** Folds parts of a text, and keeps the last one. */
class Around {
  private readonly text: string;
  private readonly fold: Fold;
  private from = 0;
  private to = -1;
  private folded: Folded | null = null;

  constructor(text: string, fold: Fold) {
    this.text = text;
    this.fold = fold;
  }

  /** @param at - offset of the anchor's last letter. */
  *hits(anchor: Anchor, at: number, wanted: Wanted): Iterable<Hit> {
    const folded = this.part(at, anchor.reach + MARGIN);
    // A letter may fold to several, of which any may be the last one.
    for (let index = lastAt(folded, at); folded.offsets[index] === at; index--) {
      if (!endsAt(folded, index + 1, anchor.text)) continue;
      const hit = verified(anchor, index + 1, folded, { text: this.text, wanted });
      if (hit) yield hit;
    }
  }

  /** @returns so many letters on either side of an offset, folded. */
  private part(at: number, reach: number): Folded {
    const from = this.away(at, -1, reach);
    const to = this.away(at, 1, reach) + 1;
    if (!this.folded || from < this.from || to > this.to) {
      this.folded = this.fold(this.text, from, to);
      [this.from, this.to] = [from, to];
    }
    return this.folded;
  }

  /** @returns where the text ends, or so many letters away; fewer, where a letter folds to several. */
  private away(at: number, step: 1 | -1, reach: number): number {
    let place = at;
    for (let left = reach; left > 0 && this.text.length > place + step && place + step >= 0;) {
      place += step;
      if ((kinds[this.text.charCodeAt(place)] as number) >= KIND.lower) left -= 1;
    }
    return place;
  }
}

/** @returns the last letter that stands at an offset or before it. */
function lastAt({ offsets, length }: Folded, at: number): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle] as number) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function endsAt({ codes }: Folded, end: number, text: string): boolean {
  const start = end - text.length;
  if (start < 0) return false;
  for (let at = 0; at < text.length; at++)
    if (codes[start + at] !== text.charCodeAt(at)) return false;
  return true;
}

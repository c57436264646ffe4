import { GAP, fold } from '../fold.ts';
import type { Folded } from '../fold.ts';
import { KIND, kinds, learn, skeletons } from '../letters/units.ts';
import type { Hit, Wanted } from '../matcher.ts';
import type { GateTerm } from '../term.ts';
import { twoLetterNames } from './name.ts';
import type { TwoLetterName } from './name.ts';
import { judgePlace } from './setting.ts';
import type { Place } from './setting.ts';
import { spellingOf } from './spelling.ts';

/** Looks for names of two letters where people read them. */
export interface TwoLetterSearch {
  search(text: string, wanted: Wanted, found: (hit: Hit) => void): void;
  /** Whether a word is such a name, in any case. */
  has(word: string): boolean;
}

/** So much around a place tells which letters stand there, and whether others go on. */
const NEAR = 12;
const [NO, YES] = [1, 2];

/** Prepares the search: two letters in a row are in every text, so that what stands around decides. */
export function twoLetterSearch(terms: readonly GateTerm[]): TwoLetterSearch {
  const names = terms.flatMap(twoLetterNames);
  const bySkeletons = Map.groupBy(names, ({ skeletons: both }) => both);
  const starts = new Starts(names);
  const words = new Set(names.map(({ first, last }) => (first + last).toLowerCase()));
  return {
    has: (word) => words.has(word.toLowerCase()),
    search(text, wanted, found) {
      if (names.length === 0) return;
      for (let at = starts.next(text, 0); at < text.length; at = starts.next(text, at + 1))
        for (const place of placesAt(at, text, bySkeletons)) {
          const { term } = place.name;
          if (!wanted(term, 'warning') && !wanted(term, 'error')) continue;
          const judged = judgePlace(place, text);
          if (judged && wanted(term, judged.severity))
            found({ term, start: place.start, end: place.end, ...judged, isTwoLetters: true });
        }
    },
  };
}

/** @param at - where the first letter stands, in UTF-16 units. */
function placesAt(
  at: number,
  text: string,
  names: ReadonlyMap<string, readonly TwoLetterName[]>,
): readonly Place[] {
  const folded = fold(text, Math.max(0, at - NEAR), Math.min(text.length, at + NEAR));
  const first = folded.offsets.subarray(0, folded.length).indexOf(at);
  const last = folded.offsets[first + 1] ?? at;
  if (first < 0 || first + 1 >= folded.length || !isWhole(first, folded)) return [];
  // One sign for both is a unit, as in `㏋`.
  if (last === at) return [];
  const both = String.fromCharCode(folded.codes[first] ?? 0, folded.codes[first + 1] ?? 0);
  const end = endOfLetter(text, last);
  return (names.get(both) ?? []).flatMap((name) => {
    const spelling = spellingOf(name, text.slice(at, end));
    return spelling === null ? [] : [{ name, start: at, end, spelling }];
  });
}

/** Nothing is joined with it on either side. */
function isWhole(first: number, { gaps }: Folded): boolean {
  return (gaps[first] ?? 0) >= GAP.joint && (gaps[first + 2] ?? 0) >= GAP.joint;
}

/** @returns where the letter at an offset ends, with its accents. */
function endOfLetter(text: string, at: number): number {
  let end = at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
  while (/\p{M}/u.test(text.charAt(end))) end += 1;
  return end;
}

/** Where names may stand, told without folding: nearly all words are longer, or other ones. */
class Starts {
  /** For each unit whether a name may begin with it; 0 if it has not turned up. */
  private readonly known = new Uint8Array(0x10000);
  private readonly firsts: ReadonlySet<string>;
  private readonly lasts: ReadonlySet<string>;
  /** The first one of what stands between two letters. */
  private readonly signs: ReadonlySet<string>;

  constructor(names: readonly TwoLetterName[]) {
    this.firsts = new Set(names.map(({ skeletons: both }) => both.charAt(0)));
    this.lasts = new Set(names.map(({ skeletons: both }) => both.charAt(1)));
    this.signs = new Set(names.flatMap(({ sign }) => (sign === '' ? [] : asSign(sign))));
  }

  /** @returns the next offset from one on; the length of the text if there is none. */
  next(text: string, from: number): number {
    const { known } = this;
    let at = from;
    for (; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if ((known[unit] || this.learn(unit)) === YES && this.mayStand(text, at)) break;
    }
    return at;
  }

  private learn(unit: number): number {
    const kind = kinds[unit] || learn(unit);
    const isFirst = kind >= KIND.lower && this.firsts.has(skeletonOf(unit));
    const answer = isFirst || kind === KIND.several ? YES : NO;
    this.known[unit] = answer;
    return answer;
  }

  private mayStand(text: string, at: number): boolean {
    if (isLetter(kindAt(text, at - 1))) return false;
    if (kindAt(text, at) === KIND.several) return true;
    const next = kindAt(text, at + 1);
    if (isLetter(next))
      return this.lasts.has(skeletonOf(text.charCodeAt(at + 1))) && !isLetter(kindAt(text, at + 2));
    if (next === KIND.invisible || next === KIND.several) return true;
    return this.signs.size > 0 && this.signs.has(asSign(text.slice(at + 1, at + 3)));
  }
}

/** @returns the first sign between two letters; a space if there is nothing else. */
function asSign(between: string): string {
  return (
    between
      .normalize('NFKC')
      .replace(/[\s\p{L}\p{N}]/gu, '')
      .charAt(0) || ' '
  );
}

function skeletonOf(unit: number): string {
  return String.fromCharCode(skeletons[unit] ?? 0);
}

function kindAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return at < 0 || at >= text.length ? KIND.space : kinds[unit] || learn(unit);
}

/** Whether it goes on with a word. */
function isLetter(kind: number): boolean {
  return kind === KIND.lower || kind === KIND.upper || kind === KIND.digit;
}

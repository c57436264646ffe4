import { plainWords } from './needle.ts';
import type { Needle } from './needle.ts';

/** One or two letters stand in every program. */
const MIN_PIECE = 3;
/** How much of a term the pieces have to make up: the rest may be single letters. */
const ENOUGH = 0.7;

/** Tells whether terms could be put together from pieces, before anybody tries to. */
export interface Puzzle {
  isCoveredBy(pieces: Iterable<string>): boolean;
  isPiece(word: string): boolean;
}

/** @param needles - of which those count that stand for a term as it was given. */
export function createPuzzle(needles: readonly Needle[]): Puzzle {
  const texts = needles
    .filter(({ how }) => how === null)
    .map(({ words }) => words.map(({ forms }) => [...forms.values()][0] ?? '').join(''));
  // One string with all terms: most pieces are in none of them, which is told at once.
  const all = texts.join(' ');
  const isPiece = (letters: string) => letters.length >= MIN_PIECE && all.includes(letters);
  const starts = new Set(Array.from(all, (_letter, at) => all.slice(at, at + MIN_PIECE)));
  const plainStarts = new Uint8Array(1 << (MIN_PIECE * LETTER_BITS));
  for (const start of starts) {
    const key = startKey(start);
    if (key !== null) plainStarts[key] = 1;
  }
  const mayBePiece = (piece: string) => {
    const key = startKey(piece);
    return key === null ? starts.has(lettersOf(piece).slice(0, MIN_PIECE)) : plainStarts[key] === 1;
  };
  return {
    isPiece: (word) => isPiece(lettersOf(word)),
    isCoveredBy(pieces) {
      const covered = new Map<string, Set<number>>();
      const known = new Set<string>();
      for (const piece of pieces) {
        // Asked first: a bundle holds many thousands of literals, and most are no start of any piece.
        if (!mayBePiece(piece) || known.has(piece)) continue;
        known.add(piece);
        const letters = lettersOf(piece);
        if (!isPiece(letters)) continue;
        for (const text of texts) if (isCovered(text, letters, covered)) return true;
      }
      return false;
    },
  };
}

/** A letter of ASCII, in either case, and a digit have different ones. */
const LETTER_BITS = 6;

/** @returns the plain letters with which a piece begins, as a number; null if they take a closer look. */
function startKey(piece: string): number | null {
  let [key, count] = [0, 0];
  for (let at = 0; at < piece.length && count < MIN_PIECE; at++) {
    const unit = piece.charCodeAt(at);
    if (unit >= 0x80) return null;
    const lower = unit | 0x20;
    const isLetter = lower >= 0x61 && lower <= 0x7a;
    if (!isLetter && (unit < 0x30 || unit > 0x39)) continue;
    key = (key << LETTER_BITS) | (isLetter ? lower - 0x60 : unit - 0x30 + 27);
    count += 1;
  }
  return key;
}

/** A bundle holds many thousands of literals, nearly all of them ASCII. */
function lettersOf(piece: string): string {
  return /^[\u0020-\u007E]*$/.test(piece)
    ? piece.toLowerCase().replace(/[^a-z\d]/g, '')
    : plainWords(piece).join('');
}

/** Adds a piece to what of a term is covered. @returns whether that is enough. */
function isCovered(text: string, piece: string, covered: Map<string, Set<number>>): boolean {
  const start = text.indexOf(piece);
  if (start < 0) return false;
  const places = covered.get(text) ?? new Set<number>();
  covered.set(text, places);
  for (let at = start; at < start + piece.length; at++) places.add(at);
  return places.size >= text.length * ENOUGH;
}

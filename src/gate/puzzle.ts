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
  return {
    isPiece: (word) => isPiece(lettersOf(word)),
    isCoveredBy(pieces) {
      const covered = new Map<string, Set<number>>();
      for (const piece of new Set(pieces)) {
        if (!starts.has(firstLetters(piece))) continue;
        const letters = lettersOf(piece);
        if (!isPiece(letters)) continue;
        for (const text of texts) if (isCovered(text, letters, covered)) return true;
      }
      return false;
    },
  };
}

/** @returns the plain letters with which a piece begins: most are no start of any piece of a term. */
function firstLetters(piece: string): string {
  let letters = '';
  for (let at = 0; at < piece.length && letters.length < MIN_PIECE; at++) {
    const unit = piece.charCodeAt(at);
    // Not by its units: what is written in several is compared as a whole.
    if (unit >= 0x80) return lettersOf(piece).slice(0, MIN_PIECE);
    const lower = unit | 0x20;
    const isLetter = lower >= 0x61 && lower <= 0x7a;
    if (isLetter || (unit >= 0x30 && unit <= 0x39))
      letters += String.fromCharCode(isLetter ? lower : unit);
  }
  return letters;
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

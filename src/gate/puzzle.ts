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
  const longest = texts.reduce((most, { length }) => Math.max(most, length), 0);
  const coverage = new Coverage(texts);
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
      coverage.clear();
      const known = new Set<string>();
      for (const piece of pieces) {
        // Asked first: a bundle holds many thousands of literals, and most are no start of any piece.
        if (!mayBePiece(piece) || known.has(piece)) continue;
        known.add(piece);
        // Whole texts are pieces to some: their beginning has more letters than any term.
        const isLong = piece.length > 2 * longest;
        if (isLong && lettersOf(piece.slice(0, 2 * longest)).length > longest) continue;
        const letters = lettersOf(piece);
        if (isPiece(letters) && coverage.add(letters)) return true;
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

/** So many pieces are looked up once: there are few that are a part of some term. */
const MOST_PIECES = 4096;

/** Which letters of many texts are covered by pieces. Terms are many, and have words in common. */
class Coverage {
  private readonly texts: readonly string[];
  /** For each text where its letters begin in `marks`. */
  private readonly offsets: readonly number[];
  /** For each letter the round in which it was covered last. */
  private readonly marks: Uint32Array;
  /** For each text how many of its letters are covered in this round. */
  private readonly counts: Uint32Array;
  private readonly holders = new Map<string, readonly number[]>();
  private round = 0;

  constructor(texts: readonly string[]) {
    let size = 0;
    this.texts = texts;
    this.offsets = texts.map(({ length }) => (size += length) - length);
    this.marks = new Uint32Array(size);
    this.counts = new Uint32Array(texts.length);
  }

  clear(): void {
    this.round += 1;
    this.counts.fill(0);
  }

  /** @returns whether enough of some text is covered with this piece. */
  add(piece: string): boolean {
    for (const index of this.holdersOf(piece)) {
      const text = this.texts[index] ?? '';
      const start = (this.offsets[index] ?? 0) + text.indexOf(piece);
      let count = this.counts[index] ?? 0;
      for (let at = start; at < start + piece.length; at++) {
        if (this.marks[at] === this.round) continue;
        this.marks[at] = this.round;
        count += 1;
      }
      this.counts[index] = count;
      if (count >= text.length * ENOUGH) return true;
    }
    return false;
  }

  private holdersOf(piece: string): readonly number[] {
    const known = this.holders.get(piece);
    if (known) return known;
    const holders = [...this.texts.keys()].filter((index) => this.texts[index]?.includes(piece));
    if (this.holders.size < MOST_PIECES) this.holders.set(piece, holders);
    return holders;
  }
}

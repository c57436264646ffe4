import { isHtml, readStretches } from '../passages.ts';
import { normalized } from './wording.ts';

/** A text in two forms: as its letters alone, and as it reads; and where the one lies in the other. */
export interface FoldedText {
  /**
   * Letters and digits in lower case and without accents, nothing between them: what a paste, a PDF, a
   * reader of pictures and a person who types leave of a text most surely.
   */
  readonly letters: string;
  /** With signs, spaces and capitals. */
  readonly written: string;
  /** @returns what is written between two letters, of which `start` is the first one after it. */
  between(start: number, end: number): string;
}

/** Longer texts are no prose of one author; they would only take time. */
const MAX_LENGTH = 4_000_000;

/** Never throws. */
export function foldText(text: string): FoldedText {
  const written = normalized(text.slice(0, MAX_LENGTH));
  const letters: string[] = [];
  // For each UTF-16 unit of the letters, where its letter begins and ends in what is written.
  const starts: number[] = [];
  const ends: number[] = [];
  for (const { 0: run, index } of written.matchAll(/[\p{L}\p{N}]+/gu)) {
    let at = index;
    for (const letter of run) {
      const folded = foldLetter(letter);
      letters.push(folded);
      for (let unit = 0; unit < folded.length; unit++) {
        starts.push(at);
        ends.push(at + letter.length);
      }
      at += letter.length;
    }
  }
  return {
    letters: letters.join(''),
    written,
    between: (start, end) => written.slice(ends[start - 1] ?? 0, starts[end] ?? written.length),
  };
}

/** @returns the letters of a few words, folded as those of a text. */
export function foldLetters(words: string): string {
  return foldText(words).letters;
}

/** Accents of Latin and Cyrillic letters are lost first; those of Japanese ones make other letters. */
function foldLetter(letter: string): string {
  if (letter < '\u0080') return letter.toLowerCase();
  return letter
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036F]/g, '')
    .normalize('NFC');
}

/** @returns the words of a text as a person sees them: of HTML and of the XML in office files as well. */
export function visibleWords(text: string): string {
  if (/^\uFEFF?\s*<\?xml\b/.test(text)) return unescaped(text.replaceAll(/<[^<>]*>/g, ''));
  if (!isHtml(text)) return text;
  return readStretches(text)
    .map((stretch) => stretch.text)
    .join('');
}

function unescaped(text: string): string {
  return text.replaceAll(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => ENTITIES[name] ?? '');
}

const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  amp: '&',
};

/** So many letters of a text cannot stand elsewhere by chance; a sign of Chinese or Japanese says more. */
const SIDE = { letters: 32, signs: 16 } as const;
const IDEOGRAPHS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** @returns whether words are written in a script of thousands of signs. */
export function isIdeographic(words: string): boolean {
  return IDEOGRAPHS.test(words);
}

/**
 * Cuts what stands on one side of a place down to what finds it again.
 *
 * @param edge - which end of `text` the place is at.
 */
export function sideOf(text: string, edge: 'start' | 'end'): string {
  const written = normalized(text);
  const letters = [...written];
  const wanted = isIdeographic(written) ? SIDE.signs : SIDE.letters;
  const ordered = edge === 'end' ? letters.toReversed() : letters;
  let count = 0;
  const end = ordered.findIndex((letter) => /[\p{L}\p{N}]/u.test(letter) && (count += 1) > wanted);
  const kept = end < 0 ? ordered : ordered.slice(0, end);
  return (edge === 'end' ? kept.toReversed() : kept).join('').trim();
}

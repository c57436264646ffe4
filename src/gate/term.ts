import { GateError } from './errors.ts';
import { fold } from './fold.ts';

export type TermKind = 'name' | 'word' | 'person' | 'domain' | 'figure' | 'slug' | 'title';

/** Something that must not be found. */
export interface GateTerm {
  /** What findings call it. */
  readonly id: string;
  /** The term and its aliases. */
  readonly writings: readonly string[];
  readonly kind: TermKind;
  /** Whether it must not be in this file (relative, with `/`); everywhere if absent. */
  readonly forbiddenIn?: (file: string) => boolean;
}

/** One writing, ready to be searched for in folded text. */
export interface Needle {
  readonly term: GateTerm;
  /** Letters that every match holds, without spaces: looked for first, because that is fast. */
  readonly sure: string;
  readonly pattern: RegExp;
}

const CJK = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}]/u;
const EDGE_BEFORE = '(?<![\\p{L}\\p{N}])';
const EDGE_AFTER = '(?![\\p{L}\\p{N}])';

/** Endings of Russian nouns and adjectives in all cases and numbers. */
const RUSSIAN_ENDINGS =
  'а у е ы и я ю о ь й ой ою ей ею ом ем ам ям ами ями ах ях ов ев ия ию ии ием иям ого его ому ему ым им ых их ими ыми ую юю ая яя ое ее ые ие ый ий';
// Folding turns Cyrillic letters with Latin look-alikes into those, so the endings are folded too.
const ENDING = `(?:${RUSSIAN_ENDINGS.split(' ')
  .map((ending) => fold(ending).text)
  .toSorted((a, b) => b.length - a.length)
  .join('|')})?`;
const ENDED = new RegExp(`${ENDING}$`, 'u');
/** Below this a stem is shared by too many words. */
const MIN_STEM = 3;

/**
 * Prepares terms for the search.
 *
 * @throws GateError TERM_TOO_SHORT for a writing with so few letters that everything holds it.
 */
export function needlesOf(terms: readonly GateTerm[]): readonly Needle[] {
  return terms.flatMap((term) => term.writings.map((writing) => toNeedle(term, writing)));
}

function toNeedle(term: GateTerm, writing: string): Needle {
  const words = fold(writing).text.trim().split(' ').filter(Boolean);
  const isCjk = CJK.test(words.join(''));
  refuseShort(term, words.join(''), isCjk);
  const isRussian = term.kind !== 'figure' && /\p{Script=Cyrillic}/u.test(writing);
  const stems = isRussian ? words.map(stemOf) : words;
  const body = stems.map((stem) => wordPattern(stem, isRussian)).join(' ?');
  return {
    term,
    sure: stems.toSorted((a, b) => b.length - a.length)[0] ?? '',
    pattern: new RegExp(isCjk ? body : `${EDGE_BEFORE}${body}${EDGE_AFTER}`, 'gu'),
  };
}

function refuseShort({ id, kind }: GateTerm, squeezed: string, isCjk: boolean): void {
  const least = isCjk || kind === 'figure' ? 2 : 3;
  if ([...squeezed].length >= least) return;
  throw new GateError(
    'TERM_TOO_SHORT',
    `term \`${id}\`: expected at least ${least} letters or digits in each writing`,
    { hint: 'A shorter one is found everywhere. Leave it out, or give a longer writing of it.' },
  );
}

/** The part of a Russian word that its cases share; the whole word if too little would be left. */
function stemOf(word: string): string {
  const stem = word.replace(ENDED, '');
  return stem.length >= MIN_STEM ? stem : word;
}

/** Letters may stand apart ("H a r b o u r"), and a declined word may end in any case. */
function wordPattern(stem: string, isDeclined: boolean): string {
  return [...stem].join(' ?') + (isDeclined ? ENDING : '');
}

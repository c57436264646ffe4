import { plainLetters } from '../letters/plain.ts';
import { isTwoLetters, plainWords, skeletonsOf } from '../needle.ts';
import { shorterNames } from '../shorter-names.ts';
import type { GateTerm } from '../term.ts';

/** A name of two letters or digits, which is only told by where it stands. */
export interface TwoLetterName {
  readonly term: GateTerm;
  /** The two as people write them, and what stands between them, which is mostly nothing: `BP`, `H&M`, `3M`. */
  readonly first: string;
  readonly sign: string;
  readonly last: string;
  /** Both as the fold has them. */
  readonly skeletons: string;
  /** Whether it is the name, and not what may be left of a longer one. */
  readonly isSure: boolean;
}

/** @returns the names of a term that are so short, as they were given and as people shorten them. */
export function twoLetterNames(term: GateTerm): readonly TwoLetterName[] {
  return term.writings.flatMap((writing) => [
    ...nameOf(term, writing, true),
    ...shorterNames(term, writing).flatMap(({ name, isSure }) => nameOf(term, name, isSure)),
  ]);
}

function nameOf(term: GateTerm, writing: string, isSure: boolean): readonly TwoLetterName[] {
  const parts = isTwoLetters(term, writing) ? partsOf(writing) : null;
  if (!parts) return [];
  // Who types a name in small letters may be in a hurry: `bp`.
  const isSmall = term.kind !== 'slug' && !/\p{Lu}/u.test(writing);
  const capital = (letter: string) => (isSmall ? letter.toUpperCase() : letter);
  const [first, sign, last] = parts;
  const skeletons = skeletonsOf(plainWords(writing).join(''));
  return [{ term, first: capital(first), sign, last: capital(last), skeletons, isSure }];
}

/** @returns two letters or digits and what stands between them; null for none. */
export function partsOf(
  writing: string,
): readonly [first: string, sign: string, last: string] | null {
  const [, first, sign, last] = PARTS.exec(asShown(writing)) ?? [];
  return first && last ? [first, sign ?? '', last] : null;
}

const PARTS = /([\p{L}\p{N}])([^\p{L}\p{N}]*)([\p{L}\p{N}])/u;

/** Without width, and without what cannot be seen. */
function asShown(writing: string): string {
  return writing
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(ENCLOSED, (letter) => plainLetters(letter).join('').toUpperCase());
}

/** Letters in black circles and squares. Two of those that flags are made of are a flag. */
const ENCLOSED = /[\u{1F150}-\u{1F169}\u{1F170}-\u{1F189}]/gu;

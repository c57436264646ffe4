import type { Locale } from '../schemas/locale.ts';
import type { PublicDeck } from '../schemas/public.ts';

/** @returns the languages of the pages on which slides of a talk stand first. */
export function deckLocales(
  work: string,
  decks: readonly { readonly data: Pick<PublicDeck, 'work' | 'locale' | 'original'> }[],
): readonly Locale[] {
  return decks
    .map(({ data }) => data)
    .filter((deck) => deck.work === work && deck.original === deck.locale)
    .map(({ locale }) => locale);
}

/** Longer ones are for reading, not for being told. */
const MAX_ALT = 120;

/**
 * @param number - which slide it is, in words.
 * @param text - what is written on it, line by line.
 * @returns what a picture of a slide shows: its number and its first line. The rest is below it.
 */
export function slideAlt(number: string, text: string): string {
  const [first = ''] = text.split('\n');
  if (first === '') return number;
  const shown = first.length > MAX_ALT ? `${first.slice(0, MAX_ALT).trimEnd()}…` : first;
  return `${number}: ${shown}`;
}

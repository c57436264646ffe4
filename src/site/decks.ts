import type { Locale } from '../schemas/locale.ts';
import type { PublicDeck } from '../schemas/public.ts';

/** @returns the languages that the slides of a talk exist in. */
export function deckLocales(
  work: string,
  decks: readonly { readonly data: Pick<PublicDeck, 'work' | 'locale' | 'lang'> }[],
): readonly Locale[] {
  return decks
    .map(({ data }) => data)
    .filter((deck) => deck.work === work && deck.lang === deck.locale)
    .map(({ locale }) => locale);
}

import type { Agreement, Form, Phrase } from '../schemas/agreement.ts';
import type { Locale } from '../schemas/locale.ts';
import { LOCALES } from '../schemas/locale.ts';
import { reaches } from '../schemas/level.ts';
import type { Level } from '../schemas/level.ts';

/**
 * How a text names the client at a level.
 *
 * @param form - the grammatical case, for languages whose name or description gives cases.
 * @returns the name from `named` on, the description below; another language's text if this one
 *   has none, which reads oddly but never says more.
 */
export function clientText(
  agreement: Pick<Agreement, 'client'>,
  level: Level,
  locale: Locale,
  form: Form = 'nom',
): string {
  const { name, description } = agreement.client;
  const phrases = reaches(level, 'named') ? name : description;
  const first = LOCALES.map((each) => phrases[each]).find((phrase) => phrase !== undefined);
  return inflect(phrases[locale] ?? first ?? '', form);
}

function inflect(phrase: Phrase, form: Form): string {
  return typeof phrase === 'string' ? phrase : (phrase[form] ?? phrase.nom);
}

/** @returns every writing of a phrase, for the gate to search. */
export function phraseForms(phrase: Phrase): readonly string[] {
  return typeof phrase === 'string'
    ? [phrase]
    : Object.values(phrase).filter((form) => form !== undefined);
}

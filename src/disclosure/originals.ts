import type { Locale } from '../schemas/locale.ts';
import type { SiteLanguages } from '../schemas/profile.ts';

/** The language of the text that the page in a language shows. */
type TextOn = (locale: Locale) => Locale;

/**
 * Tells a text's own page from those that only fall back to it.
 *
 * @returns the language of the page on which the text of the page in `locale` stands first: its own,
 *   else, where the site is not published in that, the first page that shows it.
 */
export function originalOf(
  locale: Locale,
  textOn: TextOn,
  { locale: first, languages }: SiteLanguages,
): Locale {
  const lang = textOn(locale);
  const shows = (each: Locale) => languages.includes(each) && textOn(each) === lang;
  return [lang, first, ...languages].find(shows) ?? locale;
}

/** @returns the languages of the pages on which a text stands first. */
export function originalsOf(textOn: TextOn, site: SiteLanguages): Locale[] {
  return site.languages.filter((each) => originalOf(each, textOn, site) === each);
}

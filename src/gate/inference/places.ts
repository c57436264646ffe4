import { cityMapping } from 'city-timezones';
import { japaneseCitiesIn } from './japanese-cities.ts';
import { russianCitiesIn } from './russian-cities.ts';
import { tokensOf } from './tokens.ts';

/** Smaller ones share their names with too many words. */
const LEAST_PEOPLE = 50_000;

/** In English. */
const CITIES: ReadonlySet<string> = new Set(
  cityMapping
    .filter(({ pop }) => pop >= LEAST_PEOPLE)
    .flatMap(({ city, city_ascii: ascii }) => [city, ascii]),
);

/** Where a capital letter may begin a place: `in Hamburg`, `a Hamburg port`, `Hamburg-based`. */
const PLACED =
  /(?:\b(?:[Ii]n|[Aa]t|[Nn]ear|[Ff]rom|[Aa]round|[Oo]utside)\s+(?:the\s+)?(?<after>\p{Lu}[\p{L}'’-]{1,40}(?:\s\p{Lu}[\p{L}'’-]{1,40}){0,2}))|(?<based>\p{Lu}[\p{L}'’]{1,40}(?:\s\p{Lu}[\p{L}'’]{1,40})?)-based\b/gu;

/** @returns cities that a text places something in, in English, Russian or Japanese: as each calls them. */
export function citiesIn(text: string): readonly string[] {
  return [...englishCitiesIn(text), ...russianCities(text), ...japaneseCitiesIn(text)];
}

/** A country may be spelled like one of its cities. */
function russianCities(text: string): readonly string[] {
  return russianCitiesIn(text, CITIES).filter((name) => !namesCountry(name));
}

function englishCitiesIn(text: string): readonly string[] {
  return [...text.matchAll(PLACED)].flatMap(({ groups }) => {
    const words = (groups?.['after'] ?? groups?.['based'] ?? '').split(/\s/);
    const names = words.map((_word, index) => words.slice(0, words.length - index).join(' '));
    return names.find((name) => CITIES.has(name)) ?? [];
  });
}

const LANGUAGES = ['en', 'ru', 'ja'];

/** Countries by the stems of their names, so that a Russian case does not hide one. */
const COUNTRIES: ReadonlySet<string> = new Set(
  LANGUAGES.flatMap((language) => {
    const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
    return codes().flatMap((code) => stems(names.of(code) ?? '').join(' '));
  }).filter(Boolean),
);

function codes(): readonly string[] {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  // What CLDR names that is no country: unions and what is not known.
  const others = new Set(['EU', 'EZ', 'UN', 'ZZ', 'QO', 'XA', 'XB']);
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => !others.has(code));
}

const LONGEST = 4;

/** @returns whether a text names a country, in English, Russian or Japanese. */
export function namesCountry(text: string): boolean {
  const words = stems(text);
  return words.some((_word, start) =>
    Array.from({ length: LONGEST }, (_each, more) =>
      words.slice(start, start + more + 1).join(' '),
    ).some((name) => COUNTRIES.has(name)),
  );
}

function stems(text: string): readonly string[] {
  return tokensOf(text).map((token) => token.text);
}

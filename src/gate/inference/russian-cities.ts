import { toCyrillic } from '../languages/transliteration.ts';

/** Of a name in Russian letters, how many spellings are tried. */
const MOST_SPELLINGS = 12;
/** Shorter stems are those of many words. */
const LEAST_STEM = 4;

/** Where a capital letter may begin a place: `в Казани`, `в городе Уфа`, `под Нижним Новгородом`. */
const PLACED =
  /(?<![\p{L}\p{N}])(?:[Вв]о?|[Ии]з|[Пп]од|[Бб]лиз|[Оо]коло|[Уу])\s+(?<marker>г\.\s*|город[аеу]?\s+)?(?<name>\p{Lu}[\p{L}]+(?:[\s-]\p{Lu}[\p{L}]+)?)/gu;

/** What Russian does not spell after the English name, and large ones that are short, by their stems. */
const OWN_NAMES =
  'риг уф соч рим москв петербург париж мюнхен кельн варшав пекин токи брюссел копенгаген флоренци неапол женев цюрих лейпциг вильнюс иерусалим стамбул'.split(
    ' ',
  );

/**
 * Finds the cities that a Russian text places something in: those that are spelled letter by letter
 * after their English name (`Казань`, `Гамбург`, `Осака`), in any case, and what is called a city.
 *
 * @param cities - in English, in plain letters.
 * @returns their stems.
 */
export function russianCitiesIn(text: string, cities: Iterable<string>): readonly string[] {
  return [...text.matchAll(PLACED)].flatMap(({ groups = {} }) => {
    const [first = [], second = []] = (groups['name'] ?? '').split(/[\s-]/).map(stemsOf);
    if (groups['marker']) return first.slice(0, 1);
    const pairs = first.flatMap((one) => second.map((other) => `${one} ${other}`));
    const names = [...pairs, ...first, ...second];
    const known = knownStems(cities);
    return names.find((name) => name !== '' && known.has(name)) ?? [];
  });
}

/** Made when the first Russian text is read: most sites have none. */
let stems: ReadonlySet<string> | null = null;

function knownStems(cities: Iterable<string>): ReadonlySet<string> {
  return (stems ??= new Set([
    ...OWN_NAMES,
    ...[...cities].flatMap(spellings).filter((name) => name.length >= LEAST_STEM),
  ]));
}

function spellings(city: string): readonly string[] {
  const words = city.toLowerCase().split(/[\s-]+/);
  if (words.length > 2) return [];
  const [first = [], second] = words.map((word) => toCyrillic(word, MOST_SPELLINGS).map(stem));
  return second ? first.flatMap((one) => second.map((other) => `${one} ${other}`)) : first;
}

/** @returns a name in the nominative without what its cases change, in the letters that people write. */
function stem(name: string): string {
  return plain(name).replace(/(?:[аеиоуыэюя]+й?|[йь])$/u, '');
}

/** @returns what may be the stem of a word in whatever case: `Нижнем` is `нижн`, `Амстердам` itself. */
function stemsOf(word: string): readonly string[] {
  return [stem(word), plain(word).replace(/(?:[аеиоуыэюя]+[мх]|ого|его)$/u, '')];
}

function plain(word: string): string {
  return word.toLowerCase().replaceAll('ё', 'е');
}

import { grammarWords } from '../needle.ts';

/** Where somebody is to be found: a street and a number in it. */
export interface StreetAddress {
  /** What the street is called, without the word for a street. */
  readonly name: readonly string[];
  /** The word for a street, whole and short. */
  readonly street: readonly string[];
  /** Whether it is joined with the last word of the name, as in German. */
  readonly isJoined: boolean;
  /** `12`, `12a`. */
  readonly house: string;
}

/** What a street is, whole and as on an envelope. */
const STREETS: readonly (readonly string[])[] = [
  'street st|avenue ave av|road rd|boulevard blvd|lane ln|drive dr|square sq|place pl|court ct|terrace ter',
  'crescent cres|highway hwy|parkway pkwy|quay|strasse straße str|allee|platz pl|weg|gasse|damm|ufer',
  'улица улице улицы ул|проспект проспекте проспекта пр просп пркт|переулок переулке пер|площадь площади пл',
  'набережная набережной наб|бульвар бульваре бул бр|шоссе ш|проезд',
].flatMap((line) => line.split('|').map((words) => words.split(' ')));
const JOINED = /^(\p{L}{2,}?)(strasse|straße|str|allee|platz|weg|gasse|damm|ufer|ring)$/u;
const HOUSE = /^\d{1,5}[a-zа-я]?$/;
/** Before the number of a house. */
const BEFORE_HOUSE = new Set(['no', 'nr', 'дом', 'д']);
const MOST_NAME_WORDS = 3;

/**
 * Reads the street of an address, in English, German or Russian. Towns and codes may follow.
 *
 * @returns null if there is none, or no number.
 */
export function readStreet(writing: string): StreetAddress | null {
  const [first = [], second = []] = writing.split(',').map((part) => grammarWords(part));
  const words =
    (HOUSE.test(first[0] ?? '') && first.length === 1) || isHouse(second)
      ? [...first, ...second]
      : first;
  const rest = words.filter((word) => !BEFORE_HOUSE.has(word));
  const house = [rest.at(-1) ?? '', rest[0] ?? ''].find((word) => HOUSE.test(word));
  if (!house) return null;
  const called = rest.at(-1) === house ? rest.slice(0, -1) : rest.slice(1);
  return called.length <= MOST_NAME_WORDS + 1 ? streetOf(called, house) : null;
}

function isHouse(words: readonly string[]): boolean {
  return HOUSE.test(words.filter((word) => !BEFORE_HOUSE.has(word)).join(' '));
}

function streetOf(called: readonly string[], house: string): StreetAddress | null {
  const [, stem, suffix] = JOINED.exec(called.at(-1) ?? '') ?? [];
  if (stem && suffix) {
    const street = streetCalled(suffix) ?? [suffix];
    return { name: [...called.slice(0, -1), stem], street, isJoined: true, house };
  }
  // It stands last, and first in Russian.
  for (const at of [called.length - 1, 0]) {
    const street = streetCalled(called[at] ?? '');
    const name = called.filter((_word, index) => index !== at);
    if (street && name.length > 0) return { name, street, isJoined: false, house };
  }
  return null;
}

function streetCalled(word: string): readonly string[] | undefined {
  return STREETS.find((words) => words.includes(word));
}

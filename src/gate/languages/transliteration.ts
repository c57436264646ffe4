/**
 * What Russian letters become in Latin: ISO 9 without its accents, GOST 7.79, BGN/PCGN, passports
 * (ICAO 9303), and what people write. The commonest first.
 */
const TO_LATIN: Readonly<Record<string, readonly string[]>> = {
  а: ['a'],
  б: ['b'],
  в: ['v', 'w'],
  г: ['g'],
  д: ['d'],
  е: ['e'],
  ё: ['yo', 'e', 'io', 'jo', 'o'],
  ж: ['zh', 'j', 'z'],
  з: ['z'],
  и: ['i'],
  й: ['y', 'i', 'j', ''],
  к: ['k'],
  л: ['l'],
  м: ['m'],
  н: ['n'],
  о: ['o'],
  п: ['p'],
  р: ['r'],
  с: ['s'],
  т: ['t'],
  у: ['u'],
  ф: ['f'],
  х: ['kh', 'h', 'x'],
  ц: ['ts', 'c', 'tz'],
  ч: ['ch', 'c'],
  ш: ['sh', 's'],
  щ: ['shch', 'sch', 'sh', 'shh', 's'],
  ъ: ['', 'ie'],
  ы: ['y', 'i'],
  ь: [''],
  э: ['e'],
  ю: ['yu', 'iu', 'u', 'ju'],
  я: ['ya', 'ia', 'a', 'ja'],
};

/** As newspapers write it in German (Duden) and French, where they differ from the first choices above. */
const TRANSCRIPTIONS: readonly Readonly<Record<string, string>>[] = [
  {
    в: 'w',
    ё: 'jo',
    ж: 'sch',
    з: 's',
    й: 'i',
    х: 'ch',
    ц: 'z',
    ч: 'tsch',
    ш: 'sch',
    щ: 'schtsch',
    ю: 'ju',
    я: 'ja',
  },
  { ж: 'j', у: 'ou', ч: 'tch', ш: 'ch', щ: 'chtch', ю: 'iou', я: 'ia' },
];

/** After a vowel, and at the start, `е` may be written as it sounds. */
const IOTATED_E = ['e', 'ye', 'je'];
const ADJECTIVE_END = ['iy', 'yy', 'y', 'ii', 'yj', 'ij', 'i', 'yi'];

const TO_CYRILLIC: readonly (readonly [latin: string, russian: readonly string[]])[] = [
  ['shch', ['щ']],
  ['sch', ['щ', 'ш']],
  ['zh', ['ж']],
  ['kh', ['х']],
  ['ts', ['ц']],
  ['ch', ['ч']],
  ['sh', ['ш']],
  ['th', ['т', 'з']],
  ['ph', ['ф']],
  ['ck', ['к']],
  ['qu', ['кв']],
  ['yu', ['ю']],
  ['ya', ['я']],
  ['yo', ['е']],
  ['ye', ['е']],
  ['iy', ['ии']],
  ['ij', ['ии']],
  ['ee', ['и']],
  ['oo', ['у']],
  ['ou', ['оу', 'о']],
  ['a', ['а']],
  ['b', ['б']],
  ['c', ['к', 'ц']],
  ['d', ['д']],
  ['e', ['е', 'э']],
  ['f', ['ф']],
  ['g', ['г']],
  ['h', ['х', 'г']],
  ['i', ['и']],
  ['j', ['дж', 'й']],
  ['k', ['к']],
  ['l', ['л', 'ль']],
  ['m', ['м']],
  ['n', ['н']],
  ['o', ['о']],
  ['p', ['п']],
  ['q', ['к']],
  ['r', ['р']],
  ['s', ['с']],
  ['t', ['т']],
  ['u', ['у']],
  ['v', ['в']],
  ['w', ['в', 'у']],
  ['x', ['кс']],
  ['y', ['й', 'ы', 'и']],
  ['z', ['з']],
];

/**
 * Writes a Russian word in Latin letters, in the ways people do.
 *
 * @param word - in lower case.
 * @param most - how many ways at most, beside one as in German and one as in French; those with the commonest
 *   letters are made first.
 */
export function toLatin(word: string, most: number): readonly string[] {
  const [, stem = word, isAdjective] = /^(.{2,})([иы]й)$/.exec(word) ?? [];
  const letters = [...stem].map((letter, at) =>
    letter === 'е' && (at === 0 || /[аеиоуыэюяьъ]/.test(stem[at - 1] ?? ''))
      ? IOTATED_E
      : (TO_LATIN[letter] ?? [letter]),
  );
  const transcribed = TRANSCRIPTIONS.map((table) =>
    [...word].map((letter) => table[letter] ?? TO_LATIN[letter]?.[0] ?? letter).join(''),
  );
  const made = combinations(isAdjective ? [...letters, ADJECTIVE_END] : letters, most);
  return [...new Set([...made, ...transcribed])];
}

/**
 * Writes a word of Latin letters in Russian ones, letter by letter.
 *
 * @param word - in lower case, without accents.
 * @param most - how many ways at most.
 */
export function toCyrillic(word: string, most: number): readonly string[] {
  const letters: (readonly string[])[] = [];
  for (let at = 0; at < word.length;) {
    const [latin, russian] = TO_CYRILLIC.find(([each]) => word.startsWith(each, at)) ?? [];
    if (latin === undefined || russian === undefined) return [];
    letters.push(russian);
    at += latin.length;
  }
  return combinations(letters, most);
}

/** @returns texts with one choice for each letter: at first all that are common, then one rarer, … */
function combinations(letters: readonly (readonly string[])[], most: number): readonly string[] {
  let made: readonly (readonly [text: string, rarity: number])[] = [['', 0]];
  for (const choices of letters)
    made = made
      .flatMap(([text, rarity]) =>
        choices.map((choice, index) => [text + choice, rarity + index] as const),
      )
      .toSorted(([, one], [, other]) => one - other)
      .slice(0, most);
  return [...new Set(made.map(([text]) => text))];
}

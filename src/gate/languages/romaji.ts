const ROWS: readonly (readonly [consonants: string, kana: string])[] = [
  ['', 'あいうえお'],
  ['k', 'かきくけこ'],
  ['g', 'がぎぐげご'],
  ['s', 'さしすせそ'],
  ['z', 'ざじずぜぞ'],
  ['t', 'たちつてと'],
  ['d', 'だぢづでど'],
  ['n', 'なにぬねの'],
  ['h', 'はひふへほ'],
  ['b', 'ばびぶべぼ'],
  ['p', 'ぱぴぷぺぽ'],
  ['m', 'まみむめも'],
  ['r', 'らりるれろ'],
];
const VOWELS = 'aiueo';

/** Where Hepburn writes what is heard and Kunrei (ISO 3602) what the row says. */
const HEPBURN: Readonly<Record<string, string>> = {
  し: 'shi',
  じ: 'ji',
  ち: 'chi',
  ぢ: 'ji',
  つ: 'tsu',
  づ: 'zu',
  ふ: 'fu',
  や: 'ya',
  ゆ: 'yu',
  よ: 'yo',
  わ: 'wa',
  を: 'o',
  ゔ: 'vu',
};

const KUNREI: Readonly<Record<string, string>> = Object.fromEntries([
  ...ROWS.flatMap(([consonant, kana]) =>
    [...kana].map((letter, index) => [letter, consonant + (VOWELS[index] ?? '')]),
  ),
  ...[...'やゆよ'].map((letter, index) => [letter, `y${'auo'[index] ?? ''}`]),
  ['わ', 'wa'],
  ['を', 'wo'],
  ['ゔ', 'vu'],
]);

/** Small kana are large by now: `きや` is both `kya` and `kiya`. */
const GLIDES = 'やゆよ';
const SMALL_VOWELS = 'あいうえお';

/**
 * Writes kana in Latin letters: Hepburn and Kunrei, long vowels written, doubled or left out.
 *
 * @param kana - hiragana as the fold makes it, with `ー`.
 * @returns every way; none if something else than kana is in it.
 */
export function toRomaji(kana: string): readonly string[] {
  if (!/^[ぁ-ゔー]+$/u.test(kana)) return [];
  const ways = [HEPBURN, {}].flatMap((heard) =>
    [true, false].map((glides) => romaji(kana, { ...KUNREI, ...heard }, glides)),
  );
  return [...new Set(ways.flatMap(longVowels))];
}

function romaji(kana: string, table: Readonly<Record<string, string>>, glides: boolean): string {
  let text = '';
  for (let at = 0; at < kana.length; at++) {
    const letter = kana.charAt(at);
    const next = kana.charAt(at + 1);
    const own = letter === 'ん' ? 'n' : letter === 'ー' ? '-' : (table[letter] ?? '');
    if (glides && own.endsWith('i') && own.length > 1 && GLIDES.includes(next) && next !== '') {
      text += own.slice(0, -1) + glide(own, next);
      at += 1;
    } else if (glides && SMALL_VOWELS.includes(next) && next !== '' && isForeign(letter, next)) {
      text += own.slice(0, -1) + (KUNREI[next] ?? '');
      at += 1;
    } else if (letter === 'つ' && next !== '' && doubles(table[next] ?? '') && glides) {
      text += (table[next] ?? '').charAt(0).replace('c', 't');
    } else text += own;
  }
  return text;
}

/** `しゃ` is `sha` in Hepburn and `sya` in Kunrei. */
function glide(own: string, next: string): string {
  const vowel = KUNREI[next]?.slice(1) ?? '';
  return /^(?:sh|ch|j)/.test(own) ? vowel : `y${vowel}`;
}

/** `ファ`, `ティ`, `ヴェ`: sounds of other languages. */
function isForeign(letter: string, next: string): boolean {
  return /[ふゔ]/.test(letter) ? next !== 'う' : /[てで]/.test(letter) && next === 'い';
}

/** A small `っ` stands before these; it was made large. */
function doubles(romaji: string): boolean {
  return /^[kstcpgdbzjf]/.test(romaji);
}

function longVowels(text: string): readonly string[] {
  const ways = [
    text.replaceAll('-', ''),
    text.replace(/([aiueo])-/g, '$1$1'),
    text.replace(/o-/g, 'ou').replaceAll('-', ''),
    text.replace(/([ou])[u-]/g, '$1').replaceAll('-', ''),
    text.replace(/o[u-]/g, 'oh').replaceAll('-', ''),
  ];
  // Before b, m and p some write what is heard.
  return ways.flatMap((way) => [way, way.replace(/n(?=[bmp])/g, 'm')]);
}

const FROM_ROMAJI: ReadonlyMap<string, string> = new Map([
  ...Object.entries(KUNREI).map(([kana, romaji]) => [romaji, kana] as const),
  ...Object.entries(HEPBURN).map(([kana, romaji]) => [romaji, kana] as const),
  ...[...'きぎちじしにひびぴみり'].flatMap((kana) =>
    [KUNREI[kana], HEPBURN[kana]]
      .filter((own) => own !== undefined)
      .flatMap((own) =>
        [...GLIDES].map((next) => [own.slice(0, -1) + glide(own, next), kana + next] as const),
      ),
  ),
  ['ji', 'じ'],
  ['zu', 'ず'],
  ['wo', 'を'],
  ['o', 'お'],
  ['n', 'ん'],
]);

/**
 * Writes a word in kana, if it can be read as romaji throughout.
 *
 * @param word - in lower case, without accents.
 * @returns hiragana with large letters, as the fold makes it; null if it is no romaji.
 */
export function toKana(word: string): string | null {
  let kana = '';
  for (let at = 0; at < word.length;) {
    const isDoubled = /^([kstpgdbz])\1/.test(word.slice(at));
    const start = isDoubled ? at + 1 : at;
    const size = [3, 2, 1].find((length) => FROM_ROMAJI.has(word.slice(start, start + length)));
    if (size === undefined) return null;
    kana += (isDoubled ? 'つ' : '') + (FROM_ROMAJI.get(word.slice(start, start + size)) ?? '');
    at = start + size;
  }
  return kana;
}

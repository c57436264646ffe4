// Letters that look alike, to one skeleton. Terms and text go through the same table, so a wrong
// pair costs a rare false finding and never a miss.
const LOOK_ALIKES: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ['аɑα', 'a'],
    ['вβ', 'b'],
    ['сϲ', 'c'],
    ['ԁ', 'd'],
    ['еεҽ', 'e'],
    ['ɡ', 'g'],
    ['нһ', 'h'],
    ['іıι', 'i'],
    ['јϳ', 'j'],
    ['кκ', 'k'],
    ['ӏ', 'l'],
    ['м', 'm'],
    ['ո', 'n'],
    ['оοσօ', 'o'],
    ['рρ', 'p'],
    ['ԛ', 'q'],
    ['г', 'r'],
    ['ѕ', 's'],
    ['тτ', 't'],
    ['υս', 'u'],
    ['ѵν', 'v'],
    ['ѡԝ', 'w'],
    ['хχ', 'x'],
    ['уγ', 'y'],
    ['ᴢ', 'z'],
  ].flatMap(([from, to]) => [...(from ?? '')].map((letter) => [letter, to ?? ''])),
);

const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}]/u;
const MARK = /\p{M}/u;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/** A text with only what tells words apart, and for each unit where it came from. */
export interface Folded {
  /** Lower-case letters and digits; every run of anything else is one space. */
  readonly text: string;
  /** For each unit of `text`, the UTF-16 offset in the source. */
  readonly offsets: Uint32Array;
}

/**
 * Folds a writing to the one form in which terms and text are compared: compatibility forms,
 * case, accents, width, kana, look-alike letters, invisible characters, and the edges inside
 * `camelCase`.
 */
export function fold(source: string): Folded {
  const out: string[] = [];
  const offsets: number[] = [];
  let previous = '';
  const push = (unit: string, offset: number) => {
    if (unit === ' ' && (out.length === 0 || out[out.length - 1] === ' ')) return;
    out.push(unit);
    for (let index = 0; index < unit.length; index++) offsets.push(offset);
  };
  let offset = 0;
  for (const letter of source) {
    // `fooBar` holds two words.
    if (isUpper(letter) && isLowerOrDigit(previous)) push(' ', offset);
    previous = letter;
    if (letter < '\u0080') push(foldAscii(letter), offset);
    else for (const part of foldOther(letter)) push(part, offset);
    offset += letter.length;
  }
  return { text: out.join(''), offsets: Uint32Array.from(offsets) };
}

function isUpper(letter: string): boolean {
  return (letter >= 'A' && letter <= 'Z') || (letter >= 'А' && letter <= 'Я');
}

function isLowerOrDigit(letter: string): boolean {
  return (
    (letter >= 'a' && letter <= 'z') ||
    (letter >= 'а' && letter <= 'я') ||
    (letter >= '0' && letter <= '9')
  );
}

function foldAscii(letter: string): string {
  if (letter >= 'a' && letter <= 'z') return letter;
  if (letter >= '0' && letter <= '9') return letter;
  if (letter >= 'A' && letter <= 'Z') return letter.toLowerCase();
  return ' ';
}

// A letter folds to the same every time, and a text has few different ones.
const folds = new Map<string, readonly string[]>();

function foldOther(letter: string): readonly string[] {
  const known = folds.get(letter);
  if (known) return known;
  const parts = INVISIBLE.test(letter)
    ? []
    : [...letter.normalize('NFKD').toLowerCase().normalize('NFKD')]
        .filter((part) => !MARK.test(part) && !INVISIBLE.test(part))
        .map((part) => (LETTER_OR_DIGIT.test(part) ? skeleton(part) : ' '));
  folds.set(letter, parts);
  return parts;
}

const SMALL_KANA: Readonly<Record<string, string>> = Object.fromEntries(
  [...'ぁぃぅぇぉっゃゅょゎ'].map((small, index) => [
    small,
    [...'あいうえおつやゆよわ'][index] ?? '',
  ]),
);

function skeleton(letter: string): string {
  const code = letter.codePointAt(0) ?? 0;
  // Katakana to hiragana: the blocks lie 0x60 apart.
  const kana = code >= 0x30a1 && code <= 0x30f6 ? String.fromCodePoint(code - 0x60) : letter;
  return SMALL_KANA[kana] ?? LOOK_ALIKES[kana] ?? kana;
}

import { inOtherLayout } from '../languages/keyboard.ts';
import { declensions } from '../languages/russian.ts';
import { toKana, toRomaji } from '../languages/romaji.ts';
import { isUnspaced, plainWords } from '../needle.ts';
import { inOtherAlphabet, withYo } from './other-alphabet.ts';
import { isLatin, mayBeginSentence, reversed } from './way.ts';
import type { Forms, Way } from './way.ts';

/** A shorter one is another word: サーバー would be mackerel. */
const MIN_WITHOUT_BARS = 4;
/** A shorter word is one of another language: `rain` for ライン, `aoi` in lists of variables. */
const MIN_ROMAJI = 5;
/** A shorter word read backwards is too often another word. */
const MIN_REVERSED = 7;
/** No two words of Russian, and of English or German, that are typed so and are longer are known. */
const MIN_TYPED = 5;
/** So many keys have to be letters to both, or what is looked for is too short. */
const MIN_LETTERS_TYPED = 4;
/** A shorter word that begins or ends with an `s` is another one: `as`, `is`. */
const MIN_COUNTED = 4;
/** No two words of eight letters are known that are each other's rot13. */
const MIN_ROTATED = 8;

/** A name or word as it is, in its cases, and in all ways that change its letters. */
export function* nameWays(words: readonly string[]): Iterable<Way> {
  const joined = words.join('');
  yield { words: inEachNumber(words) };
  yield* pluralWay(words);
  if (isUnspaced(joined)) yield* japaneseWays(words);
  else yield* transcribedWays(words, joined);
  if (joined.length >= (isUnspaced(joined) ? 4 : MIN_REVERSED) && !isPalindrome(joined))
    yield { words: words.toReversed().map((word) => [reversed(word)]), how: 'read backwards' };
  if (joined.length >= MIN_ROTATED && isLatin(joined))
    yield { words: words.map((word) => [rotated(word)]), how: 'in rot13' };
  if (joined.length >= MIN_TYPED) yield* typedWays(words);
}

/** Russian words in their cases; of several Latin ones the last as one or as many: `fraud detectors`. */
function inEachNumber(words: readonly string[]): Forms {
  const last = words.at(-1) ?? '';
  if (words.length < 2 || last.length < MIN_COUNTED || !isLatin(last))
    return words.map(declensions);
  const other = last.endsWith('s') ? last.slice(0, -1) : `${last}s`;
  return [...words.slice(0, -1).map(declensions), [last, other]];
}

/** `two Kestrels`: in small letters, or where a sentence begins, it may be another word. */
function* pluralWay(words: readonly string[]): Iterable<Way> {
  const [word = '', ...more] = words;
  if (more.length > 0 || word.length < MIN_COUNTED || !isLatin(word) || word.endsWith('s')) return;
  const many = /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
  yield {
    words: [[many]],
    how: 'in the plural',
    severity: 'warning',
    isProper: true,
    isOther: mayBeginSentence,
  };
}

/** `Рфкищгк` for Harbour, and `[fh,jh` for Харбор: nobody saw that the other layout was on. */
function* typedWays(words: readonly string[]): Iterable<Way> {
  const typed = words.map((word) => {
    const forms = new Set(declensions(word).flatMap((form) => [form, withYo(form, word)]));
    return [...forms].flatMap((form) => inOtherLayout(form) ?? []);
  });
  const letters = typed.map(([first = '']) => first.replace(/[^a-zа-я]/g, ''));
  if (letters.includes('') || letters.join('').length < MIN_LETTERS_TYPED) return;
  yield { words: typed, how: 'typed in the other layout', hasSigns: true };
}

function* transcribedWays(words: readonly string[], joined: string): Iterable<Way> {
  const most = { given: Math.max(6, 48 / words.length), declined: 6 };
  const forms = inOtherAlphabet(words, most);
  if (!forms) return;
  yield { words: forms, how: 'transliterated' };
  const kana = isLatin(joined) ? toKana(joined) : null;
  if (kana) yield { words: [[kana]], how: 'in kana' };
}

function* japaneseWays(words: readonly string[]): Iterable<Way> {
  const joined = words.join('');
  // `サーバー` is written `サーバ` as well.
  if (/^.{4,}ー$/u.test(joined)) yield { words: [[joined.slice(0, -1)]] };
  // Some leave the bar out everywhere, or type a dash for it.
  const short = joined.replaceAll('ー', '');
  if (short !== joined && short.length >= MIN_WITHOUT_BARS)
    yield { words: [[short]], how: 'without its long vowels', severity: 'warning' };
  const romaji = words.map(toRomaji);
  if (joined.length < 3 || romaji.some((forms) => forms.length === 0)) return;
  const isSure = (form: string) => romaji.length > 1 || form.length >= MIN_ROMAJI;
  const [sure, doubts] = [romaji.map((forms) => forms.filter(isSure)), romaji.flat()];
  const how = 'in Latin letters';
  if (sure.every((forms) => forms.length > 0)) yield { words: sure, how };
  if (!doubts.every(isSure))
    yield { words: [doubts.filter((form) => !isSure(form))], how, severity: 'warning' };
}

/** Greek looks like other Latin letters when it is written in capitals. */
export function casesOfScript(writing: string, words: readonly string[]): readonly Way[] {
  if (!/\p{Script=Greek}/u.test(writing)) return [];
  const capitals = plainWords(writing.toUpperCase());
  return capitals.join() === words.join() ? [] : [{ words: capitals.map((word) => [word]) }];
}

const AND = ['and', 'und', 'et', 'y', 'e', 'och', 'og', 'en', 'и', 'та', 'plus', 'と'];

/** `Marlowe and Finch` for Marlowe & Finch, and the other way around. */
export function* pairWays(writing: string, wordsOf: typeof plainWords): Iterable<Way> {
  const pair = new RegExp(`[&＆+]|(?<=[\\s])(?:${AND.join('|')})(?=[\\s])`, 'iu');
  const sides = writing.split(pair).map((side) => wordsOf(side).map(declensions));
  if (sides.length < 2 || sides.some((side) => side.length === 0)) return;
  yield { words: sides.flatMap((side, at) => (at === 0 ? side : [AND, ...side])) };
  yield { words: sides.flat() };
}

function rotated(word: string): string {
  return word.replace(/[a-z]/g, (letter) =>
    String.fromCharCode(((letter.charCodeAt(0) - 0x61 + 13) % 26) + 0x61),
  );
}

function isPalindrome(text: string): boolean {
  return reversed(text) === text;
}

import { figureOf, figuresWithin } from './figures/figures.ts';
import type { Figure } from './figures/figures.ts';
import { inOtherLayout } from './languages/keyboard.ts';
import { JAPANESE_TITLES, TITLES } from './languages/person-names.ts';
import { declensions } from './languages/russian.ts';
import { toKana, toRomaji } from './languages/romaji.ts';
import { toCyrillic, toLatin } from './languages/transliteration.ts';
import {
  ANY_WORD,
  DOTS_IN_WORDS,
  WITH_INITIALS,
  grammarWords,
  isUnspaced,
  needleWord,
  plainWords,
  refuseShort,
  writtenWord,
} from './needle.ts';
import type { Needle } from './needle.ts';
import { shorterNames } from './shorter-names.ts';
import type { GateTerm } from './term.ts';

/** A passage of more words stands as it is, or not at all: nobody declines or spells it anew. */
const MAX_NAME_WORDS = 5;
/** A shorter word written in the letters of another language is too often a word of that one. */
const MIN_TRANSCRIBED = 5;
/** A shorter one is another word: サーバー would be mackerel. */
const MIN_WITHOUT_BARS = 4;
/** A shorter word at the beginning of a Russian name is a given one: Май-Лис, Ян, Лев. */
const MIN_FIRST_SURNAME = 4;
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

/**
 * Refuses terms with a writing of so few letters that everything holds it.
 *
 * @throws GateError TERM_TOO_SHORT
 */
export function refuseShortTerms(terms: readonly GateTerm[]): void {
  for (const term of terms)
    for (const writing of term.writings) {
      const figure = term.kind === 'figure' ? figureOf(term, writing) : null;
      if (!figure?.unit && !figure?.beside) refuseShort(term, writing);
    }
}

/**
 * Prepares terms for the search, in all the ways that they are written.
 *
 * @throws GateError TERM_TOO_SHORT
 */
export function needlesOf(terms: readonly GateTerm[]): readonly Needle[] {
  refuseShortTerms(terms);
  return terms.flatMap((term) =>
    term.writings.flatMap((writing) => {
      if (term.kind === 'figure' && figureOf(term, writing)) return [];
      return unique([...needlesFor(term, writing), ...asCalled(term, writing)]);
    }),
  );
}

function needlesFor(term: GateTerm, writing: string): readonly Needle[] {
  return [...spellings(writing)].flatMap((spelling) => waysOf(term, spelling));
}

/** By the shorter names that people use. */
function asCalled(term: GateTerm, writing: string): readonly Needle[] {
  return shorterNames(term, writing).flatMap(({ name, isSure }) =>
    needlesFor(term, name).map((each) => shorter(each, isSure)),
  );
}

/** One word alone may be one of the language, as in Orbit GmbH: only with a capital it surely is the name. */
function shorter(needle: Needle, isSure: boolean): Needle {
  const isProper = needle.how === null && needle.words.length === 1;
  return {
    ...needle,
    ...(isProper && { isProper }),
    ...(!isSure && { how: needle.how ?? 'as a part of a name', severity: 'warning' }),
  };
}

/** @returns what of a term is looked for by its value. */
export function figuresOf(term: GateTerm): readonly Figure[] {
  if (term.kind !== 'figure') return [];
  return term.writings.flatMap((writing) => {
    const figure = figureOf(term, writing);
    return figure ? [figure] : figuresWithin(term, writing);
  });
}

/** `Müller` is also written `Mueller`. */
function spellings(writing: string): ReadonlySet<string> {
  const composed = writing.normalize('NFC').toLowerCase();
  const spelled = composed.replace(/[äöü]/g, (letter) => ({ ä: 'ae', ö: 'oe' })[letter] ?? 'ue');
  return new Set([writing, spelled === composed ? writing : spelled]);
}

/** One way to write a term, with each word in all its forms. */
interface Way {
  readonly words: readonly (readonly string[] | 'any')[];
  readonly how?: string;
  /** Whether signs stand for letters in it. */
  readonly hasSigns?: true;
  readonly severity?: Needle['severity'];
  readonly rarest?: number;
}

function waysOf(term: GateTerm, writing: string): readonly Needle[] {
  return waysToWrite(term, writing).map((way) => {
    const { words, how = null, severity = 'error', rarest } = way;
    const toWord = way.hasSigns ? writtenWord : needleWord;
    return {
      term,
      words: words.map((each) => (each === 'any' ? ANY_WORD : toWord(each))),
      how,
      severity,
      ...(rarest !== undefined && { rarest }),
    };
  });
}

function waysToWrite(term: GateTerm, writing: string): readonly Way[] {
  const wordsOf = /[а-яё]/i.test(writing) ? grammarWords : plainWords;
  const words = wordsOf(writing);
  if (term.kind === 'domain') return [...domainWays(writing.split('.').map(wordsOf))];
  if (words.length > MAX_NAME_WORDS || term.kind === 'figure')
    return [{ words: words.map((word) => [word]) }];
  return [
    ...nameWays(words),
    ...mailWays(writing, wordsOf),
    ...pairWays(writing, wordsOf),
    ...casesOfScript(writing, words),
    ...orderWays(term, words),
  ];
}

const AT = ['at', 'ät', 'собака', 'アット'];

/** `jane (at) harbour.example`, and with its dots in words. */
function* mailWays(writing: string, wordsOf: typeof plainWords): Iterable<Way> {
  const [, user, host] = /^([^\s@]+)@([^\s@]+\.[^\s@]+)$/.exec(writing) ?? [];
  if (!user || !host) return;
  const each = (part: string): Forms => wordsOf(part).map((word) => [word]);
  for (const between of [[], [DOTS]]) {
    const labels = host
      .split('.')
      .flatMap((label, at) => [...(at > 0 ? between : []), ...each(label)]);
    yield { words: [...each(user), AT, ...labels], how: 'with its signs in words' };
  }
}

const AND = ['and', 'und', 'et', 'y', 'e', 'och', 'og', 'en', 'и', 'та', 'plus', 'と'];

/** `Marlowe and Finch` for Marlowe & Finch, and the other way around. */
function* pairWays(writing: string, wordsOf: typeof plainWords): Iterable<Way> {
  const pair = new RegExp(`[&＆+]|(?<=[\\s])(?:${AND.join('|')})(?=[\\s])`, 'iu');
  const sides = writing.split(pair).map((side) => wordsOf(side).map(declensions));
  if (sides.length < 2 || sides.some((side) => side.length === 0)) return;
  yield { words: sides.flatMap((side, at) => (at === 0 ? side : [AND, ...side])) };
  yield { words: sides.flat() };
}

function* nameWays(words: readonly string[]): Iterable<Way> {
  const joined = words.join('');
  yield { words: inEachNumber(words) };
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

/** As it is, `harbour dot example`, and `example.harbour` as packages and directories begin. */
function* domainWays(labels: readonly (readonly string[])[]): Iterable<Way> {
  // `example` alone stands in every manual.
  const own = labels.slice(0, -1).flat();
  const longest = own.toSorted((a, b) => b.length - a.length)[0];
  const way = (words: readonly (readonly string[])[], special: Omit<Way, 'words'> = {}): Way => {
    const rarest = words.findIndex(([form]) => form === longest);
    return { words, ...special, ...(rarest >= 0 && { rarest }) };
  };
  const formsOf = (label: readonly string[]) => label.map((word) => [word]);
  yield way(labels.flatMap(formsOf));
  if (labels.length < 2) return;
  const spoken = labels.flatMap((label, at) => [...(at > 0 ? [DOTS] : []), ...formsOf(label)]);
  yield way(spoken, { how: DOTS_IN_WORDS });
  const special = { how: 'from its last part on', severity: 'warning' } as const;
  yield way(labels.toReversed().flatMap(formsOf), special);
  const backwards = labels.map((label) => label.toReversed().map(reversed)).toReversed();
  yield way(backwards.flatMap(formsOf), { how: 'read backwards' });
}

const DOTS = ['dot', 'punkt', 'point', 'точка', 'ドット'];

function rotated(word: string): string {
  return word.replace(/[a-z]/g, (letter) =>
    String.fromCharCode(((letter.charCodeAt(0) - 0x61 + 13) % 26) + 0x61),
  );
}

/** Greek looks like other Latin letters when it is written in capitals. */
function casesOfScript(writing: string, words: readonly string[]): readonly Way[] {
  if (!/\p{Script=Greek}/u.test(writing)) return [];
  const capitals = plainWords(writing.toUpperCase());
  return capitals.join() === words.join() ? [] : [{ words: capitals.map((word) => [word]) }];
}

function* transcribedWays(words: readonly string[], joined: string): Iterable<Way> {
  const most = { given: Math.max(6, 48 / words.length), declined: 6 };
  const forms = inOtherAlphabet(words, most);
  if (!forms) return;
  yield { words: forms, how: 'transliterated' };
  const kana = isLatin(joined) ? toKana(joined) : null;
  if (kana) yield { words: [[kana]], how: 'in kana' };
}

type Forms = readonly (readonly string[])[];

/**
 * Writes Russian words in Latin letters, and those of Latin letters in Russian ones.
 *
 * @param most - how many ways at most for a Russian word as it was given, and for each of its cases.
 * @returns null for words of other scripts, and for too few letters.
 */
function inOtherAlphabet(
  words: readonly string[],
  most: { readonly given: number; readonly declined: number },
): Forms | null {
  const joined = words.join('');
  if (joined.length < MIN_TRANSCRIBED) return null;
  if (/[а-я]/.test(joined))
    return words.map((word) => {
      const declined = declensions(word).map((form) => withYo(form, word));
      const ofCases = declined.flatMap((form) => toLatin(form, most.declined));
      return [...toLatin(word, most.given), ...ofCases];
    });
  if (isLatin(joined)) return words.map((word) => toCyrillic(word, 4).flatMap(declensions));
  return null;
}

function isLatin(letters: string): boolean {
  return /^[a-z]+$/.test(letters);
}

/** Forms are made without `ё`, which is heard when it is written in Latin. */
function withYo(form: string, word: string): string {
  const at = word.indexOf('ё');
  return at >= 0 && form.charAt(at) === 'е' ? `${form.slice(0, at)}ё${form.slice(at + 1)}` : form;
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
  if (romaji.every((forms) => forms.length > 0 && joined.length >= 3))
    yield { words: romaji, how: 'in Latin letters' };
}

/** Another order of the words, initials, a name between, a title: what a person should look at. */
function* orderWays({ kind }: GateTerm, words: readonly string[]): Iterable<Way> {
  if (kind !== 'person' && kind !== 'name') return;
  const isJapanese = isUnspaced(words.join(''));
  if (isJapanese && kind === 'person' && words.length < 3)
    yield { words: [[surnameOf(words)], JAPANESE_TITLES], ...WITH_A_TITLE };
  if (isJapanese || words.length < 2 || words.length > 3) return;
  const scripts = kind === 'person' ? formsInScripts(words) : [words.map(declensions)];
  for (const forms of scripts) {
    yield { words: moved(forms, 1), ...IN_ANOTHER_ORDER };
    if (words.length === 3) yield { words: moved(forms, 2), ...IN_ANOTHER_ORDER };
    if (kind === 'person') yield* personWays(words, forms);
  }
}

/** Most surnames of Japan have two kanji; a space says how many this one has. */
function surnameOf([first = '', ...more]: readonly string[]): string {
  return more.length > 0 ? first : first.slice(0, 2);
}

const WITH_A_TITLE = { how: 'with a title', severity: 'warning' } as const;
const IN_ANOTHER_ORDER = { how: 'in another order', severity: 'warning' } as const;

/** The words in the letters they were given in, and in those of the other alphabet. */
function formsInScripts(words: readonly string[]): readonly Forms[] {
  const other = inOtherAlphabet(words, { given: 6, declined: 2 });
  return [words.map(declensions), ...(other ? [other] : [])];
}

function moved(forms: Forms, by: number): Forms {
  return [...forms.slice(by), ...forms.slice(0, by)];
}

/**
 * `J. Harbour`, `Harbour J.`, `Jo M. Harbour`; Russian and Japanese names begin with the surname, and a
 * patronymic stands between the two in Russian.
 */
function* personWays(words: readonly string[], forms: Forms): Iterable<Way> {
  const last = words.length - 1;
  const isFirst = /[а-я]/.test(words.join('')) && (words[0] ?? '').length >= MIN_FIRST_SURNAME;
  for (const surname of isFirst ? [0, last] : [last]) {
    const full = forms[surname] ?? [];
    const given = forms.filter((_word, at) => at !== surname);
    const initials = given.map((each) => [...new Set(each.map((form) => form.slice(0, 1)))]);
    for (const some of initials.length > 1 ? [initials, initials.slice(0, 1)] : [initials]) {
      yield { words: [...some, full], how: WITH_INITIALS, severity: 'warning' };
      yield { words: [full, ...some], how: WITH_INITIALS, severity: 'warning' };
    }
    if (given.length === 1)
      yield { words: [...given, 'any', full], how: 'with a name between', severity: 'warning' };
    yield { words: [TITLES, full], ...WITH_A_TITLE };
  }
}

function isPalindrome(text: string): boolean {
  return reversed(text) === text;
}

function reversed(text: string): string {
  return [...text].toReversed().join('');
}

/** The first way to write the same is the plainest, but for doubts. Ways without a form say nothing. */
function unique(needles: readonly Needle[]): readonly Needle[] {
  const bySkeletons = new Map<string, Needle>();
  for (const needle of needles) {
    const key = needle.words
      .map(({ forms, isAny }) => (isAny ? '*' : [...forms.keys()].join('|')))
      .join(' ');
    const isEmpty =
      needle.words.length === 0 || needle.words.some(({ lengths }) => lengths.length === 0);
    const before = bySkeletons.get(key);
    const isSurer = before?.severity === 'warning' && needle.severity === 'error';
    if (!isEmpty && (!before || isSurer)) bySkeletons.set(key, needle);
  }
  return [...bySkeletons.values()];
}

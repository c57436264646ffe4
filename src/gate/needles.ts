import { figureOf } from './figures/figures.ts';
import type { Figure } from './figures/figures.ts';
import { declensions } from './languages/russian.ts';
import { toKana, toRomaji } from './languages/romaji.ts';
import { toCyrillic, toLatin } from './languages/transliteration.ts';
import { grammarWords, isUnspaced, needleWord, plainWords, refuseShort } from './needle.ts';
import type { Needle } from './needle.ts';
import type { GateTerm } from './term.ts';

/** A passage of more words stands as it is, or not at all: nobody declines or spells it anew. */
const MAX_NAME_WORDS = 5;
/** A shorter word written in the letters of another language is too often a word of that one. */
const MIN_TRANSCRIBED = 5;
/** A shorter word read backwards is too often another word. */
const MIN_REVERSED = 7;

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
      return unique([...spellings(writing)].flatMap((spelling) => waysOf(term, spelling)));
    }),
  );
}

/** @returns what of a term is looked for by its value. */
export function figuresOf(term: GateTerm): readonly Figure[] {
  if (term.kind !== 'figure') return [];
  const figures = term.writings.map((writing) => figureOf(term, writing));
  return figures.filter((figure) => figure !== null);
}

/** `Müller` is also written `Mueller`. */
function spellings(writing: string): ReadonlySet<string> {
  const composed = writing.normalize('NFC').toLowerCase();
  const spelled = composed.replace(/[äöü]/g, (letter) => ({ ä: 'ae', ö: 'oe' })[letter] ?? 'ue');
  return new Set([writing, spelled === composed ? writing : spelled]);
}

/** One way to write a term, with each word in all its forms. */
interface Way {
  readonly words: readonly (readonly string[])[];
  readonly how?: string;
  readonly severity?: Needle['severity'];
}

function waysOf(term: GateTerm, writing: string): readonly Needle[] {
  const isRussian = /[а-яё]/i.test(writing);
  const words = isRussian ? grammarWords(writing) : plainWords(writing);
  const isName = words.length <= MAX_NAME_WORDS && term.kind !== 'figure' && term.kind !== 'domain';
  const ways: readonly Way[] = isName
    ? [...nameWays(words), ...casesOfScript(writing, words), ...orderWays(term, words)]
    : [{ words: words.map((word) => [word]) }];
  return ways.map(({ words: forms, how = null, severity = 'error' }) => ({
    term,
    words: forms.map(needleWord),
    how,
    severity,
  }));
}

function* nameWays(words: readonly string[]): Iterable<Way> {
  const joined = words.join('');
  yield { words: words.map(declensions) };
  if (isUnspaced(joined)) yield* japaneseWays(words);
  else yield* transcribedWays(words, joined);
  if (joined.length >= (isUnspaced(joined) ? 4 : MIN_REVERSED) && !isPalindrome(joined))
    yield { words: words.toReversed().map((word) => [reversed(word)]), how: 'read backwards' };
  if (joined.length >= MIN_ROTATED && /^[a-z]+$/.test(joined))
    yield { words: words.map((word) => [rotated(word)]), how: 'in rot13' };
}

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
  if (joined.length < MIN_TRANSCRIBED) return;
  if (/[а-я]/.test(joined)) {
    const most = Math.max(6, 48 / words.length);
    const forms = words.map((word) => {
      const declined = declensions(word).map((form) => withYo(form, word));
      return [...toLatin(word, most), ...declined.flatMap((form) => toLatin(form, 6))];
    });
    yield { words: forms, how: 'transliterated' };
  } else if (/^[a-z]+$/.test(joined)) {
    const forms = words.map((word) => toCyrillic(word, 4).flatMap(declensions));
    yield { words: forms, how: 'transliterated' };
    const kana = toKana(joined);
    if (kana) yield { words: [[kana]], how: 'in kana' };
  }
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
  const romaji = words.map(toRomaji);
  if (romaji.every((forms) => forms.length > 0 && joined.length >= 3))
    yield { words: romaji, how: 'in Latin letters' };
}

/** Another order of the words, and initials: what a person should look at. */
function* orderWays({ kind }: GateTerm, words: readonly string[]): Iterable<Way> {
  if (kind !== 'person' && kind !== 'name') return;
  if (words.length < 2 || words.length > 3 || isUnspaced(words.join(''))) return;
  const forms = words.map(declensions);
  const warning = { severity: 'warning' } as const;
  yield { words: [...forms.slice(1), ...forms.slice(0, 1)], how: 'in another order', ...warning };
  if (words.length === 3)
    yield {
      words: [...forms.slice(-1), ...forms.slice(0, -1)],
      how: 'in another order',
      ...warning,
    };
  if (kind === 'person') yield* initialWays(words, forms);
}

/** `J. Harbour`, `Harbour J.`; Russian and Japanese names begin with the surname. */
function* initialWays(
  words: readonly string[],
  forms: readonly (readonly string[])[],
): Iterable<Way> {
  const surnames = /[а-я]/.test(words.join('')) ? [0, words.length - 1] : [words.length - 1];
  for (const surname of surnames) {
    const full = forms[surname] ?? [];
    const initials = words.filter((_word, at) => at !== surname).map((word) => [word.slice(0, 1)]);
    for (const some of initials.length > 1 ? [initials, initials.slice(0, 1)] : [initials]) {
      yield { words: [...some, full], how: 'with initials', severity: 'warning' };
      yield { words: [full, ...some], how: 'with initials', severity: 'warning' };
    }
  }
}

function isPalindrome(text: string): boolean {
  return reversed(text) === text;
}

function reversed(text: string): string {
  return [...text].toReversed().join('');
}

/** The first way to write the same is the plainest. Ways without a form say nothing. */
function unique(needles: readonly Needle[]): readonly Needle[] {
  const bySkeletons = new Map<string, Needle>();
  for (const needle of needles) {
    const key = needle.words.map(({ forms }) => [...forms.keys()].join('|')).join(' ');
    const isEmpty = needle.words.length === 0 || needle.words.some(({ forms }) => forms.size === 0);
    if (!isEmpty && !bySkeletons.has(key)) bySkeletons.set(key, needle);
  }
  return [...bySkeletons.values()];
}

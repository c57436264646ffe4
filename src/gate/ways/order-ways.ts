import { JAPANESE_TITLES, TITLES } from '../languages/person-names.ts';
import { declensions } from '../languages/russian.ts';
import { IN_ANOTHER_ORDER, WITH_INITIALS, isUnspaced } from '../needle.ts';
import type { GateTerm } from '../term.ts';
import { inOtherAlphabet } from './other-alphabet.ts';
import { initialsWay } from './initials-way.ts';
import { mayBeginSentence } from './way.ts';
import type { Around, Forms, Way } from './way.ts';

/** A shorter one is an ending, a sign or another word as well. */
const MIN_SURNAME = 4;
/** A shorter word at the beginning of a Russian name is a given one: Май-Лис, Ян, Лев. */
const MIN_FIRST_SURNAME = 4;

/** Another order of the words, initials, a name between, a title: what a person should look at. */
export function* orderWays({ kind }: GateTerm, words: readonly string[]): Iterable<Way> {
  if (kind !== 'person' && kind !== 'name') return;
  const isJapanese = isUnspaced(words.join(''));
  if (isJapanese && kind === 'person' && words.length < 3)
    yield { words: [[surnameOf(words)], JAPANESE_TITLES], ...WITH_A_TITLE };
  if (isJapanese || words.length < 2) return;
  if (kind === 'name') yield* initialsWay(words);
  if (words.length > 3) return;
  const scripts = kind === 'person' ? formsInScripts(words) : [words.map(declensions)];
  for (const forms of scripts) {
    yield { words: moved(forms, 1), ...MOVED };
    if (words.length === 3) yield { words: moved(forms, 2), ...MOVED };
    if (kind === 'person') yield* personWays(words, forms);
  }
}

/** Most surnames of Japan have two kanji; a space says how many this one has. */
function surnameOf([first = '', ...more]: readonly string[]): string {
  return more.length > 0 ? first : first.slice(0, 2);
}

const WITH_A_TITLE = {
  how: 'with a title',
  severity: 'warning',
  // `/* dr */ case 7`, `-ms-page`.
  isOther: ({ written }: Around) => /[^\p{L}\p{M}\p{Cf}\s.,'’‐‑-]|^\p{L}+\p{Pd}/u.test(written),
} as const;
const MOVED = { how: IN_ANOTHER_ORDER, severity: 'warning' } as const;

const BY_SURNAME = {
  how: 'by the surname alone',
  severity: 'warning',
  isProper: true,
  isOther: (around: Around) =>
    mayBeginSentence(around) || isBehindName(around) || !isWordWithCapital(around),
} as const;

/** `Peter Harbour` is somebody else, and `Camel Case` nobody. */
function isBehindName({ before }: Around): boolean {
  return /(?:^|[^\p{L}\p{M}])\p{Lu}[\p{Ll}\p{M}]+ $/u.test(before);
}

const WITH_INITIALS_BESIDE = {
  how: WITH_INITIALS,
  severity: 'warning',
  isOther: (around: Around) => isWithin(around) || !isSigned(around),
} as const;

const SURNAME = "\\p{Lu}[\\p{L}\\p{Pd}'’]+";
const BESIDE = '[\\s.,·・*_()"\'’\\p{Pd}]{0,4}';
const SIGNED = new RegExp(
  `^(?:(?:\\p{Lu}${BESIDE}){1,3}${SURNAME}|${SURNAME}(?:${BESIDE}\\p{Lu}){1,3})$`,
  'u',
);
const IN_SMALL_LETTERS = /^(?:\p{Ll}(?:[._\p{Pd}]?\p{Ll})*|(?:\p{L}\. ?)+\p{L}+)$/u;
/** Shorter ones are names in programs: `m.post`, `i.mark`. */
const MIN_IN_SMALL_LETTERS = 8;

/** `J. Harbour`, `HARBOUR, J. M.`, and `j.harbour`; nobody signs `a harbour`. */
function isSigned({ written }: Around): boolean {
  const shown = written.normalize('NFKC').replace(/[\p{Cf}\p{M}]/gu, '');
  // Manuals of Unix have `.P` on a line of its own.
  if (/[^.,\s]\n/.test(shown)) return false;
  return (
    SIGNED.test(shown) || (shown.length >= MIN_IN_SMALL_LETTERS && IN_SMALL_LETTERS.test(shown))
  );
}

/** Whether letters of the same kind stand right beside it. */
function isWithin({ before, after }: Around): boolean {
  return (
    /[\p{sc=Latn}\p{sc=Cyrl}\p{N}_$]$/u.test(before) || /^[\p{sc=Latn}\p{sc=Cyrl}_$]/u.test(after)
  );
}

/** `Jane H.`, as quotations of clients are signed. */
const WITH_AN_INITIAL = {
  how: WITH_INITIALS,
  severity: 'warning',
  isApart: true,
  isOther: ({ written, after }: Around) =>
    !/^\p{Lu}[\p{Ll}\p{M}]{2,}\s\p{Lu}$/u.test(written) || !after.startsWith('.'),
} as const;

/** Not a part of a program: `isNative`, `interface PageEvent`. */
function isWordWithCapital({ written, after }: Around): boolean {
  return /^\p{Lu}[\p{Ll}\p{M}\p{Pd}'’]+/u.test(written) && !/^[\p{L}\p{N}_]/u.test(after);
}

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
    const initials = given.map(firstLetters);
    for (const some of initials.length > 1 ? [initials, initials.slice(0, 1)] : [initials]) {
      yield { words: [...some, full], ...WITH_INITIALS_BESIDE };
      yield { words: [full, ...some], ...WITH_INITIALS_BESIDE };
    }
    if (given.length === 1)
      yield { words: [...given, 'any', full], how: 'with a name between', severity: 'warning' };
    // `Profile` is no professor.
    yield { words: [TITLES, full], ...WITH_A_TITLE, isApart: true };
    if (isSurname(words[surname] ?? '')) yield { words: [full], ...BY_SURNAME };
    if (surname === last) yield { words: [...given, firstLetters(full)], ...WITH_AN_INITIAL };
  }
}

/** Russian names may begin with either, and nobody is known by a first name alone. */
const RUSSIAN_SURNAME =
  /(?:[оеё]в|[иы]н|[сц]кий|[оеи]ва|[иы]на|[сц]кая|[иы]х|ко|[ую]к|ян|дзе|швили)$/;

function isSurname(word: string): boolean {
  const isRussian = /[а-яё]/.test(word);
  return word.length >= MIN_SURNAME && (!isRussian || RUSSIAN_SURNAME.test(word));
}

function firstLetters(forms: readonly string[]): readonly string[] {
  return [...new Set(forms.map((form) => form.slice(0, 1)))];
}

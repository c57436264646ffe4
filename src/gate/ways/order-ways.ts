import { JAPANESE_TITLES, TITLES } from '../languages/person-names.ts';
import { declensions } from '../languages/russian.ts';
import { WITH_INITIALS, isUnspaced } from '../needle.ts';
import type { GateTerm } from '../term.ts';
import { inOtherAlphabet } from './other-alphabet.ts';
import type { Forms, Way } from './way.ts';

/** A shorter word at the beginning of a Russian name is a given one: Май-Лис, Ян, Лев. */
const MIN_FIRST_SURNAME = 4;

/** Another order of the words, initials, a name between, a title: what a person should look at. */
export function* orderWays({ kind }: GateTerm, words: readonly string[]): Iterable<Way> {
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

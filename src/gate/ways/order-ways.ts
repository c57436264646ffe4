import { JAPANESE_TITLES, TITLES } from '../languages/person-names.ts';
import { declensions } from '../languages/russian.ts';
import { WITH_INITIALS, isUnspaced } from '../needle.ts';
import type { GateTerm } from '../term.ts';
import { inOtherAlphabet } from './other-alphabet.ts';
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
    yield { words: moved(forms, 1), ...IN_ANOTHER_ORDER };
    if (words.length === 3) yield { words: moved(forms, 2), ...IN_ANOTHER_ORDER };
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
  // `/* dr */ case 7`.
  isOther: ({ written }: Around) => /[^\p{L}\p{M}\p{Cf}\s.,'’‐‑-]/u.test(written),
} as const;
const IN_ANOTHER_ORDER = { how: 'in another order', severity: 'warning' } as const;

const BY_SURNAME = {
  how: 'by the surname alone',
  severity: 'warning',
  isProper: true,
  isOther: (around: Around) => mayBeginSentence(around) || !isWordWithCapital(around),
} as const;
/** `Jane H.`, as quotations of clients are signed. */
const WITH_AN_INITIAL = {
  how: WITH_INITIALS,
  severity: 'warning',
  isApart: true,
  isOther: ({ written, after }: Around) =>
    !/^\p{Lu}[\p{Ll}\p{M}]{2,}\s\p{Lu}$/u.test(written) || !after.startsWith('.'),
} as const;

/** `HVL` for Harbour Vale Logistics. */
function* initialsWay(words: readonly string[]): Iterable<Way> {
  const letters = words.filter((word) => !SMALL_WORDS.has(word)).map((word) => word.charAt(0));
  const initials = letters.join('');
  if (letters.length < MIN_INITIALS || EVERYBODYS.has(initials)) return;
  yield {
    words: [[initials]],
    how: 'by its initials',
    severity: 'warning',
    isOther: ({ written }) => /\p{Ll}/u.test(written),
  };
}

/** Not a part of a program: `isNative`, `interface PageEvent`. */
function isWordWithCapital({ written, after }: Around): boolean {
  return /^\p{Lu}[\p{Ll}\p{M}\p{Pd}'’]+/u.test(written) && !/^[\p{L}\p{N}_]/u.test(after);
}

/** Two letters are everywhere. */
const MIN_INITIALS = 3;
const SMALL_WORDS = new Set('of and the for und der die das für et de la du и в на'.split(' '));
/** Of a trade or a page, and words that whole sentences in capitals are made of. */
const EVERYBODYS = new Set(
  [
    'api app asc avg aws cad cdn cms cpu crm css csv dns dom eof erp eula faq gif gmt gnu gpl gps gpu html http https hr',
    'ide ios iot isc ist jpg json kpi lan led log max min mit mvp nan nda npm null osi pdf php png pos post put ram rest',
    'rfc rgb rgba rss saas sdk seo sla sms sql src ssh ssl sum svg tax tls todo ui uk un uri url usa usb utc utf ux vat',
    'vpn www xml zip рф ссср сша снг ндс фио',
    'all and any are but can end for get has have her him his how its let may new nor not now off one our out see set she',
    'the this that too two use was way who why with yes you your',
    'для или его они что как это так все при под над нет есть без',
  ].flatMap((line) => line.split(' ')),
);

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
      yield { words: [...some, full], how: WITH_INITIALS, severity: 'warning' };
      yield { words: [full, ...some], how: WITH_INITIALS, severity: 'warning' };
    }
    if (given.length === 1)
      yield { words: [...given, 'any', full], how: 'with a name between', severity: 'warning' };
    yield { words: [TITLES, full], ...WITH_A_TITLE };
    if ((words[surname] ?? '').length >= MIN_SURNAME) yield { words: [full], ...BY_SURNAME };
    if (surname === last) yield { words: [...given, firstLetters(full)], ...WITH_AN_INITIAL };
  }
}

function firstLetters(forms: readonly string[]): readonly string[] {
  return [...new Set(forms.map((form) => form.slice(0, 1)))];
}

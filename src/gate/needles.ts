import { figureOf, figuresWithin, otherMeasures } from './figures/figures.ts';
import type { Figure } from './figures/figures.ts';
import {
  ANY_WORD,
  grammarWords,
  isTwoLetters,
  needleWord,
  plainWords,
  refuseShort,
  writtenWord,
} from './needle.ts';
import type { Needle } from './needle.ts';
import { readPhoneNumber } from './languages/phone-numbers.ts';
import type { PhoneNumber } from './languages/phone-numbers.ts';
import { readBlock } from './languages/japanese-addresses.ts';
import { readStreet } from './languages/streets.ts';
import { readDate } from './languages/written-date.ts';
import type { WrittenDate } from './languages/written-date.ts';
import { shorterNames } from './shorter-names.ts';
import type { GateTerm } from './term.ts';
import { domainWays, spokenWays } from './ways/address-ways.ts';
import { dateWays } from './ways/date-ways.ts';
import { figureWays } from './ways/figure-ways.ts';
import { casesOfScript, nameWays, pairWays } from './ways/name-ways.ts';
import { orderWays } from './ways/order-ways.ts';
import { phoneWays } from './ways/phone-ways.ts';
import { slugWays } from './ways/slug-ways.ts';
import { blockWays, streetWays } from './ways/street-ways.ts';
import { isOfProgram } from './ways/way.ts';
import type { Way } from './ways/way.ts';

/** A passage of more words stands as it is, or not at all: nobody declines or spells it anew. */
const MAX_NAME_WORDS = 5;

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
      const isFigure = term.kind === 'figure' && !isOfItsOwnKind(term, writing);
      const figure = isFigure ? figureOf(term, writing) : null;
      if (figure) return figureWays(figure).map((way) => prepared(term, way));
      return unique([...needlesFor(term, writing), ...asCalled(term, writing)]);
    }),
  );
}

function needlesFor(term: GateTerm, writing: string): readonly Needle[] {
  if (isTwoLetters(term, writing)) return [];
  return [...spellings(writing)].flatMap((spelling) => waysOf(term, spelling));
}

/** By the shorter names that people use. */
function asCalled(term: GateTerm, writing: string): readonly Needle[] {
  return shorterNames(term, writing).flatMap(({ name, isSure }) =>
    needlesFor(term, name).map((each) => shorter(each, isSure)),
  );
}

/**
 * One word alone may be one of a language, as in Orbit GmbH or ООО «Старт»: only with a capital it surely is the name.
 */
function shorter(needle: Needle, isSure: boolean): Needle {
  const isProper = needle.words.length === 1;
  return {
    ...needle,
    ...(isProper && { isProper }),
    ...(!isSure && { how: needle.how ?? 'as a part of a name', severity: 'warning' }),
    ...(!isSure && isProper && { isOther: needle.isOther ?? isOfProgram }),
  };
}

/** @returns what of a term is looked for by its value. */
export function figuresOf(term: GateTerm): readonly Figure[] {
  if (term.kind !== 'figure') return [];
  return term.writings.flatMap((writing) => {
    if (isOfItsOwnKind(term, writing)) return [];
    const figure = figureOf(term, writing);
    return figure ? [figure, ...otherMeasures(figure)] : figuresWithin(term, writing);
  });
}

/** `Müller` is also written `Mueller`. */
function spellings(writing: string): ReadonlySet<string> {
  const composed = writing.normalize('NFC').toLowerCase();
  const spelled = composed.replace(/[äöü]/g, (letter) => ({ ä: 'ae', ö: 'oe' })[letter] ?? 'ue');
  return new Set([writing, spelled === composed ? writing : spelled]);
}

/** Not of somebody or an address, which may be called so. */
function datesOf({ kind }: GateTerm, writing: string): readonly WrittenDate[] {
  return kind === 'person' || kind === 'domain' ? [] : readDate(writing);
}

/** A figure of as many digits is one, unless it begins as numbers do that are dialled. */
function phoneNumberOf({ kind }: GateTerm, writing: string): PhoneNumber | null {
  if (kind === 'domain') return null;
  const number = readPhoneNumber(writing);
  return kind === 'figure' && !number?.isDialled ? null : number;
}

/** Whether it is not looked for as a name, nor by its value. */
function isOfItsOwnKind(term: GateTerm, writing: string): boolean {
  return datesOf(term, writing).length > 0 || phoneNumberOf(term, writing) !== null;
}

function waysOf(term: GateTerm, writing: string): readonly Needle[] {
  return waysToWrite(term, writing).map((way) => prepared(term, way));
}

function prepared(term: GateTerm, way: Way): Needle {
  const { words, how = null, severity = 'error', rarest } = way;
  const { isProper, isApart, isGrouped, isOther } = way;
  const toWord = way.hasSigns ? writtenWord : needleWord;
  return {
    term,
    words: words.map((each) => (each === 'any' ? ANY_WORD : toWord(each))),
    how,
    severity,
    ...(rarest !== undefined && { rarest }),
    ...(isProper && { isProper }),
    ...(isApart && { isApart }),
    ...(isGrouped && { isGrouped }),
    ...(isOther && { isOther }),
  };
}

function isRussian(writing: string): boolean {
  return /[а-яё]/i.test(writing);
}

function waysToWrite(term: GateTerm, writing: string): readonly Way[] {
  const wordsOf = isRussian(writing) ? grammarWords : plainWords;
  const words = wordsOf(writing);
  if (term.kind === 'domain') return [...domainWays(writing.split('.').map(wordsOf))];
  if (term.kind === 'slug') return [...slugWays(words)];
  const dates = datesOf(term, writing);
  if (dates.length > 0) return dates.flatMap((date) => [...dateWays(date)]);
  const number = phoneNumberOf(term, writing);
  if (number) return [...phoneWays(number)];
  const isPlace = term.kind === 'word' || term.kind === 'name';
  const street = isPlace ? readStreet(writing) : null;
  const block = isPlace && !street ? readBlock(writing) : null;
  if (words.length > MAX_NAME_WORDS || term.kind === 'figure')
    return [{ words: words.map((word) => [word]) }, ...(street ? streetWays(street) : [])];
  return [
    ...(street ? streetWays(street) : []),
    ...(block ? blockWays(block) : []),
    ...nameWays(words),
    ...spokenWays(writing, wordsOf),
    ...pairWays(writing, wordsOf),
    ...casesOfScript(writing, words),
    ...orderWays(term, words),
  ];
}

/** The first way to write the same is the plainest, but for doubts. Ways without a form say nothing. */
function unique(needles: readonly Needle[]): readonly Needle[] {
  const bySkeletons = new Map<string, Needle>();
  for (const needle of needles) {
    const letters = needle.words.map(({ forms, isAny }) =>
      isAny ? '*' : [...forms.keys()].join('|'),
    );
    // What is one only somewhere is a doubt elsewhere.
    const key = [...letters, needle.isOther ? needle.severity : ''].join(' ');
    const isEmpty =
      needle.words.length === 0 || needle.words.some(({ lengths }) => lengths.length === 0);
    const before = bySkeletons.get(key);
    const isSurer = before?.severity === 'warning' && needle.severity === 'error';
    if (!isEmpty && (!before || isSurer)) bySkeletons.set(key, needle);
  }
  return [...bySkeletons.values()];
}

import { judgeBefore, judgeBehind, takesAffixes } from './affixes.ts';
import { isInEncodedData } from './encoded-data.ts';
import { GAP, plainAt } from './fold.ts';
import type { Folded } from './fold.ts';
import { areAlike, isEmphasis, isInBrackets, mayPartNames } from './marks-in-words.ts';
import type { Written } from './marks-in-words.ts';
import {
  ANY_LETTER,
  DOTS_IN_WORDS,
  IN_ANOTHER_ORDER,
  WITH_INITIALS,
  isUnspaced,
  skeletonsOf,
} from './needle.ts';
import type { Around, Needle } from './needle.ts';
import { isWordOfItsOwn } from './word-edges.ts';
import type { Severity } from './rules.ts';

/** Letters of a needle that stand in a row in folded text; what is between them is not known yet. */
export interface Candidate {
  readonly needle: Needle;
  readonly start: number;
  readonly end: number;
  /** Its letters before look-alikes were put for them. */
  readonly plain: string;
  /** Where its words after the first begin, as in `start`. */
  readonly joins: readonly number[];
}

/** From this length on a word is no part of others by chance. */
const LONG = 5;
/** Beside digits, four letters are one if they are all small or all capitals, but for the first. */
const FOUR = 4;
const VERY_LONG = 7;

/**
 * Decides whether what looks like a term is one, or only letters in a row.
 *
 * @param source - the text that was folded.
 * @returns null if it is none.
 */
export function judge(candidate: Candidate, folded: Folded, source: string): Severity | null {
  const { needle, plain } = candidate;
  const inside = isUnspaced(plain)
    ? judgeUnspaced(candidate, folded, source)
    : judgeSpaced(candidate, folded, source);
  if (inside === null || !isSameWriting(candidate, folded, source)) return null;
  if (needle.isOther?.(around(candidate, folded, source))) return null;
  const isDoubt = needle.isProper === true && mayBeAnyWord(candidate, folded, source);
  if (needle.severity === 'warning') return isDoubt ? null : 'warning';
  return isDoubt ? 'warning' : inside;
}

/** So much of what stands around a place tells what it is. */
const AROUND = 16;

function around({ start, end }: Candidate, { offsets }: Folded, source: string): Around {
  const [from, to] = [offsets[start] ?? 0, (offsets[end - 1] ?? 0) + 1];
  const [before, after] = [
    source.slice(Math.max(0, from - AROUND), from),
    source.slice(to, to + AROUND),
  ];
  return { before, written: source.slice(from, to), after };
}

function writtenAs({ start, end }: Candidate, { offsets }: Folded, source: string): string {
  return source.slice(offsets[start] ?? 0, (offsets[end - 1] ?? 0) + 1);
}

/** What the names of hosts end in, and members of programs hardly ever. */
const HOST = /^\.(?:com|org|net|io|ai|co|eu|de|ru|jp|su|рф|example)(?![\p{L}\p{N}_(])/iu;

/** Whether it has no capital, or has one because it is joined with other words: `orbit`, `getOrbit`, `IN_ORBIT`. */
function mayBeAnyWord(candidate: Candidate, folded: Folded, source: string): boolean {
  const gaps = [folded.gaps[candidate.start], folded.gaps[candidate.end]];
  if (gaps.includes(GAP.camel)) return true;
  const { before, written, after } = around(candidate, folded, source);
  const [hasSmall, hasCapital] = [/\p{Ll}/u.test(written), /\p{Lu}/u.test(written)];
  const isOfConstant = hasCapital && (before.endsWith('_') || after.startsWith('_'));
  return hasSmall ? !hasCapital && !HOST.test(after) : isOfConstant;
}

function judgeSpaced(candidate: Candidate, folded: Folded, source: string): Severity | null {
  const edges = judgeEdges(candidate, folded, source);
  if (edges === null || isInData(candidate, folded, source)) return null;
  if (isColour(candidate, folded, source)) return null;
  const inside = judgeGaps(candidate, folded, source);
  return inside === 'error' ? edges : inside;
}

/** A word begins and ends there, or has something joined with it. */
function judgeEdges(candidate: Candidate, folded: Folded, source: string): Severity | null {
  const { needle, start, end, plain } = candidate;
  const least = isWord(candidate, folded, source) ? GAP.digit : GAP.camel;
  const [before, after] = [folded.gaps[start] ?? 0, folded.gaps[end] ?? 0];
  if (before >= least && after >= least) return 'error';
  const isJoined = (gap: number) => gap >= least || gap === GAP.none;
  if (!isJoined(before) || !isJoined(after) || !takesAffixes(needle)) return null;
  const from = folded.offsets[start] ?? 0;
  const to = (folded.offsets[end - 1] ?? 0) + 1;
  const size = plain.length;
  const begins = before >= least ? 'error' : judgeBefore(source, from, size);
  const ends = after >= least ? 'error' : judgeBehind(source, from, to, size);
  return begins === 'error' ? ends : begins && ends && 'warning';
}

/** Whether it is long enough, or written as words are, not to be a part of something beside digits. */
function isWord(candidate: Candidate, folded: Folded, source: string): boolean {
  const { length } = candidate.plain;
  if (length !== FOUR) return length >= LONG;
  return /^(?:\p{L}\p{Ll}{3}|\p{Lu}{4})$/u.test(writtenAs(candidate, folded, source));
}

/** Letters may stand apart, all of them; a word that is split once is only remarkable if long. */
function judgeGaps(candidate: Candidate, folded: Folded, source: string): Severity | null {
  const { needle, start, end, plain, joins } = candidate;
  if (needle.isGrouped) return isInGroups(writtenAs(candidate, folded, source)) ? 'error' : null;
  const word = { start, end, folded, source };
  const splits: number[] = [];
  let apart = 0;
  for (let at = start + 1; at < end; at++) {
    const gap = folded.gaps[at] ?? 0;
    const isJoin = joins.includes(at);
    if (isJoin && !mayJoin(at, candidate, word)) return null;
    if (gap >= GAP.mark) {
      apart += 1;
      if (!isJoin && !isEmphasis(at, word)) splits.push(at);
    } else if (!isJoin && gap > GAP.none && plain.length < LONG && gap !== GAP.joint) {
      if (gap !== GAP.digit || !isAtDigit(plain, at - start)) return null;
    }
  }
  if (splits.length === 0) return 'error';
  if (!mayBeLogin(candidate)) return null;
  if (apart === end - start - 1 && areAlike(splits, word))
    return plain.length >= (needle.how === null ? FOUR : VERY_LONG) ? 'error' : 'warning';
  if (splits.length > 2 || isOnlyEnding(splits, candidate)) return null;
  const isTold = plain.length >= VERY_LONG || (needle.how === null && isInBrackets(splits, word));
  return isTold ? 'warning' : null;
}

/** Whether the name itself has a letter and a digit beside each other there: `N26`, `2ГИС`. */
function isAtDigit(plain: string, at: number): boolean {
  return /\d/.test(plain.charAt(at - 1)) !== /\d/.test(plain.charAt(at));
}

/** Whether two words of a name stand beside each other there. */
function mayJoin(at: number, candidate: Candidate, word: Written): boolean {
  const { how, term, isApart } = candidate.needle;
  if (how === DOTS_IN_WORDS) return true;
  const gap = word.folded.gaps[at] ?? 0;
  if (term.kind === 'domain' && gap === GAP.space) return false;
  if (gap < GAP.joint && (isApart || !mayBeLogin(candidate))) return false;
  // What is written otherwise is only looked for as names are written, and not in programs.
  return how === null || mayPartNames(at, word);
}

/** `jharbour` is somebody's name in an address, `kann` a word, `f(e,a,n,n)` a call, and `one` is not E.ON. */
function mayBeLogin({ needle: { how }, plain }: Candidate): boolean {
  return (how !== WITH_INITIALS && how !== IN_ANOTHER_ORDER) || plain.length >= VERY_LONG;
}

/** Whether what stands before a split is the name in another case: `element a`, where some case is `elementa`. */
function isOnlyEnding([split = 0]: readonly number[], candidate: Candidate): boolean {
  const { needle, start, plain, joins } = candidate;
  const first = joins.findLast((join) => join <= split) ?? start;
  const before = skeletonsOf(plain.slice(first - start, split - start));
  return needle.words.at(-1)?.forms.has(before) ?? false;
}

/** `+49 (0)40/123-45 67`. */
function isInGroups(written: string): boolean {
  const shown = written.normalize('NFKC').replace(/[\p{Cf}\p{M}]/gu, '');
  return !/\D{5}|[^\d ()./·‐‑–−-]/.test(shown);
}

/** A long word is not spelt by chance, not even in encoded data. */
function isInData({ start, end, plain }: Candidate, folded: Folded, source: string): boolean {
  if (plain.length > VERY_LONG) return false;
  const from = folded.offsets[start] ?? 0;
  return isInEncodedData(source, from, (folded.offsets[end - 1] ?? from) + 1);
}

/** `#a24` of a style sheet, which is a name of letters and digits as well. */
function isColour(candidate: Candidate, folded: Folded, source: string): boolean {
  const { before, written } = around(candidate, folded, source);
  return before.endsWith('#') && /^(?=.*\d)[\da-f]{3,8}$/.test(written);
}

function judgeUnspaced(candidate: Candidate, folded: Folded, source: string): Severity | null {
  const { start, end, plain } = candidate;
  if (!isUnspaced(plain.charAt(0)) && folded.gaps[start] === GAP.none) return null;
  if (!isUnspaced(plain.charAt(plain.length - 1)) && folded.gaps[end] === GAP.none) return null;
  const from = folded.offsets[start] ?? 0;
  const to = (folded.offsets[end - 1] ?? from) + 1;
  return isWordOfItsOwn(plain, source, from, to);
}

/** Whether the letters are those of the term, or look like them in a way that nobody writes by chance. */
function isSameWriting(candidate: Candidate, folded: Folded, source: string): boolean {
  const { needle, start, end, plain, joins } = candidate;
  // Some letters of a short name are left out in some transliteration: `kn` for Кон.
  if (needle.how === 'transliterated' && plain.length < LONG) return false;
  const count = { own: 0, digits: 0, foreign: 0 };
  let part = 0;
  // Of one word: `max(1e3)` is nobody called Lee.
  let ofDigits = 0;
  for (let at = start; at < end; at++) {
    const offset = folded.offsets[at] ?? 0;
    part = at > start && folded.offsets[at - 1] === offset ? part + 1 : 0;
    const kind = compare(
      plain.charAt(at - start),
      plainAt(source, offset)[part] ?? '',
      source,
      offset,
    );
    if (kind === null) return false;
    count[kind] += 1;
    if (joins.includes(at)) ofDigits = 0;
    ofDigits += kind === 'digits' ? 1 : -1;
    if (ofDigits > 0 && (at + 1 === end || joins.includes(at + 1))) return false;
  }
  const isSpelt = plain.length >= LONG && needle.how !== WITH_INITIALS;
  // `v2.3.5: Ivan` has no initial. Who disguises a name writes it as it is given: `0p0r0u` are kana in a font.
  const mostDigits = needle.how === null ? count.own : count.own - 1;
  if (count.digits > 0 && (!isSpelt || count.digits > mostDigits)) return false;
  // A whole word in another script may be a word of another language.
  return count.foreign === 0 || count.own > 0 || plain.length >= LONG;
}

/** Scripts of languages: letters of others are only there to draw Latin ones. */
const WRITTEN =
  /[\p{sc=Cyrl}\p{sc=Grek}\p{sc=Armn}\p{sc=Hebr}\p{sc=Arab}\p{sc=Geor}\p{sc=Thai}\p{sc=Deva}]/u;

function compare(
  expected: string,
  letter: string,
  source: string,
  offset: number,
): 'own' | 'digits' | 'foreign' | null {
  if (expected === letter || letter === '' || expected === ANY_LETTER) return 'own';
  if (/\d/.test(letter)) return /\d/.test(expected) ? null : 'digits';
  if (/\d/.test(expected)) return null;
  if (!isLatin(expected)) return 'foreign';
  if (!isLatin(letter)) return WRITTEN.test(letter) ? 'foreign' : 'own';
  // Among Latin letters only a capital I in small letters is taken for another.
  const around = source.slice(Math.max(0, offset - 1), offset + 2);
  return source.charAt(offset) === 'I' && /[a-z]/.test(around) ? 'foreign' : null;
}

function isLatin(letter: string): boolean {
  return letter >= 'a' && letter <= 'z';
}

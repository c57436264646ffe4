import type { Severity } from '../rules.ts';
import { isHost, partOfPath } from './addresses.ts';
import type { Sides } from './addresses.ts';
import { EVERYBODYS } from './everybodys.ts';
import type { TwoLetterName } from './name.ts';
import {
  SENTENCE,
  besides,
  isAlone,
  isLabelled,
  isParty,
  isSomebody,
  wordsAround,
} from './prose.ts';
import type { Spelling } from './spelling.ts';

/** A name in a text, whole and by itself, in UTF-16 units. */
export interface Place {
  readonly name: TwoLetterName;
  readonly start: number;
  readonly end: number;
  readonly spelling: Spelling;
}

/** What is said of it. */
export interface Judged {
  readonly severity: Severity;
  readonly how: string | null;
}

/** So much of what stands around a place tells where it is. */
const AROUND = 96;

const DOUBT: Judged = { severity: 'warning', how: null };
const IN_ADDRESS: Judged = { severity: 'warning', how: 'in an address' };
const IN_SMALL: Judged = { severity: 'warning', how: 'in other capitals' };

/**
 * Tells whether a name is one where it stands. Two letters are everything in programs, data, units and
 * lists of codes, so that they are only sought where people read them.
 *
 * @returns null for letters that are none.
 */
export function judgePlace(place: Place, text: string): Judged | null {
  const sides = {
    before: text.slice(Math.max(0, place.start - AROUND), place.start),
    after: text.slice(place.end, place.end + AROUND),
  };
  if (place.name.term.kind === 'slug') return judgeSlug(sides);
  return judgeText(place, sides) ?? (isInAddress(place, sides) ? IN_ADDRESS : null);
}

/** Of what everybody writes so, only in its own capitals or as a whole part: names of files are full of them. */
function isInAddress({ name, spelling }: Place, sides: Sides): boolean {
  if (isHost(sides)) return true;
  const part = partOfPath(sides);
  return part === 'segment' || (part !== null && (spelling === 'given' || !isEverybodys(name)));
}

function isEverybodys({ first, sign, last }: TwoLetterName): boolean {
  return EVERYBODYS.has((first + sign + last).toUpperCase());
}

/** The folder of a work is told by its address alone: `it` and `go` are words. */
function judgeSlug(sides: Sides): Judged | null {
  const part = partOfPath(sides);
  return part && { severity: part === 'segment' ? 'error' : 'warning', how: null };
}

function judgeText({ name, spelling }: Place, sides: Sides): Judged | null {
  if (spelling === 'joined') return null;
  const words = wordsAround(sides);
  if (isWord(name)) return spelling === 'given' ? judgeWord(words, sides) : null;
  if (spelling === 'other-case')
    return words >= SENTENCE && isParty(sides) && !isEverybodys(name) ? IN_SMALL : null;
  if (spelling === 'look-alike' && !isAmongOwn(name, sides)) return null;
  if (name.isSure && isTold(name, words, sides)) return { severity: 'error', how: null };
  return words > 0 || isLabelled(sides) || isAlone(sides) ? DOUBT : null;
}

/** `On`, `Go`, or letters of a script without capitals: words of languages as well. */
function isWord({ first, last }: TwoLetterName): boolean {
  return /\p{Ll}|\p{Lo}/u.test(first + last);
}

/** Within a sentence it has its capital for being a name. */
function judgeWord(words: number, { before }: Sides): Judged | null {
  return words >= SENTENCE && /\p{Ll},? $/u.test(before) ? DOUBT : null;
}

/** Whether what stands around leaves no doubt. */
function isTold(name: TwoLetterName, words: number, sides: Sides): boolean {
  if (isEverybodys(name)) return false;
  if (words < SENTENCE) return isLabelled(sides);
  if (/\p{N}/u.test(name.first)) return isSomebody(sides);
  // Models, versions, headings and cells are written so.
  return !/\p{N}/u.test(name.last) || isParty(sides);
}

/** Whether the words beside letters of another script are of the name's: then these look like its own. */
function isAmongOwn({ first }: TwoLetterName, sides: Sides): boolean {
  const words = besides(sides);
  return /\p{sc=Cyrl}/u.test(first) ? /\p{sc=Cyrl}{2}/u.test(words) : /\p{sc=Latn}{2}/u.test(words);
}

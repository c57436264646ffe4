import { ofLastTexts } from './last-texts.ts';
import { textUnits } from './text-units.ts';

const NOT_ASCII = /[^\0-\x7F]/g;
/** In a text of another alphabet each letter would be one of these. */
const LEAPS = 64;
const FIRST = 0x80;
/** So many are told apart by one small number. */
const MOST_GROUPS = 29;

const patterns: RegExp[] = [];
const UNKNOWN = 1 << MOST_GROUPS;
/** For each unit a bit for each group that it is in, once it turned up. */
const groups = new Int32Array(0x10000).fill(UNKNOWN);
groups.fill(0, 0, FIRST);

/**
 * Makes a group of letters known. Many a writing is only in texts with letters that hardly any text has: a text is gone
 * through once for all of them.
 *
 * @param letters - one class of UTF-16 units beyond ASCII: of a pair the second half is enough, which others have as well.
 * @returns whether one of them may stand in a text.
 */
export function letterGroup(letters: RegExp): (text: string) => boolean {
  if (patterns.length === MOST_GROUPS) throw new Error('too many groups of letters');
  const bit = 1 << patterns.length;
  patterns.push(letters);
  groups.fill(UNKNOWN, FIRST);
  groupsIn = ofLastTexts(groupsOf);
  return (text) => (groupsIn(text) & bit) !== 0;
}

let groupsIn = ofLastTexts(groupsOf);

/** @returns a bit for each group of which a letter is there. */
function groupsOf(text: string): number {
  let all = 0;
  NOT_ASCII.lastIndex = 0;
  // A pattern leaps over ASCII faster than a loop goes through it.
  for (let left = LEAPS; left > 0; left--) {
    if (!NOT_ASCII.test(text)) return all;
    all |= groupsOfUnit(text.charCodeAt(NOT_ASCII.lastIndex - 1));
  }
  return all | groupsFrom(text, NOT_ASCII.lastIndex);
}

function groupsFrom(text: string, from: number): number {
  const units = textUnits(text);
  let all = union(units, from, text.length);
  if (all < UNKNOWN) return all;
  all = 0;
  for (let at = from; at < text.length; at++) all |= groupsOfUnit(units[at] as number);
  return all;
}

function union(units: Uint16Array, from: number, to: number): number {
  let all = 0;
  for (let at = from; at < to; at++) all |= groups[units[at] as number] as number;
  return all;
}

function groupsOfUnit(unit: number): number {
  const known = groups[unit] as number;
  if (known !== UNKNOWN) return known;
  const letter = String.fromCharCode(unit);
  const found = patterns.reduce(
    (bits, letters, at) => bits | (Number(letters.test(letter)) << at),
    0,
  );
  return (groups[unit] = found);
}

import { ofLastTexts } from './last-texts.ts';
import { textUnits } from './text-units.ts';

/** Whether a letter of some group may stand in a text. */
export type LetterGroup = (text: string) => boolean;

const NOT_ASCII = /[^\0-\x7F]/;
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
 */
export function letterGroup(letters: RegExp): LetterGroup {
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
  return NOT_ASCII.test(text) ? allGroups(text) : 0;
}

function allGroups(text: string): number {
  const units = textUnits(text);
  const all = union(units, text.length);
  if (all < UNKNOWN) return all;
  for (let at = 0; at < text.length; at++)
    if (groups[units[at] as number] === UNKNOWN) learn(units[at] as number);
  return union(units, text.length);
}

function union(units: Uint16Array, length: number): number {
  let all = 0;
  for (let at = 0; at < length; at++) all |= groups[units[at] as number] as number;
  return all;
}

function learn(unit: number): void {
  const letter = String.fromCharCode(unit);
  groups[unit] = patterns.reduce(
    (bits, letters, at) => bits | (Number(letters.test(letter)) << at),
    0,
  );
}

import { letterGroup } from './letters/other-letters.ts';
import { KIND, kinds, learn, skeletons } from './letters/units.ts';
import type { Hit, Wanted } from './matcher.ts';
import { isUnspaced } from './needle.ts';
import type { Needle } from './needle.ts';
import type { Place } from './writings/writing.ts';

const STAR = '*';
/** Signs put in the place of letters that must not be read; the last one where a letter could not be decoded. */
const MASKS = [STAR, ...'×●○◯〇■█▇▓\uFFFD'];
const hasOtherMasks = letterGroup(new RegExp(`[${MASKS.slice(1).join('')}]`));
const IS_MASK = new Uint8Array(0x10000);
for (const mask of MASKS) IS_MASK[mask.charCodeAt(0)] = 1;

/** In a shorter name what is left says too little; a kanji or kana says more. */
const LEAST = { letters: 6, intact: 4 };
const LEAST_UNSPACED = { letters: 4, intact: 3 };
const MOST_HIDDEN = 8;

/** A term as the fold has it. */
interface Entry {
  readonly needle: Needle;
  readonly codes: readonly number[];
  /** Before which of its letters a word may end. */
  readonly breaks: ReadonlySet<number>;
  readonly least: number;
}

/** A letter of a term, and that from there on so many are hidden. */
interface Start {
  readonly entry: Entry;
  readonly at: number;
}

/** Looks for terms of which some letters are hidden: `H*rb**r`, `ケ○トレル`. */
export type MaskedSearch = (text: string, wanted: Wanted, found: (hit: Hit) => void) => void;

/**
 * Prepares the search. What is hidden has a letter before or behind it: together with their number these
 * tell most of what is no term at once.
 */
export function maskedSearch(needles: readonly Needle[]): MaskedSearch {
  const starts = indexOf(needles.flatMap(entriesOf));
  // Most runs of stars are told from this table alone.
  const mayBe = new Uint8Array(TABLE);
  for (const key of starts.keys()) mayBe[key % TABLE] = 1;
  return (text, wanted, found) => {
    if (starts.size === 0) return;
    forRuns(text, (start, end) => {
      const key = keyOf(codeAt(text, start - 1), end - start, codeAt(text, end));
      if (mayBe[key % TABLE] === 0) return;
      for (const { entry, at } of starts.get(key) ?? []) {
        const { term } = entry.needle;
        const place = wanted(term, 'warning') && placeOf(entry, at, start, text);
        if (place) found({ term, ...place, severity: 'warning', how: 'with letters hidden' });
      }
    });
  };
}

/** A prime number, so that keys spread. */
const TABLE = 65521;

function entriesOf(needle: Needle): readonly Entry[] {
  const { words, term, severity, how } = needle;
  if (how !== null || severity === 'warning' || NOT_NAMES.has(term.kind)) return [];
  const [only = [], ...more] = words.map(({ forms }) => [...forms]);
  // Of several words only as they were given.
  if (more.length > 0)
    return entryOf(
      needle,
      [only, ...more].flatMap(([form]) => (form ? [form] : [])),
    );
  return only.flatMap((form) => entryOf(needle, [form]));
}

const NOT_NAMES: ReadonlySet<string> = new Set(['figure', 'domain']);

function entryOf(
  needle: Needle,
  words: readonly (readonly [skeleton: string, plain: string])[],
): readonly Entry[] {
  const codes = Array.from(words.map(([skeleton]) => skeleton).join(''), (letter) =>
    letter.charCodeAt(0),
  );
  const { letters, intact } = isUnspaced(words.map(([, plain]) => plain).join(''))
    ? LEAST_UNSPACED
    : LEAST;
  if (codes.length < letters) return [];
  const breaks = new Set<number>();
  let letter = 0;
  for (const [skeleton] of words) breaks.add((letter += skeleton.length));
  return [{ needle, codes, breaks, least: Math.max(intact, Math.ceil(codes.length / 2)) }];
}

function indexOf(entries: readonly Entry[]): ReadonlyMap<number, readonly Start[]> {
  const starts = entries.flatMap((entry) =>
    entry.codes.flatMap((_code, at) => keysFrom(at, entry).map((key) => ({ key, entry, at }))),
  );
  return Map.groupBy(starts, ({ key }) => key);
}

/** @returns the keys of all runs that hide a letter and so many behind it; beside a run a word may end. */
function keysFrom(at: number, { codes, breaks, least }: Entry): readonly number[] {
  const most = Math.min(MOST_HIDDEN, codes.length - least, codes.length - at);
  const orNone = (letter: number) => (breaks.has(letter) ? [0] : []);
  return Array.from({ length: Math.max(0, most) }, (_each, index) => index + 1).flatMap((count) => {
    const before = new Set([codes[at - 1] ?? 0, ...orNone(at)]);
    const behind = new Set([codes[at + count] ?? 0, ...orNone(at + count)]);
    return [...before].flatMap((first) => [...behind].map((last) => keyOf(first, count, last)));
  });
}

/** @param before - the letter there, and the one `behind`; 0 for none. */
function keyOf(before: number, count: number, behind: number): number {
  return (before * 0x10000 + behind) * 16 + Math.min(count, 15);
}

/** @returns the letter at an offset as the fold has it; 0 for none. */
function codeAt(text: string, at: number): number {
  if (at < 0 || at >= text.length) return 0;
  const unit = text.charCodeAt(at);
  return (kinds[unit] || learn(unit)) > KIND.several ? (skeletons[unit] ?? 0) : 0;
}

/** Calls for each place where the same mask stands once or more: of several different ones, for each. */
function forRuns(text: string, look: (start: number, end: number) => void): void {
  const masks = hasOtherMasks(text) ? MASKS : [STAR];
  for (const mask of masks) {
    const unit = mask.charCodeAt(0);
    for (let start = text.indexOf(mask); start >= 0;) {
      let end = start + 1;
      while (text.charCodeAt(end) === unit) end += 1;
      if (mask !== STAR || isBehindWord(text, start)) look(start, end);
      start = text.indexOf(mask, end);
    }
  }
}

/**
 * Whether a word ends there, or another may begin behind it. Other stars before a word are emphasis, an
 * item of a list, or a pointer: texts are full of them.
 */
function isBehindWord(text: string, at: number): boolean {
  return codeAt(text, at - 1) !== 0 || (codeAt(text, at - 2) !== 0 && isBetweenWords(text, at - 1));
}

/**
 * @param at - of the term's letter that is hidden first in a run.
 * @param offset - of that run.
 */
function placeOf(
  { codes, breaks, least }: Entry,
  at: number,
  offset: number,
  text: string,
): Place | null {
  let intact = 0;
  const isThere = (letter: number, place: number) => {
    const unit = text.charCodeAt(place);
    if (IS_MASK[unit] === 1) return true;
    intact += 1;
    return codeAt(text, place) === codes[letter];
  };
  // A pointer, or emphasis, of another word.
  if (at === 0 && text[offset] === STAR) return null;
  let start = offset;
  for (let letter = at - 1; letter >= 0; letter--) {
    start -= 1;
    if (breaks.has(letter + 1) && isBetweenWords(text, start)) start -= 1;
    if (start < 0 || !isThere(letter, start)) return null;
  }
  let end = offset;
  for (let letter = at; letter < codes.length; letter++, end++) {
    if (letter > at && breaks.has(letter) && isBetweenWords(text, end)) end += 1;
    if (end >= text.length || !isThere(letter, end)) return null;
  }
  return intact >= least && isEdge(text, start - 1, codes[0]) && isEdge(text, end, codes[0])
    ? { start, end }
    : null;
}

function isBetweenWords(text: string, at: number): boolean {
  const kind = kinds[text.charCodeAt(at)] || learn(text.charCodeAt(at));
  return kind === KIND.space || kind === KIND.hyphen;
}

/** Whether the name may begin or end beside what stands at an offset. Scripts without spaces have no edges. */
function isEdge(text: string, at: number, first = 0): boolean {
  if (at < 0 || at >= text.length || isUnspaced(String.fromCharCode(first))) return true;
  const unit = text.charCodeAt(at);
  return IS_MASK[unit] !== 1 && codeAt(text, at) === 0;
}

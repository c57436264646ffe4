import type { Anchor, Place } from './anchor.ts';
import { GAP, plainAt } from './fold.ts';
import type { Folded } from './fold.ts';
import { mayPartNames } from './marks-in-words.ts';
import { isUnspaced } from './needle.ts';
import type { Needle } from './needle.ts';

/** In a shorter word one letter makes too much of a difference. */
const MIN_LENGTH = 7;
/** And in a shorter one among several. */
const MIN_WORD = 4;
/** A passage is quoted with care or not at all. */
const MAX_WORDS = 3;

/**
 * What is one letter away from a term: one changed, left out, put in, or two that changed places.
 * Half of the letters are still as they were, so that half is looked for.
 */
export function nearAnchorsOf(needle: Needle): readonly Anchor[] {
  const { words, how } = needle;
  const text = words.map(({ forms }) => [...forms.keys()][0] ?? '').join('');
  const plain = words.map(({ forms }) => [...forms.values()][0] ?? '').join('');
  const isName = how === null && needle.severity === 'error' && needle.term.kind !== 'figure';
  // With another digit it is somebody else's number.
  if (
    !isName ||
    needle.isGrouped ||
    text.length < MIN_LENGTH ||
    words.length > MAX_WORDS ||
    isUnspaced(plain)
  )
    return [];
  const middle = Math.floor(text.length / 2);
  const swapped = swap(text, middle - 1);
  return [
    near(needle, text, text.slice(0, middle), (end) => end - middle),
    near(needle, text, text.slice(middle), null),
    ...(swapped === text ? [] : [near(needle, text, swapped, (end) => end - text.length)]),
  ];
}

/** @param startOf - where the whole begins if `half` ends there; null if `half` is its end. */
function near(
  needle: Needle,
  whole: string,
  half: string,
  startOf: ((end: number) => number) | null,
): Anchor {
  const { words } = needle;
  const plain = words.map(({ forms }) => [...forms.values()][0] ?? '');
  return {
    text: half,
    startsWord: startOf !== null,
    endsWord: startOf === null,
    takesAffixes: false,
    needle,
    // A letter may have been put in.
    reach: whole.length + 1,
    severity: 'warning',
    how: 'with a letter changed',
    verify(end, folded, source) {
      const [start, stop] = startOf ? [startOf(end), null] : [null, end];
      if ((folded.gaps[start ?? end] ?? 0) < GAP.camel) return null;
      for (const length of [whole.length, whole.length - 1, whole.length + 1]) {
        const place = { start: start ?? end - length, end: stop ?? (start ?? 0) + length };
        if (!isNear(whole, place, folded) || !isWhole(place, needle, folded, source)) continue;
        if (isPlain(plain, place, folded, source)) return { ...place, severity: 'warning' };
      }
      return null;
    },
  };
}

/** The words of the term from edge to edge, parted where its own are, or joined; somebody's name is not joined. */
function isWhole(
  { start, end }: Omit<Place, 'severity'>,
  { term, words }: Needle,
  folded: Folded,
  source: string,
): boolean {
  if ((folded.gaps[start] ?? 0) < GAP.camel || (folded.gaps[end] ?? 0) < GAP.camel) return false;
  let letters = start;
  const joins = words.slice(1).map((_word, at) => (letters += words[at]?.lengths[0] ?? 0));
  const parted = new Set<number>();
  for (let at = start + 1; at < end; at++) {
    const gap = folded.gaps[at] ?? 0;
    if (gap === GAP.digit) return false;
    if (gap < GAP.camel) continue;
    // A letter may have been left out before it, or put in.
    const join = joins.findIndex((each) => Math.abs(each - at) <= 1);
    if (join >= 0) parted.add(join);
    if (gap < GAP.mark) continue;
    if (join < 0 || !mayPartNames(at, { start, end, folded, source })) return false;
  }
  return parted.size === joins.length || (parted.size === 0 && term.kind !== 'person');
}

/** One letter is another, and no more look like those of the term: `pomaka` is no `Ромашка`. */
function isPlain(
  words: readonly string[],
  { start, end }: Omit<Place, 'severity'>,
  { offsets }: Folded,
  source: string,
): boolean {
  const plain = words.join('');
  const places = new Set(offsets.subarray(start, end));
  const text = [...places].flatMap((place) => plainAt(source, place)).join('');
  return isOneAway(plain, text) && isInLongWord(words, sharedStart(plain, text));
}

/** Two letters that lack one are any letter: `Bridge & Co` is no `bridge c`. */
function isInLongWord(words: readonly string[], at: number): boolean {
  let end = 0;
  return (words.find(({ length }) => (end += length) > at)?.length ?? 0) >= MIN_WORD;
}

function sharedStart(one: string, other: string): number {
  let size = 0;
  while (size < one.length && one[size] === other[size]) size += 1;
  return size;
}

/** A letter more at either end makes another word of the same stem, which is no mistake. */
function isNear(whole: string, { start, end }: Omit<Place, 'severity'>, { codes, length }: Folded) {
  if (start < 0 || end > length) return false;
  if (!isAlike(whole, codes, start, end)) return false;
  return isOneAway(whole, String.fromCharCode(...codes.subarray(start, end)));
}

function isOneAway(whole: string, text: string): boolean {
  if (text === whole || text.startsWith(whole) || text.endsWith(whole)) return false;
  const from = sharedStart(whole, text);
  const longer = Math.max(text.length, whole.length);
  if (text.length !== whole.length) {
    const [short, long] = text.length < whole.length ? [text, whole] : [whole, text];
    return from < longer - 1 && from > 0 && short.slice(from) === long.slice(from + 1);
  }
  if (text.slice(from + 1) === whole.slice(from + 1)) return true;
  return text === swap(whole, from);
}

/**
 * Whether all is the same but for two letters beside each other: most is not, which this tells soonest.
 *
 * @param start - of what is compared with the whole, in `codes`; it ends before `end`.
 */
export function isAlike(whole: string, codes: Uint16Array, start: number, end: number): boolean {
  const { length } = whole;
  const most = Math.min(length, end - start);
  let before = 0;
  while (before < most && codes[start + before] === whole.charCodeAt(before)) before += 1;
  let behind = 0;
  while (
    behind < most - before &&
    codes[end - 1 - behind] === whole.charCodeAt(length - 1 - behind)
  )
    behind += 1;
  return before + behind >= Math.max(length, end - start) - 2;
}

function swap(text: string, at: number): string {
  return text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2);
}

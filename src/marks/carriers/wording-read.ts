import type { SeenWording, WordingPlace } from './wording.ts';
import { normalized } from './wording.ts';
import { foldLetters, foldText, isIdeographic, visibleWords } from './wording-fold.ts';
import type { FoldedText } from './wording-fold.ts';

// Every place is looked for by itself, by the letters on its two sides, so that a copy may leave out
// paragraphs, put them in another order, and be typed with mistakes. Nothing here knows a key.

/** Somebody's copy, ready to be searched. */
export interface WordingCopy {
  /**
   * @param places - of one text, in its order.
   * @returns the places that were found in company, each with what stands there: a copy has a neighbour
   *   of each nearby as well. An author who commits to many common phrases and lets the key pick the
   *   usual wording of each would else find some of them in anybody's text.
   */
  read(places: readonly WordingPlace[]): readonly SeenWording[];
  /** As `read`, but a place may be alone: for a text that is the author's own. */
  find(places: readonly WordingPlace[]): readonly SeenWording[];
}

/** Opens HTML, XML of an office file or plain text. Never throws, whatever it is. */
export function openCopy(text: string): WordingCopy {
  const folded = foldText(visibleWords(text));
  const findAll = (places: readonly WordingPlace[]) =>
    withoutOverlaps(
      places.flatMap((place, index) => {
        const found = findPlace(folded, place);
        return found ? [{ ...found, index }] : [];
      }),
    );
  return {
    read: (places) => inCompany(findAll(places)).map(toSeen),
    find: (places) => findAll(places).map(toSeen),
  };
}

function toSeen({ place, wording }: Found): SeenWording {
  return { place, wording };
}

interface Listed extends Found {
  /** Of its place among those of the text. */
  readonly index: number;
}

/** How far a neighbour may be, in places of the text and in letters of the copy: some 800 words. */
const NEIGHBOURS = 2;
const NEAR = 4000;

function inCompany(found: readonly Listed[]): readonly Listed[] {
  const byIndex = new Map(found.map((each) => [each.index, each]));
  const isBeside = (each: Listed, step: number) => {
    const other = byIndex.get(each.index + step);
    // In the order of the text, or it is another passage.
    const distance = other ? (other.start - each.start) * Math.sign(step) : 0;
    return distance > 0 && distance <= NEAR;
  };
  const steps = Array.from({ length: NEIGHBOURS }, (_, at) => at + 1).flatMap((at) => [at, -at]);
  return found.filter((each) => steps.some((step) => isBeside(each, step)));
}

interface Found extends SeenWording, Segment {}

/** Where something lies among the letters. */
interface Segment {
  readonly start: number;
  readonly end: number;
}

/**
 * One spot of a copy speaks for one place: an author who named many places by the same words would
 * else count one choice many times.
 */
function withoutOverlaps(found: readonly Listed[]): readonly Listed[] {
  const sorted = found.toSorted((a, b) => a.start - b.start || a.end - b.end);
  const kept: Listed[] = [];
  for (const each of sorted) {
    const last = kept.at(-1);
    if (!last || (each.start >= last.end && each.start > last.start)) kept.push(each);
  }
  return kept;
}

function findPlace(copy: FoldedText, place: WordingPlace): Found | null {
  const before = findSide(copy.letters, foldLetters(place.before), 'end');
  const after = findSide(copy.letters, foldLetters(place.after), 'start');
  const wordings = place.of.map((written) => ({ written, letters: foldLetters(written) }));
  const longest = Math.max(...wordings.map(({ letters }) => letters.length));
  const whole = pairs(before, after, longest + SLACK);
  const found =
    whole.length > 0
      ? whole.map((segment) => readBetween(copy, segment, wordings))
      : [
          ...reliable(before).map(({ at }) => readBeside(copy, at, 1, wordings)),
          ...reliable(after).map(({ at }) => readBeside(copy, at, -1, wordings)),
        ];
  const told = found.filter((each) => each !== null);
  const [first] = told;
  // A copy that holds the place twice, in two wordings, says neither.
  if (!first || told.some(({ wording }) => wording !== first.wording)) return null;
  return { place, ...first };
}

/** A side of a place, found in the copy. */
interface Anchor {
  /** Where the place begins or ends. */
  readonly at: number;
  /** How many letters are other ones. */
  readonly errors: number;
  readonly length: number;
}

/** Which end of a side the place is at. */
type Edge = 'start' | 'end';

/** Long enough not to be everywhere, short enough to be without a mistake. */
const seedLength = (side: string) => (isIdeographic(side) ? 3 : 6);
const MAX_HITS = 40;
/** Of letters, so many may be other ones. */
const TOLERANCE = 0.25;
/** A wording that somebody changed may be a little longer. */
const SLACK = 4;

/** All of a side or, where a sentence was cut or changed, the half of it that is next to the place. */
function findSide(letters: string, side: string, edge: Edge): readonly Anchor[] {
  const whole = anchors(letters, side, edge);
  if (whole.length > 0 || side.length < 2 * seedLength(side)) return whole;
  const half = Math.ceil(side.length / 2);
  return anchors(letters, edge === 'end' ? side.slice(-half) : side.slice(0, half), edge);
}

/** Finds a side: pieces of it as they are, then all of it with mistakes. */
function anchors(letters: string, side: string, edge: Edge): readonly Anchor[] {
  const size = Math.min(seedLength(side), side.length);
  if (size < 3) return [];
  const guesses = new Set<number>();
  for (let offset = 0; offset + size <= side.length; offset += size) {
    const seed = side.slice(offset, offset + size);
    const toEdge = edge === 'end' ? side.length - offset : -offset;
    for (let hits = 0, at = letters.indexOf(seed); at >= 0 && hits < MAX_HITS; hits++) {
      guesses.add(at + toEdge);
      at = letters.indexOf(seed, at + 1);
    }
  }
  const found = new Map<number, Anchor>();
  for (const guess of guesses) {
    const { at, errors } = align(letters, side, { edge, guess });
    if (errors <= side.length * TOLERANCE) found.set(at, { at, errors, length: side.length });
  }
  return [...found.values()];
}

/**
 * Lays a side over the letters near a guess.
 *
 * @returns where its edge is with the fewest mistakes, as near to the guess as can be.
 */
function align(
  letters: string,
  side: string,
  { edge, guess }: { edge: Edge; guess: number },
): { readonly at: number; readonly errors: number } {
  const slack = Math.ceil(side.length * TOLERANCE);
  const [from, to] =
    edge === 'end'
      ? [guess - side.length - slack, guess + slack]
      : [guess - slack, guess + side.length + slack];
  const start = Math.max(0, from);
  const window = letters.slice(start, Math.max(start, to));
  // The place is at the end of the side: from the other end, a window read backwards is the same.
  const ends =
    edge === 'end' ? endDistances(window, side) : endDistances(reversed(window), reversed(side));
  const atOf = (index: number) => (edge === 'end' ? start + index : start + window.length - index);
  let best = { at: atOf(0), errors: ends[0] ?? side.length };
  for (const [index, errors] of ends.entries()) {
    const at = atOf(index);
    const isNearer = Math.abs(at - guess) < Math.abs(best.at - guess);
    if (errors < best.errors || (errors === best.errors && isNearer)) best = { at, errors };
  }
  return best;
}

function reversed(text: string): string {
  return [...Array(text.length).keys()].map((at) => text[text.length - 1 - at]).join('');
}

/** @returns for each place of `text`, the fewest mistakes in what `side` is if it ends there. */
function endDistances(text: string, side: string): readonly number[] {
  let row = Array.from({ length: side.length + 1 }, (_, at) => at);
  const ends = [row[side.length] ?? 0];
  for (let at = 0; at < text.length; at++) {
    row = nextRow(row, { letter: text[at], side, first: 0 });
    ends.push(row[side.length] ?? 0);
  }
  return ends;
}

/** @returns what lies between two sides that belong together: of all pairs those with the fewest mistakes. */
function pairs(
  before: readonly Anchor[],
  after: readonly Anchor[],
  longest: number,
): readonly Segment[] {
  let best: Segment[] = [];
  let fewest = Number.POSITIVE_INFINITY;
  for (const { at: start, errors } of before)
    for (const { at: end, errors: others } of after) {
      if (end < start || end - start > longest || errors + others > fewest) continue;
      if (errors + others < fewest) best = [];
      fewest = errors + others;
      best.push({ start, end });
    }
  return best;
}

/** A side alone has to be long and nearly as it was. */
function reliable(found: readonly Anchor[]): readonly Anchor[] {
  const fewest = Math.min(...found.map(({ errors }) => errors));
  return found.filter(
    ({ errors, length }) => errors === fewest && length >= MIN_ALONE && errors <= length / 8,
  );
}

const MIN_ALONE = 9;

interface FoldedWording {
  readonly written: string;
  readonly letters: string;
}

type Read = Segment & { readonly wording: string };

/** Reads what stands between both sides: by its letters, or where those are the same, by its signs. */
function readBetween(
  copy: FoldedText,
  { start, end }: Segment,
  wordings: readonly FoldedWording[],
): Read | null {
  const isByLetters = new Set(wordings.map(({ letters }) => letters)).size === wordings.length;
  const wording = isByLetters
    ? nearest(wordings, ({ letters }) => distance(copy.letters.slice(start, end), letters))
    : readSigns(copy, { start, end }, wordings);
  return wording === null ? null : { start, end, wording };
}

/** @returns the wording with the fewest mistakes, if no other has as few, and if they are few. */
function nearest(
  wordings: readonly FoldedWording[],
  errorsOf: (wording: FoldedWording) => number,
): string | null {
  const judged = wordings
    .map((each) => ({ ...each, errors: errorsOf(each) }))
    .toSorted((a, b) => a.errors - b.errors);
  const [first, second] = judged;
  if (!first || first.errors > Math.floor(first.letters.length / 3)) return null;
  return second && second.errors === first.errors ? null : first.written;
}

function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let at = 0; at < one.length; at++) {
    row = nextRow(row, { letter: one[at], side: other, first: at + 1 });
  }
  return row[other.length] ?? 0;
}

/** Between the sides stand signs of the sentence too: the longest wording that is among them counts. */
function readSigns(
  copy: FoldedText,
  { start, end }: Segment,
  wordings: readonly FoldedWording[],
): string | null {
  const between = copy.between(start, end);
  const written = wordings.map((each) => normalized(each.written));
  if (isLostIn(copy.written, written)) return null;
  for (const form of [(text: string) => text, (text: string) => text.replaceAll(' ', '')]) {
    const forms = written.map(form);
    if (new Set(forms).size < forms.length) return null;
    const inside = forms.filter((each) => form(between).includes(each));
    const longest = inside.toSorted((a, b) => b.length - a.length)[0];
    const wording = longest === undefined ? undefined : wordings[forms.indexOf(longest)];
    if (wording) return wording.written;
  }
  return null;
}

/** Where a copy has no capitals or no such signs at all, the wording without them would seem to stand everywhere. */
function isLostIn(copy: string, wordings: readonly string[]): boolean {
  const areCases = new Set(wordings.map((each) => each.toLowerCase())).size < wordings.length;
  if (areCases) return copy === copy.toLowerCase() || copy === copy.toUpperCase();
  const signs = wordings.flatMap((each) => each.match(/[^\p{L}\p{N}]/gu) ?? []);
  return !signs.some((sign) => copy.includes(sign));
}

/** Reads what stands after a side, or before it, where the other side is gone. */
function readBeside(
  { letters }: FoldedText,
  at: number,
  direction: 1 | -1,
  wordings: readonly FoldedWording[],
): Read | null {
  const longest = Math.max(...wordings.map((each) => each.letters.length));
  const size = longest + SLACK;
  const text =
    direction === 1 ? letters.slice(at, at + size) : letters.slice(Math.max(0, at - size), at);
  const errorsOf = (each: FoldedWording) => {
    // A wording that another one begins with cannot be told from it without what follows.
    const isAmbiguous = wordings.some(
      (other) =>
        other !== each &&
        (direction === 1
          ? other.letters.startsWith(each.letters) || each.letters.startsWith(other.letters)
          : other.letters.endsWith(each.letters) || each.letters.endsWith(other.letters)),
    );
    if (isAmbiguous) return Number.POSITIVE_INFINITY;
    const part =
      direction === 1
        ? text.slice(0, each.letters.length)
        : text.slice(Math.max(0, text.length - each.letters.length));
    return distance(part, each.letters);
  };
  const wording = nearest(wordings, errorsOf);
  if (wording === null) return null;
  const length = wordings.find(({ written }) => written === wording)?.letters.length ?? 0;
  return {
    ...(direction === 1 ? { start: at, end: at + length } : { start: at - length, end: at }),
    wording,
  };
}

/**
 * @param row - for each beginning of `side`, the fewest mistakes of what was read so far.
 * @param first - those of the empty beginning, with `letter` read as well.
 */
function nextRow(
  row: readonly number[],
  { letter, side, first }: { letter: string | undefined; side: string; first: number },
): number[] {
  const next = [first];
  for (let of = 1; of <= side.length; of++)
    next.push(
      Math.min(
        (row[of - 1] ?? 0) + (letter === side[of - 1] ? 0 : 1),
        (row[of] ?? 0) + 1,
        (next[of - 1] ?? 0) + 1,
      ),
    );
  return next;
}

import { Unreadable } from '../decoder.ts';
import { iso2022jp } from './iso-2022-jp.ts';
import { escapes } from './javascript.ts';
import { joints } from './joints.ts';
import { calendarIn, foldedLines } from './mail.ts';
import { mojibake } from './mojibake.ts';
import { passagesOf } from './passages.ts';
import { terminal } from './terminal.ts';
import { percent, punycode } from './urls.ts';
import { changedParts, rewritten } from './writing.ts';
import type { Edit, Reading, Rewriting } from './writing.ts';
import { xmlNames } from './xml-names.ts';

/** Undone one after the other, each on what the one before left. */
export const IN_ROW: readonly Rewriting[] = [
  foldedLines,
  percent,
  xmlNames,
  punycode,
  // Before what is left out for a terminal, whose escapes begin the same.
  iso2022jp,
  terminal,
  escapes,
  mojibake,
  ...joints,
];
/** So often the row is gone through: escapes within escapes. Nobody needs more but to hide something. */
const MAX_ROUNDS = 16;

/** A text in which nothing is left to undo. */
export interface Undone {
  readonly text: string;
  /** The parts of it in which something was undone, with what stands around; null if that is most of it. */
  readonly passages: string | null;
}

/**
 * Undoes what is undone in a row, until nothing changes. What changes on the way is told of.
 *
 * @param isThorough - whether all of the text is gone through each time.
 * @param first - of the rounds that are left.
 * @throws Unreadable if there is no end to it.
 */
export function* undone(
  text: string,
  isThorough = false,
  first = 0,
): Generator<Reading, Undone, void> {
  let plain: Undone = { text, passages: '' };
  for (const round of rounds(first)) {
    const next: Undone = yield* isThorough ? onceThrough(plain.text) : quickly(plain.text, round);
    if (next.text === plain.text) break;
    // The passages of a later round lie elsewhere.
    plain = plain.text === text ? next : { text: next.text, passages: null };
  }
  return plain;
}

/**
 * @param first - of the rounds that are left.
 * @throws Unreadable behind the last one.
 */
export function* rounds(first = 0): Iterable<number> {
  for (let round = first; round < MAX_ROUNDS; round++) yield round;
  throw new Unreadable('is escaped too many times');
}

/**
 * Where few places are left, they are gone through by themselves, to the end: what they leave is told by the
 * next round over the whole.
 */
function* quickly(text: string, round: number): Generator<Reading, Undone, void> {
  const found = IN_ROW.map(({ edits }) => edits(text));
  if (found.every(({ length }) => length === 0)) return { text, passages: '' };
  // What the rest of a text is told by is in the passages, too.
  const calendar = calendarIn(text);
  const parts = passagesOf(text, calendar ? [calendar, ...found.flat()] : found.flat());
  if (parts) {
    const { text: passages } = yield* undone(parts.text, false, round);
    const whole = parts.inWhole(passages);
    if (whole !== null && whole !== text) return { text: whole, passages };
  }
  return yield* onceThrough(text, found);
}

/** @param found - the edits of each in the text as it is. */
function* onceThrough(
  text: string,
  found?: readonly (readonly Edit[])[],
): Generator<Reading, Undone, void> {
  let plain = text;
  for (const [at, rewriting] of IN_ROW.entries()) {
    const edits = (plain === text && found?.[at]) || rewriting.edits(plain);
    if (edits.length === 0) continue;
    yield changed(rewriting, plain, edits);
    plain = rewritten(plain, edits);
  }
  return { text: plain, passages: null };
}

/** What edits change in a text, as a text of its own. */
export function changed(
  { name }: Pick<Rewriting, 'name'>,
  text: string,
  edits: readonly Edit[],
): Reading {
  return { layer: { kind: 'text', name, text: changedParts(text, edits) }, isAfresh: false };
}

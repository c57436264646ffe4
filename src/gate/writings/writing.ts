import type { Care } from '../care.ts';
import type { GatePorts, Layer } from '../decoder.ts';

/** What a writing may ask for while it undoes itself. */
export interface WritingContext extends Care {
  readonly ports: GatePorts;
  /** Whether a term could be put together from these pieces, and so a closer look is worth it. */
  mayBeSplit(pieces: Iterable<string>): boolean;
}

/** A layer, and whether it holds texts that may again be written in any way. */
export interface Reading {
  readonly layer: Layer;
  readonly isAfresh: boolean;
}

/** Undoes one way of writing a text differently. What is no such writing is left alone. */
export type Writing = (text: string, context: WritingContext) => Iterable<Layer>;

/** A part of a text, in UTF-16 units. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** A part of a text, and what it stands for. */
export interface Edit extends Place {
  readonly text: string;
}

/** Undoes a writing in place: what is no such writing stays as it is. */
export interface Rewriting {
  readonly name: string;
  /** In order; none overlaps another. */
  edits(text: string): readonly Edit[];
}

/** How much around an edit is kept: a term may begin before it and end behind it. */
export const AROUND = 160;

/** @returns the whole text with the edits made. */
export function rewritten(source: string, edits: readonly Edit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, text } of edits) {
    parts.push(source.slice(at, start), text);
    at = end;
  }
  // Not added behind: whoever reads that first would copy all of it once more.
  parts.push(source.slice(at));
  return parts.join('');
}

/**
 * What the edits change, with what stands around them. The rest of the text was searched as it is,
 * and is not searched again.
 */
export function changedParts(source: string, edits: readonly Edit[]): string {
  const parts: string[] = [];
  let at = wholeBefore(source, (edits[0]?.start ?? 0) - AROUND);
  for (const { start, end, text } of edits) {
    if (start - at > 2 * AROUND) {
      const from = wholeBefore(source, start - AROUND, at);
      const to = wholeAfter(source, at + AROUND, start);
      if (to < from) {
        parts.push(source.slice(at, to), '\n\n');
        at = from;
      }
    }
    parts.push(source.slice(at, start), text);
    at = end;
  }
  parts.push(source.slice(at, wholeAfter(source, at + AROUND)));
  return parts.join('');
}

/** Encoded data that is cut would be taken for a damaged file. */
const DATA_LETTERS = Uint8Array.from({ length: 0x10000 }, (_each, unit) =>
  unit < 0x80 && /[\w+/=-]/.test(String.fromCharCode(unit)) ? 1 : 0,
);

/** @returns the offset, or one before it where it is within a run of encoded data. */
export function wholeBefore(text: string, offset: number, least = 0): number {
  let at = Math.max(least, offset);
  while (at > least && isWithinData(text, at)) at -= 1;
  return at;
}

/** @returns the offset, or one behind it where it is within a run of encoded data. */
export function wholeAfter(text: string, offset: number, most = text.length): number {
  let at = Math.min(most, offset);
  while (at < most && isWithinData(text, at)) at += 1;
  return at;
}

function isWithinData(text: string, at: number): boolean {
  return DATA_LETTERS[text.charCodeAt(at)] === 1 && DATA_LETTERS[text.charCodeAt(at - 1)] === 1;
}

/** @returns an edit for each match; none where the text for it is the match itself. */
export function editsOf(
  source: string,
  pattern: RegExp,
  replace: (match: RegExpExecArray) => string,
): readonly Edit[] {
  const edits: Edit[] = [];
  for (const match of source.matchAll(pattern)) {
    const text = replace(match);
    if (text === match[0]) continue;
    edits.push({ start: match.index, end: match.index + match[0].length, text });
  }
  return edits;
}

/**
 * As `editsOf`, for a pattern that begins with a mark. To look for the mark alone is many times as fast as
 * to try a pattern at each letter, and most texts have few of them.
 *
 * @param pattern - sticky; all that it matches begins with `mark`.
 */
export function editsFrom(
  source: string,
  mark: string,
  pattern: RegExp,
  replace: (match: RegExpExecArray) => string,
): readonly Edit[] {
  const edits: Edit[] = [];
  for (const match of matchesFrom(source, mark, pattern)) {
    const text = replace(match);
    if (text === match[0]) continue;
    edits.push({ start: match.index, end: match.index + match[0].length, text });
  }
  return edits;
}

/**
 * @returns edits of several kinds in their order. The first of two that overlap counts, and the longer one of two that
 *   begin together.
 */
export function inOrder<Kind extends Edit>(edits: readonly Kind[]): readonly Kind[] {
  let from = 0;
  return edits
    .toSorted((a, b) => a.start - b.start || b.end - a.end)
    .filter(({ start, end }) => {
      if (start < from) return false;
      from = end;
      return true;
    });
}

/**
 * Finds what a pattern matches, looking for the mark alone: see `editsFrom`.
 *
 * @param pattern - sticky; all that it matches begins with `mark`.
 */
export function* matchesFrom(
  source: string,
  mark: string,
  pattern: RegExp,
): Iterable<RegExpExecArray> {
  for (let at = source.indexOf(mark); at >= 0;) {
    pattern.lastIndex = at;
    const match = pattern.exec(source);
    if (match) yield match;
    at = source.indexOf(mark, match ? at + match[0].length : at + 1);
  }
}

/**
 * Whether a pattern that begins with a mark is somewhere in a text: see `editsFrom`.
 *
 * @param pattern - sticky; all that it matches begins with `mark`.
 */
export function occurs(source: string, mark: string, pattern: RegExp): boolean {
  for (const _match of matchesFrom(source, mark, pattern)) return true;
  return false;
}

/** Whether a space stands there, as patterns have it. */
export function isSpace(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return (
    unit === 0x20 || (unit >= 9 && unit <= 13) || (unit >= 0xa0 && SPACE.test(text.charAt(at)))
  );
}

const SPACE = /\s/;

/** @returns where the space begins that ends at an offset. */
export function spaceBefore(text: string, offset: number, least = 0): number {
  let at = offset;
  while (at > least && isSpace(text, at - 1)) at -= 1;
  return at;
}

/** @returns where the space ends that begins at an offset. */
export function spaceBehind(text: string, offset: number): number {
  let at = offset;
  while (isSpace(text, at)) at += 1;
  return at;
}

/** Whether a UTF-16 unit is a hexadecimal digit, in either case. */
export function isHexDigit(unit: number): boolean {
  const lower = unit | 0x20;
  return (unit >= 0x30 && unit <= 0x39) || (lower >= 0x61 && lower <= 0x66);
}

/** @returns the character, or nothing if there is none of that number. */
export function character(code: number): string {
  return Number.isInteger(code) && code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
}

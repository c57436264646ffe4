import { fromQuotedPrintable } from '../../bytes/quoted-printable.ts';
import { changedParts, editsFrom, editsOf, matchesFrom, occurs } from './writing.ts';
import type { Place, Rewriting, Writing } from './writing.ts';

const START = /^BEGIN:V/my;

/** Where a calendar or a card first begins: from there on a text has its escapes and folded lines. */
export function calendarIn(text: string): Place | null {
  for (const { index, 0: mark } of matchesFrom(text, 'BEGIN:V', START))
    return { start: index, end: index + mark.length };
  return null;
}

/** Long lines of calendars (RFC 5545 §3.1) and of mail, folded. */
export const foldedLines: Rewriting = {
  name: 'folded',
  edits: (text) =>
    calendarIn(text) === null
      ? []
      : editsOf(text, /\r?\n[ \t]|\\([,;\\])/g, ([, escaped]) => escaped ?? ''),
};

const IS_CHUNKED = /^Transfer-Encoding:[ \t]*chunked\b/im;
/** Behind each piece the size of the next. */
const CHUNK = /\r\n[\da-f]{1,8}(?:;[^\r\n]{0,80})?\r\n/gi;

/** Answers of servers as archives of pages keep them, cut into pieces (RFC 9112 §7.1). */
export const chunks: Rewriting = {
  name: 'chunks',
  edits: (text) =>
    text.includes('hunked') && IS_CHUNKED.test(text) ? editsOf(text, CHUNK, () => '') : [],
};

/** Letters in a row, over the ends of lines that stand for nothing. */
const QUOTED = /(?:=[\dA-F]{2}|=[ \t]*\r?\n)+/y;
/** Of control characters, those of a line alone are ever written so. */
const LETTER = /=(?:09|0A|0D|[2-689A-F][\dA-F]|7[\dA-E])/y;
/** An equals sign, one letter after the other or a break between them, or one within a word: numbers stand apart. */
const SURE = /=3D|=[\dA-F]{2}=(?:[\dA-F]{2}|[ \t]*\r?\n)|(?<=[a-z])=[\dA-F]{2}[a-z]/iy;
/** A text says so, for itself or for some words of it (RFC 2047). */
const SAYS_SO = /quoted-printable/i;
const WORDS = /=\?[\w-]+\?q\?/iy;
/** With so many letters, each so near the one before, it is no program that gives values to names. */
const LEAST_LETTERS = 4;
const MOST_BETWEEN = 40;

/** Quoted-printable (RFC 2045 §6.7); in headers as well (RFC 2047). */
export const quotedPrintable: Writing = function* (text) {
  // Without one there is nothing to undo, whatever a text says of itself.
  if (!occurs(text, '=', QUOTED) || !isQuoted(text)) return;
  const edits = editsFrom(text, '=', QUOTED, ([run]) => fromQuotedPrintable(run));
  if (edits.length > 0)
    yield { kind: 'text', name: 'quoted-printable', text: changedParts(text, edits) };
};

/** It says so, or has more escapes than a program that gives values to names. */
function isQuoted(text: string): boolean {
  return hasManyLetters(text) || occurs(text, '=', WORDS) || SAYS_SO.test(text);
}

/** Whether letters stand near each other on a line, with no other equals sign between them, and one is no number. */
export function hasManyLetters(text: string): boolean {
  let [count, end, isSure] = [0, 0, false];
  for (let at = text.indexOf('='); at >= 0; at = text.indexOf('=', at + 1)) {
    LETTER.lastIndex = at;
    const isLetter = LETTER.test(text);
    const isNear = isLetter && at - end <= MOST_BETWEEN && !text.slice(end, at).includes('\n');
    if (!isNear) [count, isSure] = [0, false];
    if (!isLetter) continue;
    SURE.lastIndex = at;
    isSure ||= SURE.test(text);
    count += 1;
    end = at + 3;
    if (count >= LEAST_LETTERS && isSure) return true;
  }
  return false;
}

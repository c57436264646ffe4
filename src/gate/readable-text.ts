import { CharacterSet } from './letters/character-set.ts';
import { letterGroup } from './letters/other-letters.ts';
import type { Hit } from './matcher.ts';

/** The escape is not among them: what a terminal showed has one with each colour. */
const CONTROL = /[\u0000-\u0008\u000E-\u001A\u001C-\u001F]/;
/** Halves of pairs are among them, which by themselves are no text: one with emoji is counted through. */
const OTHER = /[\uFFFD\p{Cn}\p{Co}\p{Cs}]/u;
const hasOther = letterGroup(OTHER);
const NO_TEXT = new CharacterSet(new RegExp(`${CONTROL.source}|${OTHER.source}`, 'u'));

/**
 * Whether something is written here, in which other writings could be nested. Tables of a font or
 * a program read as text are searched as they are, and hold no escapes that mean anything.
 */
export function isReadableText(text: string): boolean {
  const start = text.slice(0, 4096);
  if (!CONTROL.test(start) && !hasOther(text)) return true;
  let count = 0;
  for (let at = NO_TEXT.next(start, 0); at < start.length; at = NO_TEXT.next(start, at + 1))
    count += 1;
  return count * 50 <= start.length;
}

/** As `strings` has it, twice over: bytes that happen to be letters do not go on for so long. */
const MIN_WORDS = 8;
/** Between two control characters even these do not stand by chance. */
const MIN_STRING = 4;
const MIN_IDEOGRAMS = 2;

/** In less than this no term stands by chance. */
const SMALL = 4096;

/** What a text is that holds a hit. */
interface Kind {
  /** Whether it is a text, and not only bytes. */
  readonly isReadable: boolean;
  /** Whether it is coded data. */
  readonly isCoded: boolean | undefined;
  /** Whether it was read off a picture, or out of what was. */
  readonly isSeen: boolean;
}

/** @returns what a hit comes to in a text of some kind; null if those letters stand there by chance. */
export function judgeAmong(
  hit: Hit,
  text: string,
  { isReadable, isCoded, isSeen }: Kind,
): Hit | null {
  if (!isReadable && text.length > SMALL && !isAmongWords(hit, text)) return null;
  if (isCoded && !isNoChance(hit, text)) return null;
  if (!isSeen || !hit.isTwoLetters) return hit;
  // Any pattern is read as two letters, though seldom in a sentence.
  return hit.severity === 'error' ? { ...hit, severity: 'warning' } : null;
}

/** Whether a hit in bytes that are no text stands among letters, is long enough by itself, or a string of its own. */
function isAmongWords({ start, end }: Hit, text: string): boolean {
  const around = text.slice(Math.max(0, start - MIN_WORDS), end + MIN_WORDS);
  if (new RegExp(`[\\p{L}\\p{N}\\p{P}\\p{Zs}]{${MIN_WORDS}}`, 'u').test(around)) return true;
  return isNoChance({ start, end }, text) && isString(text, start, end);
}

/** Whether a hit among bytes that happen to be letters is too long to be one of them by chance. */
function isNoChance({ start, end }: Pick<Hit, 'start' | 'end'>, text: string): boolean {
  return end - start >= (text.charCodeAt(start) < 128 ? MIN_STRING : MIN_IDEOGRAMS);
}

/** As a name in Exif is, which a zero ends: it may be a short one. */
function isString(text: string, start: number, end: number): boolean {
  return !(text.charCodeAt(start - 1) >= 0x20) && !(text.charCodeAt(end) >= 0x20);
}

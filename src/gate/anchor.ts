import { takesAffixes } from './affixes.ts';
import { GAP } from './fold.ts';
import type { Folded } from './fold.ts';
import { judge } from './judge.ts';
import { ANY_LETTER, isUnspaced } from './needle.ts';
import type { Needle, NeedleWord } from './needle.ts';
import type { Severity } from './rules.ts';
import { isWrittenThere } from './written-words.ts';
import type { Placed } from './written-words.ts';

/** What the automaton looks for, and how to tell whether a whole needle is there. */
export interface Anchor {
  readonly text: string;
  /** Whether it is only worth a look where a word begins, or ends. */
  readonly startsWord: boolean;
  readonly endsWord: boolean;
  /** Whether some letters may be joined with it there, in spite of that: see `affixes`. */
  readonly takesAffixes: boolean;
  readonly needle: Needle;
  /** How many letters the needle takes at most, before the end of the text and behind it. */
  readonly reach: number;
  /** The most that it can come to. */
  readonly severity: Severity;
  /** What is special about this way to write the term. */
  readonly how: string | null;
  /**
   * @param end - where the text ends in `folded`.
   * @returns where the needle lies in `folded`; null if it is not there.
   */
  verify(end: number, folded: Folded, source: string): Place | null;
}

/** A part of folded text that is a term. */
export interface Place {
  readonly start: number;
  readonly end: number;
  readonly severity: Severity;
}

/** Of longer strings the automaton knows the beginning; the rest is compared. */
const MAX_ANCHOR = 24;

/** Of one word: the rarer it is, the less there is to verify. Long ones are, if nothing else is known. */
export function anchorsOf(needle: Needle): readonly Anchor[] {
  const least = needle.words.map(({ lengths }) => lengths.at(-1) ?? 0);
  const word = needle.rarest ?? least.indexOf(Math.max(...least));
  const reach = needle.words.reduce((sum, { lengths }) => sum + (lengths[0] ?? 0), 0);
  const isJoined = takesAffixes(needle);
  return [...(needle.words[word]?.forms ?? [])].map(([form, plain]) => {
    const text = form.slice(0, MAX_ANCHOR);
    const [first = '', last = ''] = [plain.charAt(0), plain.charAt(plain.length - 1)];
    return {
      text,
      startsWord: word === 0 && !isUnspaced(first),
      endsWord: word === needle.words.length - 1 && text === form && !isUnspaced(last),
      takesAffixes: isJoined,
      needle,
      reach,
      severity: needle.severity,
      how: needle.how,
      verify: (end, folded, source) =>
        verify(needle, { word, form, start: end - text.length }, folded, source),
    };
  });
}

/** A form of a word where it was found. */
interface Anchored extends Placed {
  readonly word: number;
}

function verify(
  needle: Needle,
  { word, form, start }: Anchored,
  folded: Folded,
  source: string,
): Place | null {
  if (!hasAt(folded, form, start)) return null;
  let doubtful: Place | null = null;
  for (const [first, before] of backwards(needle.words, word - 1, start, folded))
    for (const [last, after] of forwards(needle.words, word + 1, start + form.length, folded)) {
      const words = [...before, { form, start }, ...after];
      const plain = words.map((each, at) => plainOf(needle.words[at], each.form)).join('');
      const joins = words.slice(1).map((each) => each.start);
      const candidate = { needle, start: first, end: last, plain, joins };
      const severity = needle.words.some(({ written }) => written)
        ? isWrittenThere(needle.words, words, folded, source)
        : judge(candidate, folded, source);
      const place = severity && { start: first, end: last, severity };
      if (place?.severity === 'error') return place;
      // A longer form may take a letter of the next word: the shorter one is surer.
      doubtful ??= place;
    }
  return doubtful;
}

/** @returns each way in which the words from `word` on follow at `at`, with where they end. */
function* forwards(
  words: Needle['words'],
  word: number,
  at: number,
  folded: Folded,
): Iterable<readonly [end: number, placed: readonly Placed[]]> {
  const next = words[word];
  if (!next) return yield [at, []];
  for (const length of next.lengths) {
    const form = textOf(folded, at, at + length);
    if (!isThere(next, form, at, folded)) continue;
    for (const [end, rest] of forwards(words, word + 1, at + length, folded))
      yield [end, [{ form, start: at }, ...rest]];
  }
}

/** @returns each way in which the words up to `word` end at `at`, with where they start. */
function* backwards(
  words: Needle['words'],
  word: number,
  at: number,
  folded: Folded,
): Iterable<readonly [start: number, placed: readonly Placed[]]> {
  const last = words[word];
  if (!last) return yield [at, []];
  for (const length of last.lengths) {
    if (length > at) continue;
    const form = textOf(folded, at - length, at);
    if (!isThere(last, form, at - length, folded)) continue;
    for (const [start, rest] of backwards(words, word - 1, at - length, folded))
      yield [start, [...rest, { form, start: at - length }]];
  }
}

function isThere(
  { forms, isAny }: NeedleWord,
  form: string,
  at: number,
  { gaps }: Folded,
): boolean {
  if (!isAny) return forms.has(form);
  const end = at + form.length;
  const isWhole = (gaps[at] ?? 0) >= GAP.mark && (gaps[end] ?? 0) >= GAP.mark;
  return isWhole && gaps.subarray(at + 1, end).every((gap) => gap < GAP.mark);
}

function plainOf(word: NeedleWord | undefined, form: string): string {
  return word?.isAny ? ANY_LETTER.repeat(form.length) : (word?.forms.get(form) ?? '');
}

function hasAt({ codes, length }: Folded, text: string, start: number): boolean {
  if (start + text.length > length) return false;
  for (let at = 0; at < text.length; at++)
    if (codes[start + at] !== text.charCodeAt(at)) return false;
  return true;
}

function textOf({ codes }: Folded, start: number, end: number): string {
  return String.fromCharCode(...codes.subarray(start, end));
}

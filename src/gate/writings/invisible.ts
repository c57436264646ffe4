import { letterGroup } from '../letters/other-letters.ts';
import { editsOf } from './writing.ts';
import type { Rewriting, Writing } from './writing.ts';

/** Text in tag characters, which are shown by nothing (Unicode, section 23.9). */
const tags: Writing = function* (text) {
  if (!text.includes('\u{DB40}')) return;
  const letters = [...text.matchAll(/[\u{E0020}-\u{E007E}]/gu)].map(([tag]) =>
    String.fromCharCode((tag.codePointAt(0) ?? 0) - 0xe0000),
  );
  if (letters.length > 0) yield { kind: 'text', name: 'tags', text: letters.join('') };
};

const hasSelectors = letterGroup(/[\uFE00-\uFE0F\uDB40]/);

/** Bytes in variation selectors: 1 to 16 are the first sixteen, 17 to 256 the rest. */
const variations: Writing = function* (text) {
  if (!hasSelectors(text)) return;
  const selectors = [...text.matchAll(/[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/gu)];
  if (selectors.length < 3) return;
  const bytes = selectors.map(([selector]) => {
    const code = selector.codePointAt(0) ?? 0;
    return code >= 0xe0100 ? code - 0xe0100 + 16 : code - 0xfe00;
  });
  yield { kind: 'bytes', name: 'variations', bytes: Uint8Array.from(bytes) };
};

/** What bidi controls turn around. */
export const overridden: Rewriting = {
  name: 'bidi',
  edits: (text) =>
    text.includes('\u202E')
      ? editsOf(text, /\u202E([^\u202C\n]*)/gu, ([, run = '']) => [...run].toReversed().join(''))
      : [],
};

const SYMBOLS: Readonly<Record<string, string>> = {
  '@': 'a',
  $: 's',
  '!': 'i',
  '|': 'l',
  '€': 'e',
};

const SIGN = /[@$!|€]+/g;

/** Signs in the place of letters, as in `h@rbour`. Digits are seen to by the fold. */
export const signs: Rewriting = {
  name: 'signs',
  edits: (text) =>
    /[@$!|€]/.test(text) && /[a-z\d][@$!|€][a-z\d]/i.test(text)
      ? editsOf(text, SIGN, ({ 0: run, index }) =>
          isInWord(text, index, run) ? [...run].map((sign) => SYMBOLS[sign] ?? sign).join('') : run,
        )
      : [],
};

/** Between letters; or what looks like a letter before the rest of its word. */
function isInWord(text: string, start: number, run: string): boolean {
  const before = text.charCodeAt(start - 1);
  const after = text.charCodeAt(start + run.length);
  if (isLetter(before) || isDigit(before)) return isLetter(after) || isDigit(after);
  return (run === '$' || run === '€') && before !== UNDERSCORE && isLetter(after);
}

const UNDERSCORE = 0x5f;

function isLetter(unit: number): boolean {
  return (unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x7a;
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

/** What is written in characters that nobody sees. */
export const HIDDEN: readonly Writing[] = [tags, variations];

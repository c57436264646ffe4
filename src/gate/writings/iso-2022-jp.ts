import { editsFrom } from './writing.ts';
import type { Edit, Rewriting } from './writing.ts';

/** From the escape that leads to kanji up to the one that leads back; mail and old forms have lost the first of it. */
const WRITTEN = '\\$[@B]((?:[!-~]{2}){2,200}?)';
const KINDS: readonly (readonly [mark: string, pattern: RegExp])[] = [
  ['\u001B$', new RegExp(`\\u001B${WRITTEN}(?:\\u001B\\([BJ]|(?![!-~]))`, 'y')],
  ['$B', new RegExp(`${WRITTEN}\\([BJ]`, 'y')],
];

/**
 * Japanese in seven bits (RFC 1468) within a text of another charset, as addresses and data of old mail have it: only
 * whole files are read in that charset.
 */
export const iso2022jp: Rewriting = {
  name: 'iso-2022-jp',
  edits(text) {
    for (const [mark, pattern] of KINDS) {
      const edits = editsFrom(text, mark, pattern, ([all, pairs = '']) => decoded(pairs) ?? all);
      if (edits.length > 0) return edits;
    }
    return NONE;
  },
};

const NONE: readonly Edit[] = [];

function decoded(pairs: string): string | null {
  const bytes = Uint8Array.from(`\u001B$B${pairs}`, (letter) => letter.charCodeAt(0));
  const text = new TextDecoder('iso-2022-jp').decode(bytes);
  return text.includes('\uFFFD') ? null : text;
}

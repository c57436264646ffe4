import { letterGroup } from '../letters/other-letters.ts';
import { misreadUtf8, upperHalf } from './misread-bytes.ts';
import type { Edit, Rewriting } from './writing.ts';

const SHOWN = upperHalf('windows-1252');
const decoded = misreadUtf8(SHOWN);
/** Either what that charset shows, or what Latin-1 does. */
const NEXT = `[\\u0080-\\u00BF${SHOWN.slice(0, 32)}]`;
/** The bytes of UTF-8 characters beyond ASCII, each shown as a letter. */
const RUN = new RegExp(
  `(?:[\\u00C2-\\u00DF]${NEXT}|[\\u00E0-\\u00EF]${NEXT}{2}|[\\u00F0-\\u00F4]${NEXT}{3})+`,
  'y',
);
const FIRST = /[\u00C2-\u00F4]/g;
const hasFirst = letterGroup(/[\u00C2-\u00F4]/);

/**
 * UTF-8 that was taken for Latin letters, byte by byte: text saved in the wrong charset, and `\xD0\x9F` as
 * PHP, Python and the shell escape it.
 */
export const mojibake: Rewriting = {
  name: 'utf-8',
  edits(text) {
    if (!hasFirst(text)) return [];
    const edits: Edit[] = [];
    FIRST.lastIndex = 0;
    for (let first = FIRST.exec(text); first; first = FIRST.exec(text)) {
      const start = first.index;
      RUN.lastIndex = start;
      const run = RUN.exec(text)?.[0];
      if (run === undefined) continue;
      const end = start + run.length;
      const letters = decoded(run);
      if (letters !== run) edits.push({ start, end, text: letters });
      FIRST.lastIndex = end;
    }
    return edits;
  },
};

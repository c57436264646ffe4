import { character, matchesFrom } from './writing.ts';
import type { Edit, Rewriting } from './writing.ts';

/** In brackets or without; no range, of which style sheets for fonts have many. */
const CODE = /U\+(?:10|0?[\dA-F])?[\dA-F]{4}(?![\dA-F-])[>}\])]?/iy;
const CLOSING = /[>}\])]$/;
/** What may part two of them. */
const BETWEEN = /^[ \t]?[,;|]?[ \t]?[<{[(]?$/;
const OPENING = /[<{[(]/;

/**
 * Letters by their numbers in Unicode: in a row, as people and programs list them (`U+0421 U+0442`), and
 * `<U+0421>`, as R shows a letter that it cannot print.
 */
export const codePoints: Rewriting = {
  name: 'code-points',
  edits(text) {
    const edits: Edit[] = [];
    let ofFont = 0;
    for (const { 0: code, index } of matchesFrom(text, 'U+', CODE)) {
      if (index < ofFont) continue;
      const isInBrackets = CLOSING.test(code) && OPENING.test(text.charAt(index - 1));
      const end = index + code.length - (CLOSING.test(code) && !isInBrackets ? 1 : 0);
      const from = isInBrackets ? index - 1 : index;
      const before = edits.at(-1)?.end ?? -Infinity;
      const isNext = index - before < 6 && BETWEEN.test(text.slice(before, index));
      if (!isNext && isOfFont(text, index)) {
        ofFont = endOfDeclaration(text, index);
        continue;
      }
      const letter = character(parseInt(code.slice(2), 16));
      edits.push({ start: isNext ? before : from, end, text: letter });
    }
    return edits;
  },
};

/** What letters a font has is told in a style sheet, and in data for one: sorted, so that they make words by chance. */
const OF_FONT = ['unicode-range', 'unicodeRange'];
/** Of a font for Japanese, cut into a hundred. */
const MOST_BEFORE = 4096;

function isOfFont(text: string, index: number): boolean {
  const before = text.slice(Math.max(0, index - MOST_BEFORE), index);
  const start = Math.max(...OF_FONT.map((name) => before.lastIndexOf(name)));
  return start >= 0 && !/[;}]/.test(before.slice(start));
}

function endOfDeclaration(text: string, index: number): number {
  END.lastIndex = index;
  return END.exec(text)?.index ?? text.length;
}

const END = /[;}]/g;

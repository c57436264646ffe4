import type { Layer } from '../decoder.ts';

/** A letter by its number, in SVG and in style sheets; where a formula or a part of one begins. */
const LETTER = /(?:data-c="|class="mjx-c)([\dA-F]{2,5})\b|(data-mml-node=|<mjx-(?!c\b))/g;

/**
 * What formulas say that MathJax has set, each part a line: their letters are outlines or come from a style sheet, and a page
 * only has their numbers.
 */
export function* mathJax(page: string): Iterable<Layer> {
  if (!page.includes('MathJax')) return;
  const letters = Array.from(page.matchAll(LETTER), ([, code, part]) =>
    part === undefined ? String.fromCodePoint(Math.min(parseInt(code ?? '', 16), 0x10ffff)) : '\n',
  );
  if (letters.length > 1) yield { kind: 'text', name: 'formulas', text: letters.join('') };
}

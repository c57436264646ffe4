import { parsePage } from '../marks/page.ts';
import type { TextPiece } from '../marks/page.ts';

const UNITS = [
  ...['%', '‰', '°C', '[KkMGT]i?B', '[KkMG]bit', '[KkMG]?Hz', '[nµm]?s', 'min', 'h'],
  ...['[nµcmk]?m', 'k?g', 'px', 'pt', 'dpi'],
  ...['[КкМГТ]Б', 'м?с', 'мин', 'ч', '[см]?м', 'км', 'кг', 'г'],
];
const GAP = new RegExp(
  [
    String.raw`(?<=\d) (?=(?:${UNITS.join('|')})(?![\p{L}\p{N}]))`,
    // Thousands: 41 200.
    String.raw`(?<=(?<!\d)\d{1,3}(?: \d{3})*) (?=\d{3}(?!\d))`,
    // A product, a sum or a difference.
    String.raw`(?<=\d) (?=[×−+] \d)|(?<=\d [×−+]) (?=\d)`,
    // No line begins with a dash.
    String.raw`(?<=\S) (?=— )`,
    // In Russian no line ends with a word of one letter, and a particle stays with its word.
    String.raw`(?<=(?<![\p{L}\p{N}])[вкосуаияВКОСУАИЯ]) |(?<=\p{L}) (?=(?:же?|бы?|ли)(?![\p{L}\p{N}]))`,
  ].join('|'),
  'gu',
);
const NO_BREAK = '\u00a0';
/** Where a space is a sign among others, or no text at all. */
const VERBATIM = new Set(['script', 'style', 'template', 'pre', 'code', 'textarea', 'title']);

/**
 * Keeps on one line what is read in one breath: a number and its unit, a sum, a dash with the
 * word before it, and the short words of Russian. Nothing else of the page changes.
 */
export function joinUnits(html: string): string {
  return parsePage(html)
    .texts.filter(isProse)
    .reduce((page, { node }) => {
      const place = node.sourceCodeLocation;
      if (!place) return page;
      const source = page.slice(place.startOffset, place.endOffset);
      // One sign for another: offsets stay true.
      const joined = source.replace(GAP, NO_BREAK);
      return page.slice(0, place.startOffset) + joined + page.slice(place.endOffset);
    }, html);
}

function isProse({ node, ancestors }: TextPiece): boolean {
  return node.value.search(GAP) >= 0 && !ancestors.some(({ tagName }) => VERBATIM.has(tagName));
}

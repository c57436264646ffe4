import { loadDefaultJapaneseParser } from 'budoux';
import { attributeOf, parsePage } from '../marks/page.ts';
import type { TextPiece } from '../marks/page.ts';

const parser = loadDefaultJapaneseParser();
const JAPANESE = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}]/u;
const HEADINGS = new Set(['h1', 'h2', 'h3']);

// The model knows grammar, and no punctuation: JIS X 4051 says what no line begins or ends with.
const NEVER_FIRST =
  /^[、。，．・：；？！ー…‥々）」』】〕〉》｝］’”ぁぃぅぇぉっゃゅょァィゥェォッャュョ)\]},.:;?!]/u;
const NEVER_LAST = /[（「『【〔〈《｛［‘“([{]$/u;

/**
 * @returns the phrases (文節) of a Japanese text, between which a line may end; joined they are the
 *   text. None begins or ends with what may not stand there (禁則).
 */
export function japanesePhrases(text: string): readonly string[] {
  const phrases: string[] = [];
  for (const phrase of text === '' ? [] : parser.parse(text)) {
    const last = phrases.at(-1);
    if (last !== undefined && (NEVER_FIRST.test(phrase) || NEVER_LAST.test(last)))
      phrases[phrases.length - 1] = last + phrase;
    else phrases.push(phrase);
  }
  return phrases;
}

/**
 * Lets the lines of Japanese headings end between phrases and not within them: a `wbr` stands
 * between two, and style sheets forbid other breaks. Nothing else of the page changes.
 *
 * @see https://www.w3.org/TR/jlreq/ "Requirements for Japanese Text Layout"
 */
export function breakHeadings(html: string): string {
  // From the end, so that offsets stay true.
  return parsePage(html)
    .texts.filter(isJapaneseHeading)
    .toReversed()
    .reduce((page, { node }) => withBreaks(page, node.sourceCodeLocation ?? null), html);
}

function isJapaneseHeading({ node, ancestors }: TextPiece): boolean {
  if (!JAPANESE.test(node.value)) return false;
  if (!ancestors.some(({ tagName }) => HEADINGS.has(tagName))) return false;
  const lang = ancestors.map((each) => attributeOf(each, 'lang')).findLast((each) => each !== null);
  return lang === 'ja';
}

function withBreaks(
  page: string,
  place: { startOffset: number; endOffset: number } | null,
): string {
  if (!place) return page;
  const source = page.slice(place.startOffset, place.endOffset);
  // An escape is one letter to a reader; in the source a break could fall inside it.
  if (source.includes('&')) return page;
  const broken = japanesePhrases(source).join('<wbr>');
  return page.slice(0, place.startOffset) + broken + page.slice(place.endOffset);
}

import { attributeOf, parsePage } from '../../marks/page.ts';
import type { Element, TextPiece } from '../../marks/page.ts';

/** The letters a page is set in, told apart by how they are set. */
export interface PageGlyphs {
  /** The language of the whole page. */
  readonly lang: string;
  readonly all: ReadonlySet<string>;
  /** Those in italics; the others need no italic font. */
  readonly italic: ReadonlySet<string>;
  /** Those outside of labels, which Japanese pages set in letters of the reader's system. */
  readonly unlabelled: ReadonlySet<string>;
  /** Those in semibold, for fonts that are not variable. */
  readonly bold: ReadonlySet<string>;
  /** Those of headings and their like: what a page keeps its own letters for if not for all. */
  readonly display: ReadonlySet<string>;
}

const ITALIC = new Set(['em', 'i', 'cite', 'dfn', 'var', 'address']);
const BOLD = new Set(['strong', 'b', 'label', 'h3', 'h4']);
const DISPLAY = new Set(['h1', 'h2', 'h3', 'nav', 'header']);
const UNSEEN = new Set(['style', 'template', 'noscript']);
/** Attributes a browser shows as text. */
const SHOWN = ['alt', 'title', 'placeholder', 'value', 'label', 'data-text', 'srcdoc'];

/**
 * Collects the letters of a page: its text, the attributes that are shown, and what a script
 * inside it may print. Style sheets can change case, so letters count in both.
 */
export function pageGlyphs(html: string): PageGlyphs {
  const { texts, elements } = parsePage(html);
  const seen = texts.filter(isSeen);
  const [scripts, prose] = [seen.filter(isScript), seen.filter((piece) => !isScript(piece))];
  const attributes = elements.flatMap(({ element }) =>
    SHOWN.map((name) => attributeOf(element, name) ?? ''),
  );
  const where = (isMeant: (ancestors: readonly Element[]) => boolean) =>
    lettersOf(prose.filter(({ ancestors }) => isMeant(ancestors)).map(({ node }) => node.value));
  const root = elements.find(({ element }) => element.tagName === 'html');
  const lang = (root && attributeOf(root.element, 'lang')) ?? '';
  const beside = [...attributes, ...scripts.map(({ node }) => printable(node.value, lang))];
  return {
    lang,
    all: lettersOf([...prose.map(({ node }) => node.value), ...beside]),
    unlabelled: new Set([...where((ancestors) => !isLabel(ancestors)), ...lettersOf(beside)]),
    italic: where((ancestors) => holds(ancestors, ITALIC)),
    bold: where(isBold),
    display: where((ancestors) => holds(ancestors, DISPLAY)),
  };
}

/** As the style sheets have it: `.label`, and what heads a row of the index, are in the plain weight. */
function isBold(ancestors: readonly Element[]): boolean {
  if (isLabel(ancestors)) return false;
  return (
    holds(ancestors, BOLD) ||
    ancestors.some((each) => hasClass(each, 'semibold')) ||
    isHeadOfTable(ancestors)
  );
}

/** The first row of a table; also the first column where a phone lays its rows out as blocks. */
function isHeadOfTable(ancestors: readonly Element[]): boolean {
  const isIn = (tagName: string) => ancestors.find((each) => each.tagName === tagName);
  if (isIn('thead')) return isIn('th') !== undefined;
  const cell = isIn('td');
  const isStacked = ancestors.some((each) => attributeOf(each, 'data-stacked') !== null);
  return isStacked && cell !== undefined && isFirst(cell);
}

function isLabel(ancestors: readonly Element[]): boolean {
  return ancestors.some((each) => hasClass(each, 'label') && !hasClass(each, 'code'));
}

function hasClass(element: Element, name: string): boolean {
  return (attributeOf(element, 'class') ?? '').split(/\s+/).includes(name);
}

function isFirst(element: Element): boolean {
  const siblings = element.parentNode?.childNodes ?? [];
  return siblings.find((each) => 'tagName' in each) === element;
}

function isSeen({ ancestors }: TextPiece): boolean {
  return !holds(ancestors, UNSEEN);
}

function isScript({ ancestors }: TextPiece): boolean {
  return ancestors.at(-1)?.tagName === 'script';
}

/** Letters by which a language is told from others. */
const OWN_LETTERS: Readonly<Record<string, RegExp>> = {
  ja: /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\uff00-\uffef]+/gu,
  ru: /\p{scx=Cyrillic}+/gu,
};

/** A script may hold texts of every language, and prints those of its page. */
function printable(script: string, lang: string): string {
  const own = OWN_LETTERS[lang];
  if (!own) return '';
  const text = script.replace(/\\u([\da-f]{4})/gi, (_all, code: string) =>
    String.fromCharCode(parseInt(code, 16)),
  );
  return text.match(own)?.join('') ?? '';
}

function holds(ancestors: readonly Element[], tags: ReadonlySet<string>): boolean {
  return ancestors.some(({ tagName }) => tags.has(tagName));
}

const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Variation_Selector}]/u;

/** @returns the letters of texts, each in both cases. */
export function lettersOf(texts: Iterable<string>): ReadonlySet<string> {
  const letters = new Set<string>();
  for (const text of texts)
    for (const letter of text.normalize('NFC')) {
      if (letters.has(letter) || INVISIBLE.test(letter)) continue;
      for (const each of letter + letter.toUpperCase() + letter.toLowerCase()) letters.add(each);
    }
  return letters;
}

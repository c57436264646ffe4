import { isSetApart, parsePage } from './page.ts';
import type { Element, Page } from './page.ts';

/** A block of a text, as a reader would count them. */
export interface Passage {
  readonly kind: 'paragraph' | 'heading' | 'item';
  /** Which list an item belongs to; 0 for others. */
  readonly list: number;
  readonly text: string;
}

/** A text as strangers have it: a page, or what somebody pasted. */
export interface ReadableText {
  readonly isHtml: boolean;
  readonly passages: readonly Passage[];
}

const HTML =
  /<(?:!doctype\s+html|html|head|body|main|article|section|div|p|li|h[1-6]|span|colophon-egg)\b[^<>]*>/i;

/** Whether a text is HTML, judged by its content. */
export function isHtml(text: string): boolean {
  return HTML.test(text);
}

/** Splits HTML or plain text into its passages. Never throws. */
export function readPassages(text: string): ReadableText {
  return isHtml(text)
    ? { isHtml: true, passages: pagePassages(parsePage(text)) }
    : { isHtml: false, passages: plainPassages(text) };
}

const KINDS: ReadonlyMap<string, Passage['kind']> = new Map([
  ['p', 'paragraph'],
  ['li', 'item'],
  ...['h2', 'h3', 'h4', 'h5', 'h6'].map((name) => [name, 'heading'] as const),
]);

// A paragraph within one of these is not one of the text's own paragraphs.
const ASIDE = new Set(
  'li dd blockquote aside figure table details header footer nav form'.split(' '),
);

/** The article's body if the page says where it is, else the articles, else the whole page. */
function pagePassages(page: Page): Passage[] {
  const isIn = scopeOf(page);
  const blocks = page.elements.filter(
    ({ element, ancestors }) =>
      KINDS.has(element.tagName) &&
      ancestors.some(isIn) &&
      ![...ancestors, element].some(isSetApart) &&
      isOwnBlock(element, ancestors, isIn),
  );
  const texts = textsOf(page, new Set(blocks.map(({ element }) => element)));
  const lists = new Map<Element | undefined, number>();
  return blocks.map(({ element, ancestors }) => {
    const kind = KINDS.get(element.tagName) ?? 'paragraph';
    const parent = ancestors.at(-1);
    if (kind === 'item' && !lists.has(parent)) lists.set(parent, lists.size + 1);
    return {
      kind,
      list: kind === 'item' ? (lists.get(parent) ?? 0) : 0,
      text: texts.get(element) ?? '',
    };
  });
}

function scopeOf({ elements }: Page): (element: Element) => boolean {
  const isBody = ({ attrs }: Element) => attrs.some(({ name }) => name === 'data-body');
  if (elements.some(({ element }) => isBody(element))) return isBody;
  if (elements.some(({ element }) => element.tagName === 'article'))
    return ({ tagName }) => tagName === 'article';
  return () => true;
}

function isOwnBlock(
  { tagName }: Element,
  ancestors: readonly Element[],
  isIn: (element: Element) => boolean,
): boolean {
  const within = ancestors.slice(ancestors.findIndex(isIn) + 1);
  // Items of the navigation are not the author's text; lists inside asides may be.
  return !within.some((each) =>
    tagName === 'p' ? ASIDE.has(each.tagName) : each.tagName === 'nav',
  );
}

/** Each text belongs to the innermost block around it. */
function textsOf(page: Page, blocks: ReadonlySet<Element>): Map<Element, string> {
  const parts = new Map<Element, string[]>();
  for (const { node, ancestors } of page.texts) {
    const block = ancestors.findLast((each) => blocks.has(each));
    const nested = block ? ancestors.slice(ancestors.indexOf(block) + 1) : [];
    if (!block || nested.some((each) => isSetApart(each) || UNREAD.has(each.tagName))) continue;
    const list = parts.get(block) ?? [];
    list.push(node.value);
    parts.set(block, list);
  }
  return new Map([...parts].map(([block, list]) => [block, list.join('')]));
}

const UNREAD = new Set(['script', 'style', 'template', 'noscript', 'svg', 'math', 'colophon-egg']);

/**
 * Pasted text has lost its tags. Browsers put an empty line between blocks and single line breaks
 * between items; a short line without a full stop is taken for a heading.
 */
function plainPassages(text: string): Passage[] {
  const blocks = text.split(/(?:\r?\n[^\S\n]*){2,}/).filter((block) => block.trim() !== '');
  // Some programs drop the empty lines: then each line is a block.
  const groups = blocks.length === 1 ? text.split(/\r?\n/) : blocks;
  return groups.flatMap((block, index): Passage[] => {
    const lines = block.split(/\r?\n/).filter((line) => line.trim() !== '');
    const isList = lines.length > 1 && !isWrapped(lines);
    if (isList)
      return lines.map((line) => ({ kind: 'item' as const, list: index + 1, text: line }));
    const whole = lines.join('\n');
    return whole
      ? [{ kind: isHeading(whole) ? 'heading' : 'paragraph', list: 0, text: whole }]
      : [];
  });
}

/** Lines of one paragraph that a program wrapped: all but the last are about equally long. */
function isWrapped(lines: readonly string[]): boolean {
  const lengths = lines.slice(0, -1).map((line) => line.length);
  const longest = lengths.reduce((most, length) => Math.max(most, length), 0);
  return longest >= 40 && lengths.every((length) => length > longest * 0.6);
}

/** Whether a line of pasted text looks like a heading: short, and no sentence that ends. */
export function isHeading(line: string): boolean {
  return (
    line.length < 120 && !/[.。!！?？:：…;；,、][\s\u200b-\u200e\u2060"'”’»」』)]*$/.test(line)
  );
}

/** A stretch of running text and the number of the block it is in, counted from 1. */
export interface Stretch {
  readonly text: string;
  readonly block: number;
}

const BLOCKS = new Set('p li dd blockquote h1 h2 h3 h4 h5 h6 td th figcaption'.split(' '));

/** All text in the order of the source, with nothing left out but scripts and the like. Never throws. */
export function readStretches(text: string): readonly Stretch[] {
  if (!isHtml(text))
    return plainPassages(text).map((passage, index) => ({ text: passage.text, block: index + 1 }));
  const numbers = new Map<Element | undefined, number>();
  return parsePage(text).texts.flatMap(({ node, ancestors }) => {
    if (ancestors.some(({ tagName }) => UNREAD.has(tagName))) return [];
    const block = ancestors.findLast(({ tagName }) => BLOCKS.has(tagName));
    if (block && !numbers.has(block)) numbers.set(block, numbers.size + 1);
    return [{ text: node.value, block: numbers.get(block) ?? numbers.size + 1 }];
  });
}

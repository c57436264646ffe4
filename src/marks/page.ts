import { parse } from 'parse5';
import type { DefaultTreeAdapterTypes } from 'parse5';

export type Element = DefaultTreeAdapterTypes.Element;
type Node = DefaultTreeAdapterTypes.ChildNode;
type TextNode = DefaultTreeAdapterTypes.TextNode;

/** A piece of text in a page, and where it stands. */
export interface TextPiece {
  readonly node: TextNode;
  /** From the outside in. */
  readonly ancestors: readonly Element[];
}

/** A parsed page. Offsets in its nodes are UTF-16 units from the start of `source`. */
export interface Page {
  readonly source: string;
  readonly elements: readonly {
    readonly element: Element;
    readonly ancestors: readonly Element[];
  }[];
  readonly texts: readonly TextPiece[];
}

/** Deeper nesting than this is nobody's prose, and would make lists of ancestors expensive. */
const MAX_DEPTH = 256;

let last: Page | null = null;

/**
 * Parses HTML. Never throws: HTML has no syntax errors. The last page is remembered, since each
 * carrier looks at the same one in turn; the result depends on `source` alone.
 */
export function parsePage(source: string): Page {
  if (last?.source === source) return last;
  last = { source, ...flatten(parse(source, { sourceCodeLocationInfo: true }).childNodes) };
  return last;
}

/** With a stack of its own: a stranger's nesting must not exhaust ours. */
function flatten(roots: readonly Node[]): Omit<Page, 'source'> {
  const elements: { element: Element; ancestors: readonly Element[] }[] = [];
  const texts: TextPiece[] = [];
  const open: { node: Node; ancestors: readonly Element[] }[] = [];
  const push = (nodes: readonly Node[], ancestors: readonly Element[]) => {
    for (const node of nodes.toReversed()) open.push({ node, ancestors });
  };
  push(roots, []);
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, ancestors } = next;
    if (isText(node)) texts.push({ node, ancestors });
    if (!isElement(node)) continue;
    elements.push({ element: node, ancestors });
    if (ancestors.length < MAX_DEPTH) push(node.childNodes, [...ancestors, node]);
  }
  return { elements, texts };
}

function isText(node: Node): node is TextNode {
  return node.nodeName === '#text';
}

function isElement(node: Node): node is Element {
  return 'tagName' in node;
}

/** @returns the attribute's value, or null if the element has none. */
export function attributeOf(element: Element, name: string): string | null {
  return element.attrs.find((attribute) => attribute.name === name)?.value ?? null;
}

// What must not be marked: text that machines read or people copy for its letters, text that is
// not prose, and text that is not there for every reader.
const NOT_PROSE = new Set(
  (
    'code pre kbd samp var a button label summary input select option optgroup datalist textarea ' +
    'output form fieldset legend script style template noscript svg math time data title head ' +
    'h1 h2 h3 h4 h5 h6 th caption figcaption colophon-egg iframe object audio video canvas nav'
  ).split(' '),
);
const NOT_FOR_MARKS = ['hidden', 'aria-hidden', 'data-withheld', 'data-unmarked', 'itemprop'];
const PROSE = new Set(['p', 'li', 'dd', 'blockquote']);

/** Whether text with these ancestors is prose of an article that may carry a mark. */
export function isMarkable(ancestors: readonly Element[]): boolean {
  const article = ancestors.findIndex(({ tagName }) => tagName === 'article');
  return (
    article >= 0 &&
    ancestors.slice(article).some(({ tagName }) => PROSE.has(tagName)) &&
    !ancestors.some((element) => NOT_PROSE.has(element.tagName) || isSetApart(element))
  );
}

/** Whether an element is not part of the text as everybody reads it. */
export function isSetApart({ attrs }: Element): boolean {
  return attrs.some(({ name }) => NOT_FOR_MARKS.includes(name));
}

/** A change of a page's source; everything else stays byte for byte. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Applies changes that do not overlap. */
export function applySplices(source: string, splices: readonly Splice[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, text } of splices.toSorted((a, b) => a.start - b.start)) {
    parts.push(source.slice(at, start), text);
    at = end;
  }
  return parts.join('') + source.slice(at);
}

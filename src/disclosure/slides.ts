import type { Root, RootContent } from 'mdast';
import type { MdxJsxFlowElement } from 'mdast-util-mdx-jsx';

const DECK_FILE = /(?:^|[\\/])slides(?:\.[a-z]{2})?\.mdx$/;

/** @returns whether a text is slides, by its name: `slides.mdx`, or `slides.ja.mdx`. */
export function isDeckFile(path: string): boolean {
  return DECK_FILE.test(path);
}

/** @returns how many slides a body makes: a rule (`---`) ends one. */
export function slideCount({ children }: Root): number {
  return slidesOf(children).length;
}

/**
 * Puts each slide of a body into a `<Slide>` of its own, in place.
 *
 * @param keepsNotes - whether `<Notes>` stay: only for the speaker's own eyes. They are private, and
 *   nothing that is published holds them.
 */
export function splitSlides(tree: Root, keepsNotes: boolean): void {
  if (!keepsNotes) dropNotes(tree);
  const slides = slidesOf(tree.children);
  tree.children = slides.map((children, index) => slide(children, index + 1, slides.length));
}

/** Takes the speaker's notes out of slides, in place, however deep they stand. */
export function dropNotes(parent: { children: unknown[] }): void {
  parent.children = parent.children.filter((child) => !isNotes(child));
  for (const child of parent.children) if (hasChildren(child)) dropNotes(child);
}

function isNotes(node: unknown): boolean {
  return (node as { name?: unknown }).name === 'Notes';
}

function hasChildren(node: unknown): node is { children: unknown[] } {
  return Array.isArray((node as { children?: unknown }).children);
}

function slidesOf(children: readonly RootContent[]): readonly RootContent[][] {
  const slides: RootContent[][] = [[]];
  for (const child of children) {
    if (child.type === 'thematicBreak') slides.push([]);
    else slides.at(-1)?.push(child);
  }
  return slides.filter(({ length }) => length > 0);
}

function slide(children: readonly RootContent[], number: number, of: number): RootContent {
  const attribute = (name: string, value: number) => ({
    type: 'mdxJsxAttribute' as const,
    name,
    value: String(value),
  });
  const attributes = [attribute('number', number), attribute('of', of)];
  // A slide holds blocks, as an element of MDX that stands on lines of its own does.
  const element = { type: 'mdxJsxFlowElement', name: 'Slide', attributes, children };
  return element as MdxJsxFlowElement;
}

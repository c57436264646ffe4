import type { BlockContent, Code, Image, Root, RootContent } from 'mdast';
import type { MdxJsxFlowElement } from 'mdast-util-mdx-jsx';
import type { MdxJsxTextElement } from 'mdast-util-mdx-jsx';
import { visit } from 'unist-util-visit';
import { firstWording } from '../marks/index.ts';
import { FORMS } from '../schemas/agreement.ts';
import type { Form } from '../schemas/agreement.ts';
import { LEVELS, reaches } from '../schemas/level.ts';
import type { Level, Reason } from '../schemas/level.ts';
import { isDiagram, resolveElements } from './diagram-text.ts';
import { RedactedImage } from './redacted-image.ts';
import type { Viewpoint } from './viewpoint.ts';
import { EITHER, choicesIn, pickedText, variantsOf } from './wording.ts';

type Element = MdxJsxFlowElement | MdxJsxTextElement;

/** What was taken out of a body: private, and what the gate looks for afterwards. */
export interface Removed {
  /** Texts behind bars, such as a figure: one entry a bar. */
  readonly fragments: readonly string[];
  /** Whole passages that are not there at all: one entry a paragraph, cell or item. */
  readonly passages: readonly string[];
  /** URLs of images, as written. */
  readonly images: readonly string[];
  readonly reasons: readonly Reason[];
  /** The day the next dated passage opens; null if none is pending. */
  readonly opens: string | null;
}

/**
 * Takes out of an MDX body what may not be public, in place, before anything is compiled: a
 * withheld image is never imported, a withheld sentence never reaches a template.
 * `<Client />` becomes text or a bar, `<Withheld>` its content or a bar, `<Confidential>` its
 * content or nothing, `<Either>` one of its wordings. Expects a tree that `bodyProblems` finds nothing wrong with; what it does
 * not understand it removes.
 */
export function withhold(tree: Root, view: Viewpoint): Removed {
  const log = new RemovalLog(tree);
  rewrite(tree, view, log);
  return log.removed();
}

class RemovalLog {
  private readonly fragments: string[] = [];
  private readonly passages: string[] = [];
  private readonly images: string[] = [];
  private readonly reasons = new Set<Reason>();
  private opens: string | null = null;
  /** Counts the bars of the page; chooses their widths. */
  position = 0;
  private readonly root: Root;
  /** Read before anything is taken out: which place it is must not depend on what may be shown. */
  readonly choices: ReturnType<typeof choicesIn>;

  constructor(root: Root) {
    this.root = root;
    this.choices = choicesIn(root);
  }

  bar(reason: Reason, element: Element): void {
    this.reasons.add(reason);
    this.fragments.push(...this.textsOf(element, { includeImageAlt: false }));
    this.take(element);
  }

  gone(element: Element, opens: string | null): void {
    if (opens !== null) {
      this.reasons.add('T');
      if (this.opens === null || opens < this.opens) this.opens = opens;
    }
    visit(element, ['paragraph', 'heading', 'tableCell', 'code'], (node) => {
      this.passages.push(...this.textsOf(node));
    });
    this.take(element);
  }

  /** A picture that is shown with a part painted over: as it was, nobody may see it. */
  painted(reason: Reason, url: string): void {
    this.reasons.add(reason);
    this.images.push(url);
  }

  /** In every wording that it could have. */
  private textsOf(node: Root | RootContent, options = {}): readonly string[] {
    return variantsOf(node, this.choices, options)
      .map((text) => text.trim())
      .filter(Boolean);
  }

  private take(element: Element): void {
    for (const { url, alt } of picturesIn(element, this.root)) {
      this.images.push(url);
      if (alt) this.passages.push(alt);
    }
  }

  removed(): Removed {
    const { fragments, passages, images, opens } = this;
    return { fragments, passages, images, opens, reasons: [...this.reasons] };
  }
}

/** A picture as a text names it. */
export interface Picture {
  /** As written. */
  readonly url: string;
  readonly alt: string;
}

/**
 * @param root - where the definitions of `![alt][reference]` stand.
 * @returns the pictures of a part of a text, however written; not those that are to be painted.
 */
export function picturesIn(part: Root | Element, root: Root): readonly Picture[] {
  const urls = new Map<string, string>();
  visit(root, 'definition', ({ identifier, url }) => {
    urls.set(identifier, url);
  });
  const pictures: Picture[] = [];
  visit(part, (node) => {
    if (node.type === 'mdxJsxFlowElement' && node.name === 'RedactedImage')
      pictures.push({ url: attribute(node, 'src') ?? '', alt: attribute(node, 'alt') ?? '' });
    if (node.type === 'image' && !node.data?.redacted)
      pictures.push({ url: node.url, alt: node.alt ?? '' });
    if (node.type === 'imageReference')
      pictures.push({ url: urls.get(node.identifier) ?? '', alt: node.alt ?? '' });
  });
  return pictures;
}

function rewrite(parent: { children: unknown[] }, view: Viewpoint, log: RemovalLog): void {
  const children = parent.children as RootContent[];
  parent.children = children.flatMap((child) => {
    if (isElement(child)) return resolve(child, view, log);
    if (child.type === 'code' && isDiagram(child)) return [diagram(child, view, log)];
    if ('children' in child) rewrite(child, view, log);
    return [child];
  });
}

function diagram(code: Code, view: Viewpoint, log: RemovalLog): Code {
  const inside = (text: string) => resolveElements(text, (element) => resolve(element, view, log));
  return { ...code, meta: inside(code.meta ?? ''), value: inside(code.value) };
}

function isElement(node: RootContent): node is Element {
  return node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement';
}

function resolve(element: Element, view: Viewpoint, log: RemovalLog): RootContent[] {
  switch (element.name) {
    case 'Client':
      return [client(element, view, log)];
    case 'Withheld': {
      const reason = attribute(element, 'reason') as Reason;
      const isShown = element.children.length > 0 && !view.withheld.includes(reason);
      return isShown ? unwrap(element, view, log) : [bar(element, reason, log)];
    }
    case EITHER: {
      const choices = log.choices.get(element);
      return choices ? [pickedText(element, (view.wording ?? firstWording)(choices))] : [];
    }
    case 'RedactedImage':
      return redactedImage(element, view, log);
    case 'Confidential': {
      const from = attribute(element, 'from') ?? '';
      if (isOpen(from, view)) return unwrap(element, view, log);
      log.gone(element, isLevel(from) ? null : from);
      return [];
    }
    default:
      rewrite(element, view, log);
      return [element];
  }
}

function isOpen(from: string, view: Viewpoint): boolean {
  return isLevel(from) ? reaches(view.level, from) : /^\d{4}-/.test(from) && view.day >= from;
}

function isLevel(value: string): value is Level {
  return LEVELS.some((level) => level === value);
}

function unwrap(element: Element, view: Viewpoint, log: RemovalLog): RootContent[] {
  rewrite(element, view, log);
  return element.children as RootContent[];
}

function client(element: Element, view: Viewpoint, log: RemovalLog): RootContent {
  const form = FORMS.find((each) => each === attribute(element, 'form')) ?? ('nom' satisfies Form);
  const value = view.client(form, attribute(element, 'of'));
  if (value === null) return bar(element, 'N', log);
  const text = { type: 'text' as const, value };
  return element.type === 'mdxJsxTextElement' ? text : { type: 'paragraph', children: [text] };
}

function bar(element: Element, reason: Reason, log: RemovalLog): RootContent {
  log.bar(reason, element);
  const position = String(log.position++);
  const isBlock = element.type === 'mdxJsxFlowElement';
  const attributes = [
    { type: 'mdxJsxAttribute' as const, name: 'reason', value: reason },
    { type: 'mdxJsxAttribute' as const, name: 'position', value: position },
    ...(isBlock ? [{ type: 'mdxJsxAttribute' as const, name: 'block', value: null }] : []),
  ];
  return { type: element.type, name: 'Bar', attributes, children: [] } as RootContent;
}

/** @returns the picture if it may be shown whole, else one that is still to be painted. */
function redactedImage(element: Element, view: Viewpoint, log: RemovalLog): RootContent[] {
  const { data } = RedactedImage.safeParse(attributesOf(element));
  if (!data) return [];
  const { src, alt, regions, reason } = data;
  const image = { type: 'image' as const, url: src, alt };
  if (!view.withheld.includes(reason)) return [{ type: 'paragraph', children: [image] }];
  log.painted(reason, src);
  const attributes = Object.entries({ reason, position: String(log.position++) }).map(
    ([name, value]) => ({ type: 'mdxJsxAttribute' as const, name, value }),
  );
  const painted: Image = { ...image, data: { redacted: regions } };
  // A figure holds the picture itself, as an author's MDX could; the types know only paragraphs.
  const children = [painted as RootContent as BlockContent];
  return [{ type: 'mdxJsxFlowElement', name: 'RedactedFigure', attributes, children }];
}

/** @returns the attributes of an element that are plain strings. */
export function attributesOf(element: Element): Readonly<Record<string, string>> {
  return Object.fromEntries(
    element.attributes.flatMap((each) =>
      each.type === 'mdxJsxAttribute' && typeof each.value === 'string'
        ? [[each.name, each.value]]
        : [],
    ),
  );
}

/** @returns the attribute's value if it is a plain string. */
export function attribute(element: Element, name: string): string | undefined {
  const found = element.attributes.find(
    (each) => each.type === 'mdxJsxAttribute' && each.name === name,
  );
  return typeof found?.value === 'string' ? found.value : undefined;
}

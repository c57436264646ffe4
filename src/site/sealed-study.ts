import { rehypePrism } from '@astrojs/markdown-remark';
import type { Root as HastRoot, Element, ElementContent } from 'hast';
import { toHtml } from 'hast-util-to-html';
import type { Code, Image, Root, Table } from 'mdast';
import { defaultHandlers, toHast } from 'mdast-util-to-hast';
import type { Handlers, State } from 'mdast-util-to-hast';
import type { MdxJsxFlowElement } from 'mdast-util-mdx-jsx';
import type { MdxJsxTextElement } from 'mdast-util-mdx-jsx';
import remarkSmartypants from 'remark-smartypants';
import { unified } from 'unified';
import { escapeHtml } from '../bytes/escape-html.ts';
import { isDiagram } from '../disclosure/index.ts';
import type { Locale } from '../schemas/locale.ts';
import type { Disclosed, PublicCaseStudy } from '../schemas/public.ts';
import { formatPeriod } from './dates.ts';
import { drawDiagram } from './diagrams/draw.ts';
import { diagramHtml } from './diagrams/html.ts';
import { diagramTitle } from './diagrams/title.ts';
import { figuresPlugin } from './figures-plugin.ts';
import { SEALED_STRINGS } from './sealed-strings.ts';
import { sidenotesPlugin } from './sidenotes-plugin.ts';
import { STRINGS } from './strings.ts';
import { wideTablesPlugin } from './wide-tables-plugin.ts';

/** A text of a sealed page, and the pictures in it. */
export interface SealedHtml {
  /** Pictures are `<img data-sealed="N">`, bars `<span data-bar="F">`: the page fills them in. */
  readonly html: string;
  /** As the text writes them, by number. */
  readonly images: readonly string[];
}

/**
 * Writes a study as one reader gets it. Not by the pages' own way through Astro: what is sealed
 * must never lie in a folder that is about to be published, nor in a cache.
 *
 * @param body - without what is withheld from this reader.
 * @param locale - the language of the page around it.
 */
export async function sealedStudyHtml(
  study: PublicCaseStudy,
  body: Root,
  locale: Locale,
): Promise<SealedHtml> {
  const images: string[] = [];
  const picture = (url: string) => String(images.push(url) - 1);
  const cover = study.cover
    ? `<figure><img data-sealed="${picture(study.cover.src)}" alt="${escapeHtml(study.cover.alt)}"></figure>`
    : '';
  const html = [
    `<article class="sheet" lang="${study.lang}"><header class="across">`,
    `<h1>${disclosedHtml(study.title)}</h1>`,
    `<p class="lead">${disclosedHtml(study.outcome)}</p></header>`,
    factsHtml(study, locale),
    `<div class="text">${cover}<div class="prose">${await bodyHtml(body, picture, locale)}</div></div>`,
    '</article>',
    withheldHtml(study, locale),
  ];
  return { html: html.join('\n'), images };
}

function factsHtml(study: PublicCaseStudy, locale: Locale): string {
  const t = STRINGS[locale];
  const facts = [
    ...(study.client ? [[t.client, disclosedHtml(study.client)]] : []),
    [t.sector, disclosedHtml(study.sector)],
    [t.role, disclosedHtml(study.role)],
    [t.period, escapeHtml(formatPeriod(study.started, study.ended, locale))],
  ].map(([label, value]) => `<div><dt class="label">${label}</dt><dd>${value}</dd></div>`);
  return `<dl class="docket" lang="${locale}" data-unmarked>${facts.join('')}</dl>`;
}

/**
 * As on a public page: quotes, figures with captions, notes beside their lines, tables for a phone,
 * code by the same highlighter.
 */
async function bodyHtml(
  body: Root,
  picture: (url: string) => string,
  locale: Locale,
): Promise<string> {
  const tree = structuredClone(body);
  // It changes the tree that it is given.
  unified().use(remarkSmartypants).runSync(tree);
  for (const transform of [figuresPlugin(), sidenotesPlugin(), wideTablesPlugin()]) transform(tree);
  const options = { handlers: handlers(picture, locale) };
  // A root of one tree becomes the root of the other.
  const page = toHast(tree, options) as HastRoot;
  await unified().use(rehypePrism).run(page);
  // Nothing of the text itself comes as it is written: only drawings of our own do.
  return toHtml(page, { allowDangerousHtml: true });
}

function withheldHtml({ withholdings }: PublicCaseStudy, locale: Locale): string {
  if (withholdings.length === 0) return '';
  const items = withholdings.map(
    ({ reason }, index) =>
      `<li><span><span data-bar="${reason}" data-position="${index}"></span></span> <span>${STRINGS[locale].reason[reason]}</span></li>`,
  );
  const title = `<h2 class="beside">${SEALED_STRINGS[locale].withheld}</h2>`;
  return `<section class="sheet" data-unmarked>${title}<ul class="bars">${items.join('')}</ul></section>`;
}

function disclosedHtml(text: Disclosed): string {
  return text
    .map((part) =>
      typeof part === 'string'
        ? escapeHtml(part)
        : `<span data-bar="${part.withheld}" data-position="${part.position}"></span>`,
    )
    .join('');
}

type JsxElement = MdxJsxFlowElement | MdxJsxTextElement;

function handlers(picture: (url: string) => string, locale: Locale): Handlers {
  const image = (url: string, alt: string): Element => ({
    type: 'element',
    tagName: 'img',
    properties: { dataSealed: picture(url), alt },
    children: [],
  });
  const element = (state: State, node: JsxElement) => jsxElement(state, node);
  let diagrams = 0;
  return {
    image: (_state, { url, alt, title }: Image) => [
      image(url, alt ?? ''),
      ...(title ? [caption(title)] : []),
    ],
    imageReference: (state, { identifier, alt }: { identifier: string; alt?: string | null }) =>
      image(state.definitionById.get(identifier.toUpperCase())?.url ?? '', alt ?? ''),
    table: (state, node: Table) => wideTable(defaultHandlers.table(state, node), locale),
    code: (state, node: Code) =>
      isDiagram(node) ? diagram(node, (diagrams += 1), locale) : defaultHandlers.code(state, node),
    mdxJsxFlowElement: element,
    mdxJsxTextElement: element,
    mdxFlowExpression: () => undefined,
    mdxTextExpression: () => undefined,
  };
}

function caption(text: string): Element {
  const children = [{ type: 'text' as const, value: text }];
  return { type: 'element', tagName: 'figcaption', properties: {}, children };
}

/** Focusable, so that a keyboard can scroll what a phone is too narrow for. */
function wideTable(table: Element, locale: Locale): Element {
  const properties = {
    className: ['wide'],
    role: 'group',
    tabIndex: 0,
    ariaLabel: STRINGS[locale].table,
  };
  return { type: 'element', tagName: 'div', properties, children: [table] };
}

/** Its source was checked with the whole folder. */
function diagram(node: Code, number: number, locale: Locale): ElementContent | undefined {
  const drawn = drawDiagram(node.value, `diagram-${number}`);
  if (!drawn) return undefined;
  return raw(diagramHtml({ ...drawn, title: diagramTitle(node) ?? '' }, locale));
}

function raw(value: string): ElementContent {
  // Known to who writes hast as HTML, and left out of its types.
  return { type: 'raw', value } as unknown as ElementContent;
}

/** Bars and plain HTML; an egg hides on public pages only. */
function jsxElement(state: State, node: JsxElement): ElementContent | undefined {
  const name = node.name ?? '';
  const attributes = Object.fromEntries(
    node.attributes.flatMap((each) =>
      each.type === 'mdxJsxAttribute' && typeof each.value !== 'object'
        ? [[each.name, each.value ?? '']]
        : [],
    ),
  );
  if (name === 'Bar') return bar(attributes);
  // Of what is painted over for this reader too there is no painted copy here: a bar stands for it.
  if (name === 'RedactedFigure') return bar({ ...attributes, block: '' });
  if (name === 'Compare') return comparison(state, node);
  if (!/^[a-z][a-z0-9]*$/.test(name)) return undefined;
  const children = state.all(node as never);
  return { type: 'element', tagName: name, properties: attributes, children };
}

function comparison(state: State, node: JsxElement): Element {
  const children = state.all(node as never);
  return { type: 'element', tagName: 'div', properties: { className: ['compared'] }, children };
}

function bar({ reason, position, block }: Readonly<Record<string, string>>): Element {
  return {
    type: 'element',
    tagName: block === undefined ? 'span' : 'div',
    properties: { dataBar: reason, dataPosition: position },
    children: [],
  };
}

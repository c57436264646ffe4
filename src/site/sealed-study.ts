import type { Nodes as HastNodes, Element, ElementContent } from 'hast';
import { toHtml } from 'hast-util-to-html';
import type { Root } from 'mdast';
import { toHast } from 'mdast-util-to-hast';
import type { Handlers, State } from 'mdast-util-to-hast';
import type { MdxJsxFlowElement } from 'mdast-util-mdx-jsx';
import type { MdxJsxTextElement } from 'mdast-util-mdx-jsx';
import { escapeHtml } from '../bytes/escape-html.ts';
import type { Locale } from '../schemas/locale.ts';
import type { Disclosed, PublicCaseStudy } from '../schemas/public.ts';
import { formatPeriod } from './dates.ts';
import { SEALED_STRINGS } from './sealed-strings.ts';
import { STRINGS } from './strings.ts';

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
export function sealedStudyHtml(study: PublicCaseStudy, body: Root, locale: Locale): SealedHtml {
  const images: string[] = [];
  const picture = (url: string) => String(images.push(url) - 1);
  const t = STRINGS[locale];
  const cover = study.cover
    ? `<figure><img data-sealed="${picture(study.cover.src)}" alt="${escapeHtml(study.cover.alt)}"></figure>`
    : '';
  const text = toHtml(toHast(body, { handlers: handlers(picture) }) as HastNodes);
  const facts = [
    [t.role, disclosedHtml(study.role)],
    [t.sector, disclosedHtml(study.sector)],
    ...(study.client ? [[t.client, disclosedHtml(study.client)]] : []),
    [t.period, escapeHtml(formatPeriod(study.started, study.ended, locale))],
  ].map(([label, value]) => `<dt>${label}</dt><dd>${value}</dd>`);
  const html = [
    `<article lang="${study.lang}"><h1>${disclosedHtml(study.title)}</h1>`,
    `<p class="outcome">${disclosedHtml(study.outcome)}</p>${cover}${text}</article>`,
    `<dl class="label">${facts.join('')}</dl>`,
    withheldHtml(study, locale),
  ];
  return { html: html.join('\n'), images };
}

function withheldHtml({ withholdings }: PublicCaseStudy, locale: Locale): string {
  if (withholdings.length === 0) return '';
  const items = withholdings.map(({ reason }) => `<li>${STRINGS[locale].reason[reason]}</li>`);
  return `<h2>${SEALED_STRINGS[locale].withheld}</h2><ul>${items.join('')}</ul>`;
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

function handlers(picture: (url: string) => string): Handlers {
  const image = (url: string, alt: string): Element => ({
    type: 'element',
    tagName: 'img',
    properties: { dataSealed: picture(url), alt },
    children: [],
  });
  const element = (state: State, node: JsxElement) => jsxElement(state, node);
  return {
    image: (_state, { url, alt }: { url: string; alt?: string | null }) => image(url, alt ?? ''),
    imageReference: (state, { identifier, alt }: { identifier: string; alt?: string | null }) =>
      image(state.definitionById.get(identifier.toUpperCase())?.url ?? '', alt ?? ''),
    mdxJsxFlowElement: element,
    mdxJsxTextElement: element,
    mdxFlowExpression: () => undefined,
    mdxTextExpression: () => undefined,
  };
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
  if (!/^[a-z][a-z0-9]*$/.test(name)) return undefined;
  const children = state.all(node as never);
  return { type: 'element', tagName: name, properties: attributes, children };
}

function bar({ reason, position, block }: Readonly<Record<string, string>>): Element {
  return {
    type: 'element',
    tagName: block === undefined ? 'span' : 'div',
    properties: { dataBar: reason, dataPosition: position },
    children: [],
  };
}

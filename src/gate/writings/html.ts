import { parse, parseFragment } from 'parse5';
import type { DefaultTreeAdapterMap } from 'parse5';
import type { Layer } from '../decoder.ts';

type Node = DefaultTreeAdapterMap['node'];
type Element = DefaultTreeAdapterMap['element'];

// What a reader sees as one run: everything else ends a word.
const INLINE = new Set(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rb ruby s samp small span strike strong sub sup time tspan tt u var wbr'.split(
    ' ',
  ),
);

/**
 * HTML, XML feeds and SVG as a reader gets them: text joined across inline markup, with ruby
 * readings and without; every attribute; comments; scripts and styles; documents inside attributes.
 */
export function* html(text: string): Iterable<Layer> {
  const document = /<html|<!doctype/i.test(text) ? parse(text) : parseFragment(text);
  const collected = new Collector();
  collected.visit(document);
  yield layer('html/text', collected.words.join(''));
  if (collected.readings.length > 0) {
    yield layer('html/ruby', collected.base.join(''));
    yield layer('html/ruby-text', collected.readings.join(' '));
  }
  yield layer('html/attribute', collected.attributes.join('\n'));
  yield layer('html/comment', collected.comments.join('\n'));
  for (const inner of collected.sources) yield layer('html/script', inner);
  for (const inner of collected.documents) yield layer('html/srcdoc', inner);
}

function layer(name: string, text: string): Layer {
  return { kind: 'text', name, text };
}

class Collector {
  readonly words: string[] = [];
  /** The words without ruby readings. */
  readonly base: string[] = [];
  readonly readings: string[] = [];
  readonly attributes: string[] = [];
  readonly comments: string[] = [];
  readonly sources: string[] = [];
  readonly documents: string[] = [];
  private inReading = 0;

  visit(node: Node): void {
    if (node.nodeName === '#text') this.text((node as DefaultTreeAdapterMap['textNode']).value);
    else if (node.nodeName === '#comment')
      this.comment((node as DefaultTreeAdapterMap['commentNode']).data);
    else if ('tagName' in node) this.element(node);
    else if ('childNodes' in node) for (const child of node.childNodes) this.visit(child);
  }

  private text(value: string): void {
    this.words.push(value);
    if (this.inReading > 0) this.readings.push(value);
    else this.base.push(value);
  }

  // A feed's CDATA is a comment to an HTML parser.
  private comment(data: string): void {
    this.comments.push(data.replace(/^\[CDATA\[|\]\]$/g, ''));
  }

  private element(element: Element): void {
    const { tagName, attrs, childNodes } = element;
    for (const { name, value } of attrs) {
      this.attributes.push(`${name} ${value}`);
      if (name === 'srcdoc') this.documents.push(value);
    }
    if (tagName === 'script' || tagName === 'style')
      for (const child of childNodes) this.sources.push('value' in child ? child.value : '');
    const edge = INLINE.has(tagName) || tagName === 'rt' || tagName === 'rp' ? '' : '\n';
    const isReading = tagName === 'rt' || tagName === 'rp' ? 1 : 0;
    this.words.push(edge);
    this.base.push(edge);
    this.inReading += isReading;
    const content = tagName === 'template' && 'content' in element ? element.content : element;
    for (const child of (content as { childNodes: Node[] }).childNodes) this.visit(child);
    this.inReading -= isReading;
    this.words.push(edge);
    this.base.push(edge);
  }
}

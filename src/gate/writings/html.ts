import { Parser } from 'htmlparser2';
import type { Handler } from 'htmlparser2';
import type { Layer } from '../decoder.ts';

// What a reader sees as one run: everything else ends a word.
const INLINE = new Set(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rb rp rt ruby s samp small span strike strong sub sup time tspan tt u var wbr'.split(
    ' ',
  ),
);
const READING = new Set(['rt', 'rp']);
const SOURCES: ReadonlySet<string> = new Set(['script', 'style']);
/** Elements without an end: what they say of direction holds for nothing. */
const VOID = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
);
const REVERSING = /unicode-bidi\s*:\s*(?:bidi-override|isolate-override)|direction\s*:\s*rtl/i;

/**
 * HTML, XML feeds and SVG as a reader gets them: text joined across inline markup, with ruby
 * readings and without, and from right to left where it is shown so; every attribute and name;
 * comments; scripts and styles; documents inside attributes.
 */
export function* html(text: string): Iterable<Layer> {
  const seen = collect(text);
  const words = seen.words.join('');
  // `a < b` is no markup: what the parser makes of it is the same once more.
  if (seen.attributes.length === 0 && squeezed(words) === squeezed(text)) return;
  yield layer('html/text', words);
  if (seen.readings.length > 0) {
    yield layer('html/ruby', seen.base.join(''));
    yield layer('html/ruby-text', seen.readings.join(' '));
  }
  if (seen.turned.length > 0) yield layer('html/reversed', seen.turned.map(reversed).join('\n'));
  yield layer('html/attribute', seen.attributes.join('\n'));
  yield layer('html/comment', seen.comments.join('\n'));
  for (const inner of seen.sources) yield layer('html/script', inner);
  for (const inner of seen.documents) yield layer('html/srcdoc', inner);
}

function squeezed(text: string): string {
  return text.replace(/\s+/g, '');
}

function layer(name: string, text: string): Layer {
  return { kind: 'text', name, text };
}

function reversed(text: string): string {
  return [...text].toReversed().join('');
}

function collect(text: string): Collector {
  const collector = new Collector();
  new Parser(collector, { recognizeCDATA: true }).end(text);
  return collector;
}

/** What the parser calls while it reads. */
class Collector implements Partial<Handler> {
  readonly words: string[] = [];
  /** The words without ruby readings. */
  readonly base: string[] = [];
  readonly readings: string[] = [];
  /** What is shown from right to left. */
  readonly turned: string[] = [];
  /** Names of elements are among them: a custom element is named by its author. */
  readonly attributes: string[] = [];
  readonly comments: string[] = [];
  readonly sources: string[] = [];
  readonly documents: string[] = [];
  private readingDepth = 0;
  private turnedDepth = 0;
  private isSource = false;
  /** Whether the element that is being opened turns its text around. */
  private isTurning = false;

  onopentagname(name: string): void {
    this.isTurning = false;
    if (name.includes('-')) this.attributes.push(name);
  }

  /** Called for each, even for one that a browser drops since the element has it already. */
  onattribute(name: string, value: string): void {
    this.attributes.push(`${name} ${value}`);
    if (name === 'srcdoc') this.documents.push(value);
    if (name === 'dir' ? /^rtl$/i.test(value) : name === 'style' && REVERSING.test(value))
      this.isTurning = true;
  }

  onopentag(name: string): void {
    this.edge(name);
    if (READING.has(name)) this.readingDepth += 1;
    if (SOURCES.has(name)) this.isSource = this.sources.push('') > 0;
    if ((this.turnedDepth > 0 || this.isTurning) && !VOID.has(name)) this.turnedDepth += 1;
    if (this.isTurning) this.turned.push('');
  }

  ontext(value: string): void {
    if (this.isSource) {
      this.sources[this.sources.length - 1] += value;
      return;
    }
    this.words.push(value);
    (this.readingDepth > 0 ? this.readings : this.base).push(value);
    if (this.turnedDepth > 0) this.turned[this.turned.length - 1] += value;
  }

  onclosetag(name: string): void {
    this.edge(name);
    if (READING.has(name)) this.readingDepth = Math.max(0, this.readingDepth - 1);
    if (SOURCES.has(name)) this.isSource = false;
    if (this.turnedDepth > 0 && !VOID.has(name)) this.turnedDepth -= 1;
  }

  oncomment(data: string): void {
    this.comments.push(data);
  }

  onprocessinginstruction(_name: string, data: string): void {
    this.comments.push(data);
  }

  private edge(name: string): void {
    if (INLINE.has(name)) return;
    this.words.push('\n');
    this.base.push('\n');
  }
}

import { Parser } from 'htmlparser2';
import type { Handler } from 'htmlparser2';
import type { Care } from '../care.ts';
import type { Layer } from '../decoder.ts';
import { mayBeLine } from './dumps.ts';
import { elementOf } from './elements.ts';
import type { Element } from './elements.ts';
import { readMarkup } from './markup.ts';
import type { MarkupHandler } from './open-elements.ts';
import { hasReference } from './references.ts';
import { AROUND, spaceBehind, wholeAfter, wholeBefore } from './writing.ts';

const REVERSING = /unicode-bidi\s*:\s*(?:bidi-override|isolate-override)|direction\s*:\s*rtl/i;

/** Hardly a tag that somebody wrote has more letters in its attributes. */
const LONG_TAG = 512;

/** How a text is read that may be markup. */
interface HtmlCare extends Care {
  /** Whether the text itself is read in every way, too: then no long part of it is read again. */
  readonly isKnown?: boolean;
}

/**
 * HTML, XML feeds and SVG as a reader gets them: text joined across inline markup, with ruby
 * readings and without, and from right to left where it is shown so; every attribute and name;
 * comments; scripts and styles; documents inside attributes.
 */
export function* html(text: string, { isThorough, isKnown }: HtmlCare = {}): Iterable<Layer> {
  const seen = isThorough ? collect(text) : collectQuickly(text, isKnown);
  // `a < b` is no markup: what the parser makes of it is the same once more.
  if (!seen.hasAttributes && isSame(seen.words.join(''), text)) return;
  yield layer('html/text', isKnown ? seams(seen.words, seen.verbatim) : seen.words.join(''));
  if (seen.loneDigits >= LONE_DIGITS)
    yield layer('html/digits', digitsTogether(seen.words.join('')));
  if (seen.readings.length > 0) {
    yield layer('html/ruby', (seen.base ?? []).join(''));
    yield layer('html/ruby-text', seen.readings.join(' '));
  }
  if (seen.turned.length > 0) yield layer('html/reversed', seen.turned.map(reversed).join('\n'));
  yield layer('html/attribute', seen.attributes.join('\n'));
  yield layer('html/comment', seen.comments.join('\n'));
  for (const inner of seen.sources) yield layer('html/script', inner);
  for (const inner of seen.documents) yield layer('html/srcdoc', inner);
}

/** Digits that are elements of their own, as those that count up on a page, and the signs between them. */
const APART = /\d(?:\s{1,40}[\d.,]){3,}(?![\w.,])/g;
/** Fewer make no number that counts. */
const LONE_DIGITS = 4;

/** @returns the numbers of which each digit is an element, a line each. */
function digitsTogether(text: string): string {
  return Array.from(text.matchAll(APART), ([run]) => run.replace(/\s/g, '')).join('\n');
}

/** At the start of a line these say what all that follows is. */
const LINE_START = /^[ \t]*(?:BEGIN:V|GIT binary|(?:AcDb)?MTEXT|Transfer-Encoding)/i;

/**
 * What was read before is only read again where something was taken out or put in; but what now begins a line,
 * and did not behind a tag, may be a dump.
 */
function seams(words: readonly string[], verbatim: ReadonlySet<number>): string {
  const parts = words.map((word, index) => {
    if (!verbatim.has(index) || word.length <= 3 * AROUND) return word;
    if (mayBeLine(word, 0) || LINE_START.test(word)) return word;
    const to = wholeAfter(word, AROUND);
    const from = wholeBefore(word, word.length - AROUND);
    return to < from ? `${word.slice(0, to)}\n\n${word.slice(from)}` : word;
  });
  return parts.join('');
}

/** Whether two texts are the same but for space. */
function isSame(one: string, other: string): boolean {
  if (one === other) return true;
  for (let [at, to] = [0, 0]; ; at++, to++) {
    at = spaceBehind(one, at);
    to = spaceBehind(other, to);
    if (at === one.length || to === other.length) return at === one.length && to === other.length;
    if (one.charCodeAt(at) !== other.charCodeAt(to)) return false;
  }
}

function layer(name: string, text: string): Layer {
  return { kind: 'text', name, text };
}

function reversed(text: string): string {
  return [...text].toReversed().join('');
}

function collectQuickly(text: string, isKnown = false): Collector {
  const collector = new Collector(isKnown);
  return readMarkup(text, collector, { isPassage: isKnown }) ? collector : collect(text, isKnown);
}

function collect(text: string, isKnown = false): Collector {
  const collector = new Collector(isKnown);
  const handler: Partial<Handler> = {
    onopentagname: (name) => collector.opening(elementOf(name)),
    // Called for each, even for one that a browser drops since the element has it already.
    onattribute: (name, value) => collector.attribute(name, value, false),
    onopentag: (name) => collector.opened(elementOf(name)),
    // A letter that stands for a reference is told of by itself.
    ontext: (value) => collector.text(value, true),
    onclosetag: (name) => collector.closed(elementOf(name)),
    oncomment: (data) => collector.aside(data),
    onprocessinginstruction: (_name, data) => collector.aside(data),
  };
  new Parser(handler, { recognizeCDATA: true }).end(text);
  return collector;
}

/** Gathers what is told of a document by what it is. */
class Collector implements MarkupHandler {
  readonly words: string[] = [];
  /** Which of them stand in the source as they are. */
  readonly verbatim = new Set<number>();
  /** The words without ruby readings, once there are any. */
  base: string[] | null = null;
  readonly readings: string[] = [];
  /** What is shown from right to left. */
  readonly turned: string[] = [];
  /**
   * Each once, since most of a page's are the same few classes. Names of elements are among them: a custom
   * element is named by its author.
   */
  readonly attributes: string[] = [];
  /** Values by names: of what is told already, no text is put together. */
  private readonly told = new Map<string, Set<string>>();
  hasAttributes = false;
  readonly comments: string[] = [];
  /** How many elements hold one digit. */
  loneDigits = 0;
  readonly sources: string[] = [];
  readonly documents: string[] = [];
  private readonly isKnown: boolean;
  /** Of the names and values of the element that is being opened. */
  private tagSize = 0;
  private readingDepth = 0;
  private turnedDepth = 0;
  private isSource = false;
  /** Whether the element that is being opened turns its text around. */
  private isTurning = false;

  /** @param isKnown - whether the document is searched as it stands, too. */
  constructor(isKnown = false) {
    this.isKnown = isKnown;
  }

  opening({ name }: Element): void {
    this.isTurning = false;
    this.tagSize = 0;
    if (!name.includes('-')) return;
    this.hasAttributes = true;
    if (this.isNew(name, '')) this.attributes.push(name);
  }

  attribute(name: string, value: string, isVerbatim: boolean): void {
    this.hasAttributes = true;
    this.tagSize += name.length + value.length;
    if (!this.isOfProgram(name, value, isVerbatim) && this.isNew(name, value))
      this.attributes.push(`${name} ${value}`);
    if (name === 'srcdoc') this.documents.push(value);
    if (name === 'dir' ? /^rtl$/i.test(value) : name === 'style' && REVERSING.test(value))
      this.isTurning = true;
  }

  opened({ isInline, isReading, isSource, isVoid }: Element): void {
    if (!isInline) this.edge();
    if (isReading) {
      this.readingDepth += 1;
      this.readings.push('');
      this.base ??= [...this.words];
    }
    if (isSource) this.isSource = this.sources.push('') > 0;
    if ((this.turnedDepth > 0 || this.isTurning) && !isVoid) this.turnedDepth += 1;
    if (this.isTurning) this.turned.push('');
  }

  text(value: string, isVerbatim = false): void {
    if (this.isSource) {
      this.sources[this.sources.length - 1] += value;
      return;
    }
    // In CDATA references stand as they are: read as markup, the text around it was not.
    if (this.isKnown && isVerbatim && !hasReference(value)) this.verbatim.add(this.words.length);
    this.words.push(value);
    if (value.length === 1 && value >= '0' && value <= '9') this.loneDigits += 1;
    if (this.readingDepth > 0) this.readings[this.readings.length - 1] += value;
    else this.base?.push(value);
    if (this.turnedDepth > 0) this.turned[this.turned.length - 1] += value;
  }

  closed({ isInline, isReading, isSource, isVoid }: Element): void {
    if (!isInline) this.edge();
    if (isReading) this.readingDepth = Math.max(0, this.readingDepth - 1);
    if (isSource) this.isSource = false;
    if (this.turnedDepth > 0 && !isVoid) this.turnedDepth -= 1;
  }

  aside(text: string): void {
    this.comments.push(text);
  }

  /**
   * To a comparison in a program all that follows is attributes. In a known text they were read as
   * they stand; only what would be markup by itself is read by itself.
   */
  private isOfProgram(name: string, value: string, isVerbatim: boolean): boolean {
    if (!this.isKnown || !isVerbatim || this.tagSize <= LONG_TAG) return false;
    return !name.includes('<') && !value.includes('<');
  }

  private isNew(name: string, value: string): boolean {
    let values = this.told.get(name);
    if (!values) this.told.set(name, (values = new Set()));
    const before = values.size;
    return values.add(value).size > before;
  }

  private edge(): void {
    this.words.push('\n');
    this.base?.push('\n');
  }
}

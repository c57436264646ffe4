import { elementOf, ordinary } from './elements.ts';
import { OpenElements } from './open-elements.ts';
import type { MarkupHandler } from './open-elements.ts';
import { decodeReferences } from './references.ts';

const GT = 0x3e;
const SLASH = 0x2f;
const EQUALS = 0x3d;
const EXCLAMATION = 0x21;
const QUESTION = 0x3f;

const COMMENT_END = /-->/g;
const CDATA_END = /\]\]>/g;

/** Something that is damaged or unusual: it is left to htmlparser2. */
class Odd extends Error {}

/** The text ends inside a tag, which then counts for nothing. */
class Cut extends Error {}

interface MarkupCare {
  /**
   * Whether it is a text that holds markup somewhere, and no document. One that only speaks of `<script>` has
   * no end of it: what follows is read on, and not taken for a script.
   */
  readonly isPassage?: boolean;
}

/**
 * Reads HTML as htmlparser2 does, which looks at each letter of a text and takes longer.
 *
 * @returns whether it did. If not, what was told is void.
 */
export function readMarkup(
  text: string,
  handler: MarkupHandler,
  { isPassage = false }: MarkupCare = {},
): boolean {
  try {
    new Reader(text, handler, isPassage).read();
    return true;
  } catch (error) {
    if (!(error instanceof Odd)) throw error;
    return false;
  }
}

class Reader {
  private readonly text: string;
  private readonly handler: MarkupHandler;
  private readonly elements: OpenElements;
  private readonly isPassage: boolean;
  /** What ends a script or a comment, and stands nowhere in the rest of a passage. */
  private readonly missing = new Set<RegExp>();
  private at = 0;

  constructor(text: string, handler: MarkupHandler, isPassage: boolean) {
    this.text = text;
    this.handler = handler;
    this.isPassage = isPassage;
    this.elements = new OpenElements(handler);
  }

  read(): void {
    try {
      this.parts();
    } catch (error) {
      if (!(error instanceof Cut)) throw error;
    }
    this.elements.end();
  }

  private parts(): void {
    const { text } = this;
    let start = 0;
    for (let open = text.indexOf('<'); open >= 0; open = text.indexOf('<', this.at)) {
      const next = text.charCodeAt(open + 1);
      this.at = open + 1;
      if (!isLetter(next) && next !== SLASH && next !== EXCLAMATION && next !== QUESTION) continue;
      if (open > start) this.words(start, open);
      if (next === SLASH) this.closingTag();
      else if (next === EXCLAMATION) this.declaration();
      else if (next === QUESTION) this.aside(this.at, this.at);
      else this.openingTag();
      start = this.at;
    }
    if (start < text.length) this.words(start, text.length);
  }

  private words(start: number, end: number): void {
    const written = this.text.slice(start, end);
    const words = decodeReferences(written, 'text');
    this.handler.text(words, words === written);
  }

  /** @returns what stands before the next mark, which is stepped over. */
  private past(mark: string): string {
    const from = this.at;
    const end = this.text.indexOf(mark, from);
    if (end < 0) throw new Odd();
    this.at = end + mark.length;
    return this.text.slice(from, end);
  }

  private declaration(): void {
    const { text, handler } = this;
    if (text.startsWith('--', this.at + 1)) {
      this.at += 3;
      if (/[->]/.test(text.charAt(this.at))) throw new Odd();
      if (this.isSpokenOf(COMMENT_END)) return;
      const rest = this.upTo('-->');
      if (rest) handler.aside(rest);
    } else if (text.startsWith('[CDATA[', this.at + 1)) {
      this.at += 8;
      if (this.isSpokenOf(CDATA_END)) return;
      const rest = this.upTo(']]>');
      if (rest) handler.text(rest, true);
      // What follows a single hyphen is not looked at.
    } else this.aside(this.at, this.at + (text.charAt(this.at + 1) === '-' ? 3 : 2));
  }

  /** Whether a passage only speaks of something, since it does not end there. */
  private isSpokenOf(end: RegExp): boolean {
    if (!this.isPassage) return false;
    if (!this.missing.has(end) && this.endsAt(end) < 0) this.missing.add(end);
    return this.missing.has(end);
  }

  /** @returns where an end stands next; less than 0 if it does not. */
  private endsAt(end: RegExp): number {
    end.lastIndex = this.at;
    return end.exec(this.text)?.index ?? -1;
  }

  /** @returns what stands before the next mark, which is stepped over, or all that is left. */
  private upTo(mark: string): string {
    if (this.text.includes(mark, this.at)) return this.past(mark);
    const rest = this.text.slice(this.at);
    this.at = this.text.length;
    return rest;
  }

  /**
   * Something in brackets that is no tag. If they are not closed, it is text, but for its first letter.
   *
   * @param search - from where on a bracket closes it.
   */
  private aside(start: number, search: number): void {
    const { text, handler } = this;
    if (search >= text.length) throw new Odd();
    const end = text.indexOf('>', search);
    this.at = end < 0 ? text.length : end + 1;
    if (end >= 0) handler.aside(text.slice(start, end));
    else handler.text(text.slice(start + 1), true);
  }

  private closingTag(): void {
    const { text } = this;
    const start = this.at + 1;
    const first = text.charCodeAt(start);
    if (!isLetter(first)) return this.noTag(first);
    let end = start + 1;
    for (let unit = text.charCodeAt(end); unit !== GT && !isSpace(unit);) unit = this.unitAt(++end);
    this.elements.close(elementOf(text.slice(start, end)));
    this.at = end;
    if (text.charCodeAt(end) === GT) this.at += 1;
    else this.past('>');
  }

  /** A comment, though it does not say so. */
  private noTag(first: number): void {
    if (first === GT || isSpace(first)) throw new Odd();
    const start = this.at + 1;
    const end = this.text.indexOf('>', start);
    if (end < 0) throw new Odd();
    this.handler.aside(this.text.slice(start, end));
    this.at = end + 1;
  }

  private openingTag(): void {
    const { text } = this;
    const start = this.at;
    let end = start + 1;
    for (let unit = text.charCodeAt(end); !endsName(unit);) unit = this.nameUnitAt(++end, start);
    this.at = end;
    const named = elementOf(text.slice(start, end));
    const isTagAlone = named.isSpecial && this.isSpokenOf(endTagOf(named.name));
    const element = isTagAlone ? ordinary(named) : named;
    this.elements.open(element);
    const isSelfClosing = this.attributes();
    this.elements.opened(element, isSelfClosing);
    if (element.isSpecial && !isSelfClosing) this.special(element.name);
  }

  /** @throws Cut behind the end. */
  private unitAt(at: number): number {
    if (at >= this.text.length) throw new Cut();
    return this.text.charCodeAt(at);
  }

  /** @throws Odd behind the end, if the name that starts there might have been a special one. */
  private nameUnitAt(at: number, start: number): number {
    if (at >= this.text.length && /[stx]/i.test(this.text.charAt(start))) throw new Odd();
    return this.unitAt(at);
  }

  /** @returns whether the last thing before the end of the tag is a slash. */
  private attributes(): boolean {
    let isSelfClosing = false;
    for (let unit = this.unitAt(this.at); unit !== GT; unit = this.unitAt(this.at)) {
      isSelfClosing = unit === SLASH || (isSelfClosing && isSpace(unit));
      if (unit === SLASH || isSpace(unit)) this.at += 1;
      else this.attribute();
      // Cut behind a slash, it is told of in a way of its own.
      if (isSelfClosing && this.at >= this.text.length) throw new Odd();
    }
    this.at += 1;
    return isSelfClosing;
  }

  private attribute(): void {
    const start = this.at;
    // Whatever it begins with belongs to it, be it `=`.
    let end = start + 1;
    for (let unit = this.unitAt(end); unit !== EQUALS && !endsName(unit);)
      unit = this.unitAt(++end);
    const name = this.text.slice(start, end).toLowerCase();
    this.at = end;
    this.spaces();
    if (this.unitAt(this.at) !== EQUALS) return this.handler.attribute(name, '', true);
    this.at += 1;
    this.spaces();
    const written = this.value();
    const value = decodeReferences(written, 'attribute');
    this.handler.attribute(name, value, value === written);
  }

  private value(): string {
    const start = this.at;
    const quote = this.text.charAt(start);
    if (quote === '"' || quote === "'") {
      this.at += 1;
      if (!this.text.includes(quote, this.at)) throw new Cut();
      return this.past(quote);
    }
    for (let unit = this.unitAt(start); unit !== GT && !isSpace(unit);)
      unit = this.unitAt(++this.at);
    return this.text.slice(start, this.at);
  }

  private spaces(): void {
    while (isSpace(this.text.charCodeAt(this.at))) this.at += 1;
  }

  /** @param name - whose end tag is looked for. */
  private special(name: string): void {
    const end = this.endsAt(endTagOf(name));
    const inner = this.text.slice(this.at, end < 0 ? undefined : end);
    // A reference behind a bracket is none there.
    if (name === 'title' && inner.includes('<')) throw new Odd();
    const words = name === 'title' ? decodeReferences(inner, 'text') : inner;
    if (inner) this.handler.text(words, words === inner);
    this.at = end < 0 ? this.text.length : end + 1;
    if (end >= 0) this.closingTag();
  }
}

const endTags = new Map<string, RegExp>();

/** @param name - of a special element: there are few. */
function endTagOf(name: string): RegExp {
  const end = endTags.get(name) ?? new RegExp(`</${name}(?=[\\t\\n\\f\\r >])`, 'gi');
  endTags.set(name, end);
  return end;
}

function isLetter(unit: number): boolean {
  const lower = unit | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

function isSpace(unit: number): boolean {
  return unit === 0x20 || (unit >= 9 && unit <= 13 && unit !== 11);
}

function endsName(unit: number): boolean {
  return unit === GT || unit === SLASH || isSpace(unit);
}

import { Parser } from 'htmlparser2';
import type { Handler } from 'htmlparser2';
import { elementOf } from '../writings/elements.ts';
import { MARKUP } from './parts.ts';
import type { PartsOfText } from './parts.ts';

/** What it holds is no text that somebody reads on. */
const SILENT = new Set(['script', 'style', 'rt', 'rp']);
const CATEGORY = new Set(['category', 'dc:subject']);
/** Attributes that a reader may meet as a text. */
const SPOKEN = new Set(['alt', 'title', 'content', 'aria-label', 'datetime']);
const SHOWN = new Set(['src', 'srcset', 'href', 'poster']);

interface Kind {
  readonly isXml: boolean;
  /** Whether it stands in a text that was decoded, so that places in it are none of the file. */
  readonly isNested?: boolean;
}

/** Reads HTML, or a feed, into blocks: inline markup joins, everything else parts. */
export function readMarkup(source: string, parts: PartsOfText, kind: Kind): void {
  const reader = new MarkupReader(parts, kind);
  new Parser(reader, { xmlMode: kind.isXml, recognizeCDATA: true, decodeEntities: true }).end(
    source,
  );
}

/** What the parser calls while it reads. */
class MarkupReader implements Partial<Handler> {
  private readonly parts: PartsOfText;
  private readonly kind: Kind;
  private readonly open: string[] = [];
  private text = '';
  private start = 0;
  private data = '';
  private isData = false;
  private parser: Parser | null = null;

  constructor(parts: PartsOfText, kind: Kind) {
    this.parts = parts;
    this.kind = kind;
  }

  onparserinit(parser: Parser): void {
    this.parser = parser;
  }

  onopentag(name: string, attributes: Record<string, string>): void {
    if (!isWithinText(name)) this.flush();
    this.open.push(name);
    this.isData = name === 'script' && /json/.test(attributes['type'] ?? '');
    this.readAttributes(name, attributes);
  }

  ontext(text: string): void {
    if (this.isData) this.data += text;
    if (this.open.some((name) => SILENT.has(name))) return;
    if (this.text.trim() === '') this.start = this.parser?.startIndex ?? 0;
    this.text += text;
  }

  onclosetag(name: string): void {
    if (!isWithinText(name)) this.flush();
    if (name === 'script' && this.data) {
      this.parts.nested.push({ kind: 'data', text: this.data });
      this.data = '';
      this.isData = false;
    }
    const at = this.open.lastIndexOf(name);
    if (at >= 0) this.open.length = at;
  }

  onend(): void {
    this.flush();
  }

  private flush(): void {
    const text = this.text.trim().replace(/\s+/g, ' ');
    this.text = '';
    if (text === '') return;
    const name = this.open.findLast((each) => !isWithinText(each)) ?? '';
    if (CATEGORY.has(name)) this.parts.keywords.push({ text, name, offset: this.place() });
    // Feeds hold pages as text.
    if (this.kind.isXml && MARKUP.test(text)) this.parts.nested.push({ kind: 'markup', text });
    else this.parts.blocks.push({ text, name, offset: this.place() });
  }

  private readAttributes(element: string, attributes: Record<string, string>): void {
    const offset = this.kind.isNested ? null : (this.parser?.startIndex ?? null);
    for (const [name, text] of Object.entries(attributes)) {
      if (SPOKEN.has(name)) this.parts.blocks.push({ text, name, offset });
      if (name === 'href') this.parts.links.push(text);
      if (SHOWN.has(name))
        this.parts.pictures.push(...text.split(/[\s,]+/).filter((each) => /\.\w+$/.test(each)));
    }
    for (const text of keywordsOf(element, attributes))
      this.parts.keywords.push({ text, name: element, offset });
  }

  private place(): number | null {
    return this.kind.isNested ? null : this.start;
  }
}

function keywordsOf(element: string, attributes: Record<string, string>): readonly string[] {
  const { name, property, content = '', term = '' } = attributes;
  const isFiled =
    name === 'keywords' || property === 'article:tag' || property === 'article:section';
  const filter = attributes['data-pagefind-filter']?.split(':')[1] ?? '';
  const category = element === 'category' ? term : '';
  return [...(isFiled ? content.split(/[,;、]/) : []), filter, category].filter(Boolean);
}

/** A line that is broken goes on: a sentence may run over it. */
function isWithinText(name: string): boolean {
  return name === 'br' || elementOf(name).isInline;
}

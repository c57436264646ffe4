import { hasMagic } from '../decoder.ts';
import type { FileDecoder, Layer } from '../decoder.ts';
import { xmlAttributes, xmlPieces } from './xml.ts';
import type { XmlPiece } from './xml.ts';

const NAMESPACE =
  /http:\/\/(?:schemas\.openxmlformats\.org|purl\.oclc\.org\/ooxml|schemas\.microsoft\.com\/office)\/|urn:oasis:names:tc:opendocument:|urn:schemas-microsoft-com:office:|<\?aid |AdobeInDesign\/idml\//;

/** One of them stands in each, and is looked for in a tenth of the time. */
const MARKS = ['xmlns', '?aid '];

/**
 * The parts of Office files: Word, Excel and PowerPoint (ECMA-376), OpenDocument, and InDesign (IDML, ICML). Text as a reader
 * gets it, with runs joined; with deletions and without; fields, attributes and comments.
 */
export const officeXml: FileDecoder = {
  name: 'office',
  accepts: (bytes) => {
    const charset = charsetOf(bytes);
    const head = charset === null ? '' : decoded(bytes.subarray(0, 8192), charset);
    return MARKS.some((mark) => head.includes(mark)) && NAMESPACE.test(head);
  },
  *layers(bytes) {
    const xml = decoded(bytes, charsetOf(bytes) ?? 'utf-8');
    // Entities of its own could hide any text.
    if (xml.includes('<!DOCTYPE')) yield layer('', xml);
    const part = new Part();
    for (const piece of xmlPieces(xml)) part.add(piece);
    yield layer('text', part.all.join(''));
    if (part.deleted.length > 0) {
      yield layer('text/without-deletions', part.kept.join(''));
      yield layer('text/deletions', part.deleted.join(''));
    }
    if (part.readings.length > 0) yield layer('text/readings', part.readings.join(''));
    if (part.notes.length > 0) yield layer('text/notes', part.notes.join(''));
    yield layer('field', part.fields.join(''));
    yield layer('attribute', part.attributes.join('\n'));
    yield layer('comment', part.asides.join('\n'));
  },
};

/** The two that ECMA-376 allows (part 2, "XML usage"), told by the first sign. */
const CHARSETS = [
  ['<', 'utf-8'],
  ['\u00EF\u00BB\u00BF<', 'utf-8'],
  ['\u00FF\u00FE<\0', 'utf-16le'],
  ['\u00FE\u00FF\0<', 'utf-16be'],
] as const;

function charsetOf(bytes: Uint8Array): string | null {
  return CHARSETS.find(([start]) => hasMagic(bytes, start))?.[1] ?? null;
}

function decoded(bytes: Uint8Array, charset: string): string {
  return new TextDecoder(charset).decode(bytes);
}

function layer(name: string, text: string): Layer {
  return { kind: 'text', name, text };
}

/** Where a word goes on: whatever else begins or ends, ends a word. */
const INLINE = new Set(
  `r t sym delText ins del moveFrom moveTo proofErr hyperlink smartTag span a sdt sdtPr sdtContent
   bookmarkStart bookmarkEnd bookmark bookmark-start bookmark-end commentRangeStart commentRangeEnd
   commentReference annotationRef permStart permEnd lastRenderedPageBreak soft-page-break softHyphen
   change change-start change-end reference-mark-start reference-mark-end footnoteReference
   endnoteReference rPr fldSimple fldChar instrText fld bdo dir CharacterStyleRange Content Properties
   customXml customXmlPr smartTagPr attr annotation annotation-end note alphabetical-index-mark
   alphabetical-index-mark-start alphabetical-index-mark-end toc-mark toc-mark-start toc-mark-end
   ruby rubyPr rubyBase rt ruby-base ruby-text rPh`.split(/\s+/),
);
const DELETIONS = new Set(['del', 'moveFrom', 'deletion']);
/** How a run looks: holds no text, and a lot of elements that would end words. */
const LOOKS = new Set(['rPr', 'rubyPr', 'Properties']);
/** Readings over kanji: of Word, OpenDocument and Excel. Among them the text would not go on. */
const READINGS = new Set(['rt', 'ruby-text', 'rPh']);
/** Notes and comments of OpenDocument, which stand where they are about: in the middle of a name, too. */
const NOTES = new Set(['note', 'annotation']);
/** What a sheet of Excel has above and below when it is printed, and signs in it for fonts, sizes and colours. */
const MARGINS = /^(?:odd|even|first)(?:Header|Footer)$/;
const MARGIN_SIGNS = /&(?:"[^"]{0,100}"|K(?:[\dA-F]{6}|\d\d[+-]\d{3})|\d{1,3}|[A-JL-Z])/gi;

/** Collects what a part says. */
class Part {
  /** With deletions in their places. */
  readonly all: string[] = [];
  readonly kept: string[] = [];
  readonly deleted: string[] = [];
  readonly readings: string[] = [];
  readonly notes: string[] = [];
  readonly fields: string[] = [];
  readonly attributes: string[] = [];
  readonly asides: string[] = [];
  private deletions = 0;
  private looks = 0;
  private readingsDepth = 0;
  private notesDepth = 0;
  private isField = false;
  private isMargin = false;

  add(piece: XmlPiece): void {
    if (piece.kind === 'text') this.text(piece.text);
    else if (piece.kind === 'aside') this.asides.push(piece.text);
    else if (piece.kind === 'close') this.close(piece.name);
    else this.open(piece.name, piece.attributes, piece.isEmpty);
  }

  private text(text: string): void {
    // Line breaks between elements are for who reads the XML.
    if (text.includes('\n') && text.trim() === '') return;
    const aside = this.beside();
    if (aside) return void aside.push(text);
    if (this.isMargin) this.all.push(text.replace(MARGIN_SIGNS, ''), '\n');
    this.all.push(text);
    (this.deletions > 0 ? this.deleted : this.kept).push(text);
  }

  /** @returns where text goes that is not read in its place; null for all other. */
  private beside(): string[] | null {
    if (this.isField) return this.fields;
    if (this.readingsDepth > 0) return this.readings;
    return this.notesDepth > 0 ? this.notes : null;
  }

  private open(name: string, attributes: string, isEmpty: boolean): void {
    for (const [key, value] of xmlAttributes(attributes))
      if (!key.startsWith('xmlns') && /\p{L}{2}|\d{3}/u.test(value))
        this.attributes.push(`${key} ${value}`);
    this.edge(name);
    if (name === 'sym') this.text(symbolOf(attributes));
    if (isEmpty) return;
    if (LOOKS.has(name)) this.looks += 1;
    if (READINGS.has(name)) this.readingsDepth += 1;
    if (NOTES.has(name)) this.notesDepth += 1;
    if (MARGINS.test(name)) this.isMargin = true;
    if (name === 'instrText') this.isField = true;
    if (DELETIONS.has(name)) this.deletions += 1;
  }

  private close(name: string): void {
    if (LOOKS.has(name)) this.looks -= 1;
    if (READINGS.has(name)) this.readingsDepth -= 1;
    if (NOTES.has(name)) this.notesDepth -= 1;
    if (MARGINS.test(name)) this.isMargin = false;
    if (name === 'instrText') this.isField = false;
    if (DELETIONS.has(name)) {
      this.deletions -= 1;
      this.deleted.push('\n');
    }
    this.edge(name);
  }

  private edge(name: string): void {
    if (name === 'fldChar') this.fields.push('\n');
    if (INLINE.has(name) || this.looks > 0) return;
    if (this.notesDepth > 0) return void this.notes.push('\n');
    this.all.push('\n');
    this.kept.push('\n');
    if (this.readings.length > 0 && this.readings.at(-1) !== '\n') this.readings.push('\n');
    if (name === 'p') this.deleted.push('\n');
  }
}

/** One letter of a font, by its number: `<w:sym w:font="Arial" w:char="0051"/>`. Fonts of signs begin at F000. */
function symbolOf(attributes: string): string {
  const [, digits] = /char=["']([\dA-F]{4})["']/i.exec(attributes) ?? [];
  if (!digits) return '';
  const code = Number.parseInt(digits, 16);
  return String.fromCharCode(code >= 0xf000 && code < 0xf100 ? code - 0xf000 : code);
}

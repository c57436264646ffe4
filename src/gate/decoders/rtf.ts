import { concat } from '../../bytes/concat.ts';
import { fromHex } from '../../bytes/hex.ts';
import { fromLatin1 } from '../../bytes/latin1.ts';
import { Unreadable, asTexts, hasMagic } from '../decoder.ts';
import type { FileDecoder, Layer } from '../decoder.ts';
import { OLDER_TABLES, fromTable } from './charset-tables.ts';
import { LEGACY } from './charsets.ts';
import { rtfTokens } from './rtf-tokens.ts';
import type { RtfToken } from './rtf-tokens.ts';
import { stray } from './stray.ts';

/** Charsets of fonts, by the number that Windows gives them; 0 and 1 are the document's own. */
const FONT_CHARSETS: Readonly<Record<number, string>> = {
  77: 'macintosh',
  128: 'shift_jis',
  129: 'euc-kr',
  134: 'gbk',
  136: 'big5',
  161: 'windows-1253',
  162: 'windows-1254',
  186: 'windows-1257',
  204: 'windows-1251',
  238: 'windows-1250',
};
/** Those of documents that `windows-` and the number does not name. */
const CODE_PAGES: Readonly<Record<number, string>> = {
  866: 'ibm866',
  932: 'shift_jis',
  936: 'gbk',
  949: 'euc-kr',
  950: 'big5',
  10000: 'macintosh',
  10007: 'x-mac-cyrillic',
  65001: 'utf-8',
};
/** What is shown for a control word or sign; all others show nothing. */
const SHOWN = new Map([
  ...['par', 'line', 'row', 'sect', 'page', 'cell'].map((word) => [word, '\n'] as const),
  ['tab', '\t'],
  ['emdash', '—'],
  ['endash', '–'],
  ['lquote', '‘'],
  ['rquote', '’'],
  ['ldblquote', '“'],
  ['rdblquote', '”'],
  ['~', '\u00A0'],
  ['_', '-'],
]);
/** Begin a group whose text stands beside the page; so does `\*`. */
const BESIDE =
  /^(?:\*|fonttbl|colortbl|stylesheet|info|title|subject|author|manager|company|operator|category|keywords|comment|doccomm|hlinkbase|footnote|sn|sv|xe|tc|(?:header|footer)[lrf]?)$/;

/** A charset that programs put down without a thought, so that any other may be meant. */
const PRESUMED = 'windows-1252';
const MEANT = [
  ...LEGACY.filter((charset) => charset !== PRESUMED).map(
    (charset) => (bytes: Uint8Array) => new TextDecoder(charset).decode(bytes),
  ),
  (bytes: Uint8Array) => new TextDecoder().decode(bytes),
  ...OLDER_TABLES.map((table) => (bytes: Uint8Array) => fromTable(table, bytes)),
];

/** Letters, or bytes of which only is presumed what letters they are. */
type Written = string | Uint8Array;

/** What is written in one place, and what holds at this point of it. */
interface Group {
  readonly text: Written[];
  /** Digits and bytes of a picture or of an object. */
  readonly data: Data | null;
  readonly charset: string;
  /** How many letters behind a `\u` stand in for it. */
  readonly instead: number;
}

interface Data {
  readonly kind: 'picture' | 'object' | 'field';
  readonly digits: string[];
  readonly parts: Uint8Array[];
}

/**
 * Rich text: what a reader sees, letters joined over changes of their form and in the charset of each
 * font; what stands beside it, such as properties, notes and instructions; pictures as files. An embedded
 * object is refused.
 *
 * @see Rich Text Format Specification 1.9.1.
 */
export const rtf: FileDecoder = {
  name: 'rtf',
  accepts: (bytes) => hasMagic(bytes, '{\\rtf'),
  *layers(bytes) {
    const reader = new RtfReader();
    for (const token of rtfTokens(fromLatin1(bytes))) reader.read(token);
    yield* reader.layers();
    if (reader.end !== null) yield* stray('trailing', bytes.subarray(reader.end));
  },
};

class RtfReader {
  /** Where the document ends: what follows may be damaged text, which is read on, or another file. */
  end: number | null = null;
  private readonly texts: Written[][] = [[]];
  private readonly strays: Uint8Array[] = [];
  private readonly data: Data[] = [];
  private readonly fonts = new Map<number, string>();
  private readonly outer: Group[] = [];
  private group: Group = {
    text: this.texts[0] ?? [],
    data: null,
    charset: PRESUMED,
    instead: 1,
  };
  private charset = PRESUMED;
  /** The font that is described. */
  private font = 0;
  private passedOver = 0;
  /** A letter of two bytes may be escaped byte by byte. */
  private waiting: Uint8Array[] = [];

  read(token: RtfToken): void {
    if (token.kind === 'bytes') return this.bytes(token.bytes);
    this.flush();
    this.passedOver = 0;
    if (token.kind === 'open') this.outer.push(this.group);
    else if (token.kind === 'close') this.close(token.end);
    else if (token.kind === 'data') (this.group.data?.parts ?? this.strays).push(token.bytes);
    else if (token.kind === 'word') this.word(token.word, token.value ?? 0);
  }

  private close(end: number): void {
    this.group = this.outer.pop() ?? this.group;
    if (this.outer.length === 0) this.end ??= end;
  }

  /** @throws Unreadable */
  *layers(): Iterable<Layer> {
    this.flush();
    for (const text of this.texts) yield* readings(text);
    for (const bytes of this.strays) yield* asTexts('data', bytes);
    for (const { kind, digits, parts } of this.data) {
      if (kind === 'object')
        throw new Unreadable('rtf: holds an embedded object, which cannot be read: take it out');
      const hex = fromHex(digits.join('').toLowerCase());
      if (!hex) throw new Unreadable('rtf: holds a damaged picture or field');
      const bytes = concat([hex, ...parts]);
      if (kind === 'field') yield* asTexts('field', bytes);
      else if (bytes.length > 0) yield { kind: 'bytes', name: 'picture', bytes };
    }
    if (this.outer.length > 0) throw new Unreadable('rtf: ends in the middle');
  }

  private bytes(bytes: Uint8Array): void {
    const { data } = this.group;
    if (data) return void data.digits.push(fromLatin1(bytes).replace(/\s/g, ''));
    const shown = bytes.subarray(this.passedOver);
    this.passedOver -= bytes.length - shown.length;
    if (shown.length > 0) this.waiting.push(shown);
  }

  private flush(): void {
    if (this.waiting.length === 0) return;
    const [bytes, { charset }] = [concat(this.waiting), this.group];
    const isPresumed = charset === PRESUMED && bytes.some((byte) => byte >= 0x80);
    this.group.text.push(isPresumed ? bytes : new TextDecoder(charset).decode(bytes));
    this.waiting = [];
  }

  private word(word: string, value: number): void {
    const shown = SHOWN.get(word);
    if (shown !== undefined) this.group.text.push(shown);
    else if (word === 'u') this.letter(value);
    else if (word === 'uc') this.change({ instead: value });
    else if (BESIDE.test(word)) this.change({ text: this.beside(), data: null });
    else if (word === 'pict') this.hold('picture');
    else if (word === 'objdata') this.hold('object');
    else if (word === 'datafield') this.hold('field');
    else this.choose(word, value);
  }

  /** A number beyond 32767 is written as a negative one. */
  private letter(value: number): void {
    this.group.text.push(String.fromCharCode(value & 0xffff));
    this.passedOver = this.group.instead;
  }

  private hold(kind: Data['kind']): void {
    const data = { kind, digits: [], parts: [] };
    this.data.push(data);
    this.change({ data });
  }

  /** Charsets: of the document, of a font, and of what is written in it. */
  private choose(word: string, value: number): void {
    if (word === 'ansicpg') this.charset = codePage(value);
    else if (word === 'mac') this.charset = 'macintosh';
    else if (word === 'f') this.font = value;
    else if (word === 'cpg') this.fonts.set(this.font, codePage(value));
    else if (word === 'fcharset') this.fonts.set(this.font, FONT_CHARSETS[value] ?? this.charset);
    if (word === 'f' || word === 'plain' || word === 'ansicpg' || word === 'mac')
      this.change({ charset: this.fonts.get(word === 'f' ? value : -1) ?? this.charset });
  }

  private beside(): Written[] {
    const text: Written[] = [];
    this.texts.push(text);
    return text;
  }

  private change(part: Partial<Group>): void {
    this.group = { ...this.group, ...part };
  }
}

/** As they are presumed to be meant, and where there are letters of which that is not sure, in all other ways. */
function* readings(text: readonly Written[]): Iterable<Layer> {
  const joined = (letters: (bytes: Uint8Array) => string) =>
    text.map((each) => (typeof each === 'string' ? each : letters(each))).join('');
  yield {
    kind: 'text',
    name: 'text',
    text: joined((bytes) => new TextDecoder(PRESUMED).decode(bytes)),
  };
  if (text.every((each) => typeof each === 'string')) return;
  for (const letters of MEANT) yield { kind: 'text', name: 'text', text: joined(letters) };
}

function codePage(value: number): string {
  try {
    return new TextDecoder(CODE_PAGES[value] ?? `windows-${value}`).encoding;
  } catch {
    // A code page of old PCs that nothing opens today.
    return PRESUMED;
  }
}

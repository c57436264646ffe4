import { Unreadable, hasMagic } from '../decoder.ts';
import type { FileDecoder, Layer } from '../decoder.ts';
import { changedParts } from '../writings/writing.ts';
import { angularTemplates } from './angular-templates.ts';
import { EBCDIC_TABLES, OLDER_TABLES, ebcdicCharsets, fromTable } from './charset-tables.ts';
import { LEGACY, declaredCharsets, utf7 } from './charsets.ts';
import { componentChildren } from './component-children.ts';
import { elementCalls } from './element-calls.ts';
import { recording } from './recording.ts';
import { subtitles } from './subtitles.ts';
import { wordByWord } from './word-by-word.ts';

/**
 * Text: UTF-8, UTF-16 and UTF-32, and where the bytes are none of those, every charset that was
 * common: the declared one first, then all that may be meant.
 */
export const text: FileDecoder = {
  name: 'text',
  accepts: (bytes) => reading(bytes).charsets.length > 0,
  *layers(bytes) {
    const { charsets, utf8 } = reading(bytes);
    readings.delete(bytes);
    for (const [index, charset] of charsets.entries()) {
      const content = charset === 'utf-8' && utf8 !== null ? utf8 : decode(bytes, charset);
      yield { kind: 'text', name: index === 0 ? '' : charset, text: content };
      yield* extras(content);
    }
  },
};

function* extras(content: string): Iterable<Layer> {
  yield* subtitles(content);
  yield* wordByWord(content);
  yield* recording(content);
  yield* componentChildren(content);
  yield* elementCalls(content);
  yield* angularTemplates(content);
  const edits = utf7.edits(content);
  if (edits.length > 0) yield { kind: 'text', name: utf7.name, text: changedParts(content, edits) };
}

const TABLES = new Map([...EBCDIC_TABLES, ...OLDER_TABLES].map((table) => [table.name, table]));

function decode(bytes: Uint8Array, charset: string): string {
  const table = TABLES.get(charset);
  if (table) return fromTable(table, bytes);
  if (!charset.startsWith('utf-32')) return new TextDecoder(charset).decode(bytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let content = '';
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const code = view.getUint32(at, charset === 'utf-32le');
    if (code > 0x10ffff) throw new Unreadable('text: damaged UTF-32');
    content += String.fromCodePoint(code);
  }
  return content;
}

const MARKS: readonly (readonly [mark: string, charset: string])[] = [
  ['\u00FF\u00FE\u0000\u0000', 'utf-32le'],
  ['\u0000\u0000\u00FE\u00FF', 'utf-32be'],
  ['\u00FF\u00FE', 'utf-16le'],
  ['\u00FE\u00FF', 'utf-16be'],
];

const WIDE = ['utf-16le', 'utf-16be'];
const WIDEST = ['utf-32le', 'utf-32be'];

/** How bytes may be read as text. */
interface Reading {
  /** The likeliest first; none if it is no text. */
  readonly charsets: readonly string[];
  /** The text, if it is valid UTF-8. */
  readonly utf8: string | null;
}

/** What was accepted is read next: it is not decoded again. */
const readings = new WeakMap<Uint8Array, Reading>();

function reading(bytes: Uint8Array): Reading {
  const before = readings.get(bytes);
  if (before) return before;
  const now = firstReading(bytes);
  readings.set(bytes, now);
  return now;
}

function firstReading(bytes: Uint8Array): Reading {
  const marked = MARKS.find(([mark]) => hasMagic(bytes, mark));
  // No browser decodes UTF-32, and it says itself where it is damaged.
  if (marked && (marked[1].startsWith('utf-32') || strictly(bytes, marked[1]) !== null))
    return { charsets: [marked[1]], utf8: null };
  const utf8 = strictly(bytes, 'utf-8');
  if (utf8 !== null && isMostlyLetters(utf8)) {
    // A few zeros in it may be letters of another charset.
    const isMixed = withoutEnd(utf8).includes('\0');
    return { charsets: [...utf8And(bytes, utf8), ...(isMixed ? WIDE : [])], utf8 };
  }
  return { charsets: otherCharsets(bytes, utf8 !== null), utf8: null };
}

function otherCharsets(bytes: Uint8Array, isUtf8: boolean): readonly string[] {
  // Plain Latin in UTF-16 is valid UTF-8 too, with as many zeros as letters.
  const wide = [
    ...WIDE.filter((charset) => isWide(bytes, charset)),
    ...WIDEST.filter((charset) => isWidest(bytes, charset)),
    ...(isUtf8 ? [] : ebcdicCharsets(bytes)),
  ];
  if (isUtf8 || !isMostlyBytes(bytes)) return wide;
  const letters = new TextDecoder('windows-1252').decode(bytes);
  // Two letters of an old charset are one of UTF-16, too.
  const older = OLDER_TABLES.map(({ name }) => name);
  const old = [...declaredCharsets(letters), ...LEGACY, ...older].filter(
    (each) => each !== 'utf-8',
  );
  return [...new Set([...wide, ...old])];
}

/** Escapes of ISO-2022-JP are valid UTF-8; and what is declared may be meant. */
function utf8And(bytes: Uint8Array, content: string): readonly string[] {
  const more = content.includes('\u001B$') ? ['iso-2022-jp'] : [];
  // As many letters as bytes: all of them are ASCII.
  const declared = content.length === bytes.length ? [] : declaredCharsets(content);
  return [...new Set(['utf-8', ...more, ...declared])];
}

const STRICT_UTF8 = new TextDecoder('utf-8', { fatal: true });

function strictly(bytes: Uint8Array, charset: string): string | null {
  const decoder = charset === 'utf-8' ? STRICT_UTF8 : new TextDecoder(charset, { fatal: true });
  try {
    return decoder.decode(bytes);
  } catch {
    // Not that charset.
    return null;
  }
}

const CONTROL = /[\u0000-\u0008\u000E-\u001A\u001C-\u001F]/g;
/** Programs have some control characters in their strings; a binary file has very many. */
const MAX_CONTROLS = 1 / 16;

function isMostlyLetters(content: string): boolean {
  const body = withoutEnd(content);
  return (body.match(CONTROL)?.length ?? 0) <= body.length * MAX_CONTROLS;
}

/** Zeros that fill up behind a text are no part of it. */
function withoutEnd(content: string): string {
  let end = content.length;
  while (end > 0 && content.charCodeAt(end - 1) === 0) end -= 1;
  return content.slice(0, end);
}

/** No old charset has control characters among its letters. */
function isMostlyBytes(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte >= 0x20 || (byte > 8 && byte < 14) || byte === 0x1b);
}

const NO_LETTER = /[\p{Cn}\p{Co}\p{Cs}\uFFFD\u0000-\u0008\u000E-\u001F]/u;

/** ASCII, Russian, kana, and the marks of Chinese and Japanese sentences. */
const NO_IDEOGRAM = /[\t\n\r -~\u0400-\u045F\u3001\u3002\u3040-\u30FF\uFF01-\uFF9F]/g;
/** Two Latin letters, or any two bytes, are an ideogram: a text has something else as well. */
const LEAST_OTHERS = 1 / 8;

/**
 * UTF-16 without a mark: all of it letters, and not only ideograms, which other bytes hardly ever are.
 */
function isWide(bytes: Uint8Array, charset: string): boolean {
  if (bytes.length % 2 !== 0 || bytes.length < 4) return false;
  const start = strictly(bytes.subarray(0, 512), charset);
  if (start === null || NO_LETTER.test(start)) return false;
  const content = strictly(bytes, charset);
  if (content === null || NO_LETTER.test(content)) return false;
  const others = content.match(NO_IDEOGRAM)?.length ?? 0;
  return others > 1 && others >= content.length * LEAST_OTHERS;
}

/** UTF-32 without a mark: three bytes of four say nearly nothing. */
function isWidest(bytes: Uint8Array, charset: string): boolean {
  if (bytes.length % 4 !== 0 || bytes.length < 8) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < bytes.length; at += 4) {
    const code = view.getUint32(at, charset === 'utf-32le');
    if (code > 0x10ffff || NO_LETTER.test(String.fromCodePoint(code))) return false;
  }
  return true;
}

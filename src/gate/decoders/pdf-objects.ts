import { fromLatin1 } from '../../bytes/latin1.ts';
import { Unreadable } from '../decoder.ts';
import { plainDictionary } from './pdf-dictionary.ts';

/** A stream where it stands in the file, reachable or not. */
export interface PdfStream {
  /** The number of its object. */
  readonly id: string;
  /** What stands between `obj` and `stream`, as Latin-1, in one form: see `plainDictionary`. */
  readonly dictionary: string;
  /** As it is stored. */
  readonly packed: Uint8Array;
}

/** A PDF file taken apart without following a reference: older revisions and orphans are in it too. */
export interface PdfParts {
  readonly streams: readonly PdfStream[];
  /** All that lies outside of streams, as Latin-1. */
  readonly structure: string;
}

const START = /stream\r?\n?/g;
const END = 'endstream';
const LENGTH = /\/Length\s+(\d+)(?:\s+(\d+)\s+R)?/;

/**
 * Finds every stream by its keyword.
 *
 * @throws Unreadable if one has no end.
 * @see ISO 32000-2, section 7.3.8.
 */
export function pdfParts(bytes: Uint8Array): PdfParts {
  // One letter a byte, so that places in the text are places in the file.
  const text = fromLatin1(bytes);
  const streams: PdfStream[] = [];
  const outside: string[] = [];
  const lengths = new Lengths(text);
  let at = 0;
  for (;;) {
    START.lastIndex = at;
    const match = START.exec(text);
    if (!match) break;
    const start = match.index + match[0].length;
    outside.push(text.slice(at, start));
    at = start;
    const dictionary = dictionaryBefore(text, match.index);
    if (dictionary === null) continue;
    const end = endOf(text, start, lengths.of(dictionary));
    streams.push({
      id: idBefore(text, match.index),
      dictionary: plainDictionary(dictionary, text),
      packed: bytes.subarray(start, end),
    });
    at = end;
  }
  return { streams, structure: outside.join('') + text.slice(at) };
}

/** @returns null if the word `stream` only stands in a text. */
function dictionaryBefore(text: string, keyword: number): string | null {
  const object = text.lastIndexOf('obj', keyword);
  if (object < 0 || text.slice(object - 3, object) === 'end') return null;
  const dictionary = text.slice(object + 3, keyword);
  return /^\s*<<[\s\S]*>>\s*(?:%.*(?:[\r\n]\s*)?)?$/.test(dictionary) ? dictionary : null;
}

function idBefore(text: string, keyword: number): string {
  const object = text.lastIndexOf('obj', keyword);
  return /(\d+)\s+\d+\s+$/.exec(text.slice(Math.max(0, object - 40), object))?.[1] ?? '';
}

function endOf(text: string, start: number, length: number): number {
  const told = start + length;
  if (/^\s*endstream/.test(text.slice(told, told + 16))) return told;
  const found = text.indexOf(END, start);
  if (found < 0) throw new Unreadable('pdf: ends in the middle of a stream');
  return found;
}

const NUMBER = /(?:^|\s)(\d+)\s+(\d+)\s+obj\s+(\d+)/g;

/** How long streams say they are. Many programs write that as an object behind each, which are gone through once. */
class Lengths {
  private readonly text: string;
  private numbers: ReadonlyMap<string, number> | null = null;

  constructor(text: string) {
    this.text = text;
  }

  /** @returns NaN if it does not say so. */
  of(dictionary: string): number {
    const [, direct, generation] = LENGTH.exec(dictionary) ?? [];
    if (generation === undefined) return Number(direct);
    this.numbers ??= numbersIn(this.text);
    return this.numbers.get(`${Number(direct)} ${Number(generation)}`) ?? NaN;
  }
}

/** The first one of a number counts. */
function numbersIn(text: string): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  for (const [, id, generation, value] of text.matchAll(NUMBER)) {
    const key = `${Number(id)} ${Number(generation)}`;
    if (!numbers.has(key)) numbers.set(key, Number(value));
  }
  return numbers;
}

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
    const end = endOf(text, dictionary, start);
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

function endOf(text: string, dictionary: string, start: number): number {
  const [, direct, generation] = LENGTH.exec(dictionary) ?? [];
  const length =
    generation === undefined ? direct : lengthOf(text, Number(direct), Number(generation));
  const told = start + Number(length);
  if (/^\s*endstream/.test(text.slice(told, told + 16))) return told;
  const found = text.indexOf(END, start);
  if (found < 0) throw new Unreadable('pdf: ends in the middle of a stream');
  return found;
}

function lengthOf(text: string, id: number, generation: number): string | undefined {
  return new RegExp(`(?:^|\\s)${id}\\s+${generation}\\s+obj\\s+(\\d+)`).exec(text)?.[1];
}

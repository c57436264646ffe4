import { fromBase64 } from '../../bytes/base64.ts';
import { concat } from '../../bytes/concat.ts';
import { toLatin1 } from '../../bytes/latin1.ts';
import { Unreadable } from '../decoder.ts';

/** What stands before the body of a mail, or of one of its parts. */
export interface MailHeaders {
  /** As a reader gets them: lines joined, encoded words decoded. */
  readonly text: string;
  /** Where the body starts, in bytes. */
  readonly bodyStart: number;
  /**
   * @param name - in lower case.
   * @returns the first of that name; null if there is none.
   * @throws Unreadable for two that say in different ways what the body is.
   */
  get(name: string): string | null;
}

/** Longer headers are no headers of a mail. */
const MOST = 1024 * 1024;
const LINE = /^([\w!#$%&'*+.^`|~-]+)[ \t]*:/;

/**
 * Reads headers (RFC 5322 §2.2).
 *
 * @returns null if something else stands there.
 * @throws Unreadable for a word in a charset that nobody knows.
 */
export function readHeaders(bytes: Uint8Array): MailHeaders | null {
  // One unit for each byte, so that offsets are those of the bytes.
  const source = new TextDecoder('windows-1252').decode(bytes.subarray(0, MOST));
  const end = /\r?\n(?:\r?\n|$)/.exec(source) ?? { index: source.length, 0: '' };
  if (end.index === MOST) return null;
  const lines = withoutFolds(textOf(bytes.subarray(0, end.index))).split(/\r?\n/);
  if (!lines.every((line) => LINE.test(line))) return null;
  return {
    text: lines.map(decodeWords).join('\n'),
    bodyStart: end.index + end[0].length,
    get: (name) => {
      const values = lines
        .filter((line) => LINE.exec(line)?.[1]?.toLowerCase() === name)
        .map((line) => line.slice(line.indexOf(':') + 1).trim());
      if (name.startsWith('content-') && new Set(values).size > 1)
        throw new Unreadable('mail: says twice what a part is');
      return values[0] ?? null;
    },
  };
}

function withoutFolds(text: string): string {
  return text.replace(/\r?\n(?=[ \t])/g, '');
}

/** Headers are UTF-8 today (RFC 6532), and were anything once. */
function textOf(bytes: Uint8Array): string {
  const text = new TextDecoder().decode(bytes);
  return text.includes('\uFFFD') ? new TextDecoder('windows-1252').decode(bytes) : text;
}

const WORD = /=\?([^?\s*]+)(?:\*[^?\s]*)?\?([bq])\?([^?]*)\?=/gi;
/** White space between two words counts for nothing. */
const WORDS = /=\?[^?\s]+\?[bq]\?[^?]*\?=(?:\s*=\?[^?\s]+\?[bq]\?[^?]*\?=)*/gi;

/**
 * Words in other charsets (RFC 2047); a letter may be cut in two by the end of a word.
 *
 * @throws Unreadable for a word in a charset that nobody knows.
 */
export function decodeWords(line: string): string {
  return line.replace(WORDS, (run) => {
    const parts: { charset: string; bytes: number[] }[] = [];
    for (const [, charset = '', coding = '', text = ''] of run.matchAll(WORD)) {
      const bytes = coding.toLowerCase() === 'b' ? base64Of(text) : quotedOf(text);
      const last = parts.at(-1);
      if (last?.charset === charset.toLowerCase()) last.bytes.push(...bytes);
      else parts.push({ charset: charset.toLowerCase(), bytes: [...bytes] });
    }
    return parts.map(({ charset, bytes }) => decoded(Uint8Array.from(bytes), charset)).join('');
  });
}

function quotedOf(text: string): Uint8Array {
  return fromQuoted(text.replaceAll('_', ' '));
}

/**
 * Quoted-printable (RFC 2045 §6.7), as bytes.
 *
 * @param text - one unit for each byte.
 */
export function fromQuoted(text: string): Uint8Array<ArrayBuffer> {
  const plain = text
    .replace(/=[ \t]*\r?\n/g, '')
    .replace(/=([\da-f]{2})/gi, (_run, code: string) => String.fromCharCode(parseInt(code, 16)));
  return toLatin1(plain);
}

/**
 * Base64 as mail has it (RFC 2045 §6.8): what is no letter of it is passed over, and padding may stand
 * where two were put together.
 *
 * @throws Unreadable
 */
export function base64Of(text: string): Uint8Array {
  const runs = text.replace(/[^A-Za-z\d+/=]/g, '').split(/=+/);
  const parts = runs.map((run) => fromBase64(run));
  if (!parts.every((part) => part !== null)) throw new Unreadable('mail: damaged base64');
  return concat(parts);
}

/** @throws Unreadable if nobody knows the charset. */
export function decoded(bytes: Uint8Array, charset: string): string {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch (cause) {
    throw new Unreadable('mail: is in a charset that nobody knows', { cause });
  }
}

const PARAMETER = /;\s*([^\s=;*]+)(?:\*(\d+))?(\*)?\s*=\s*(?:"((?:[^"\\]|\\[\s\S])*)"|([^;"]*))/g;

/**
 * The parameters of a header, in lower case: long ones put together, and decoded (RFC 2231), words in them
 * too, which many programs write there.
 */
export function parametersOf(header: string): ReadonlyMap<string, string> {
  const pieces = [...header.matchAll(PARAMETER)].map(
    ([, name = '', number = '0', star, quoted, bare = '']) => ({
      name: name.toLowerCase(),
      number: Number(number),
      isEncoded: star !== undefined,
      value: quoted === undefined ? bare.trim() : quoted.replace(/\\([\s\S])/g, '$1'),
    }),
  );
  const values = [...Map.groupBy(pieces, ({ name }) => name)].map(([name, own]) => {
    const inOrder = own.toSorted((a, b) => a.number - b.number);
    const value = inOrder.map((piece) => piece.value).join('');
    return [name, inOrder[0]?.isEncoded ? fromExtended(value) : decodeWords(value)] as const;
  });
  return new Map(values);
}

/** `charset'language'text%20of%20it`. */
function fromExtended(value: string): string {
  const [, charset = '', text = value] = /^([^']*)'[^']*'([\s\S]*)$/.exec(value) ?? [];
  const plain = text.replace(/%([\da-f]{2})/gi, (_run, code: string) =>
    String.fromCharCode(parseInt(code, 16)),
  );
  return decoded(toLatin1(plain), charset || 'utf-8');
}

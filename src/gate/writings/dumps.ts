import type { Layer } from '../decoder.ts';
import { isSpace } from './writing.ts';
import type { Writing } from './writing.ts';

/** Where a line of a dump begins: how far into the data it is. */
const PLACE = '(?:[\\dA-Fa-f]{6,16}:?|[\\dA-Fa-f]{4}:)[ \\t]+';
const PAIR = '[\\dA-Fa-f]{2}';
/** Pairs of digits: all together, or one or two with a sign between them and perhaps two spaces in the middle. */
export const HEX_LINE = new RegExp(
  `^[ \\t]*(?:${PLACE})?(${PAIR}(?:${PAIR})?(?:(?: {1,2}|[:-])${PAIR}(?:${PAIR})?)+|(?:${PAIR})+)(?=$|\\s)`,
);
export const MAY_BE = /[\dA-Fa-f]{2}[ :-][\dA-Fa-f]{2}[ :-]?[\dA-Fa-f]{2}|[\dA-Fa-f]{16}\r?\n/;
const BINARY = /(?<!\d)[01]{8}(?:[\s,]*[01]{8}){5,}(?!\d)/g;
/** Fewer bytes say no name. */
const LEAST = 6;

/** Bytes written out in hexadecimal digits, line by line, as `xxd` and `hexdump` do it, and programs for pictures. */
const hexDump: Writing = function* (text) {
  if (!mayHoldDump(text)) return;
  for (const bytes of hexDumps(text)) if (bytes.length >= LEAST) yield* said('hex-dump', bytes);
};

/**
 * Whether `MAY_BE` is somewhere: among no fewer than seven digits and signs in a row, which cover one of each
 * seven places. Most texts have none, which is told without a look at the rest of their letters.
 */
export function mayHoldDump(text: string): boolean {
  for (let at = LEAST_ROW - 1; at < text.length; at += LEAST_ROW) {
    if (!mayBeWithin(text, at)) continue;
    let start = at;
    while (start > 0 && isOfDump(text, start - 1)) start -= 1;
    let digits = 0;
    let end = start;
    for (; end < text.length && isOfDump(text, end); end++)
      digits += Number(isHexDigit(text.charCodeAt(end)));
    // With the end of the line.
    if (digits >= LEAST_DIGITS && MAY_BE.test(text.slice(start, end + 2))) return true;
    at = end;
  }
  return false;
}

const LEAST_ROW = 7;
const LEAST_DIGITS = 6;

function isOfDump(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit === 0x20 || unit === HYPHEN || unit === COLON || isHexDigit(unit);
}

/** Whether a place may be one of `MAY_BE`: digits have others beside them, and signs stand alone between them. */
function mayBeWithin(text: string, at: number): boolean {
  if (!isOfDump(text, at)) return false;
  const isBehind = isHexDigit(text.charCodeAt(at - 1));
  const isBefore = isHexDigit(text.charCodeAt(at + 1));
  return isHexDigit(text.charCodeAt(at)) ? isBehind || isBefore : isBehind && isBefore;
}

/** @returns what lines that follow each other say. */
function hexDumps(text: string): readonly (readonly number[])[] {
  const dumps: number[][] = [];
  let bytes: number[] = [];
  for (let start = 0; start <= text.length;) {
    const next = text.indexOf('\n', start);
    const end = next < 0 ? text.length : next;
    const pairs = mayBeLine(text, start) ? pairsOf(text.slice(start, end)) : [];
    if (pairs.length > 0) for (const pair of pairs) bytes.push(parseInt(pair, 16));
    else if (bytes.length > 0) {
      dumps.push(bytes);
      bytes = [];
    }
    start = end + 1;
  }
  return [...dumps, bytes];
}

/**
 * Whether hexadecimal digits stand where a line begins, and behind them what may stand there in
 * `HEX_LINE`: of most texts that is a word, or a bracket.
 */
export function mayBeLine(text: string, start: number): boolean {
  let at = start;
  while (text.charCodeAt(at) === 0x20 || text.charCodeAt(at) === 9) at += 1;
  if (!isHexDigit(text.charCodeAt(at)) || !isHexDigit(text.charCodeAt(at + 1))) return false;
  while (isHexDigit(text.charCodeAt(at))) at += 1;
  const unit = text.charCodeAt(at);
  return at === text.length || unit === COLON || unit === HYPHEN || isSpace(text, at);
}

const COLON = 0x3a;
const HYPHEN = 0x2d;

function isHexDigit(unit: number): boolean {
  const lower = unit | 0x20;
  return (unit >= 0x30 && unit <= 0x39) || (lower >= 0x61 && lower <= 0x66);
}

function pairsOf(line: string): readonly string[] {
  return HEX_LINE.exec(line)?.[1]?.match(/[\dA-Fa-f]{2}/g) ?? [];
}

/** Letters as eight binary digits each. */
const binaryDigits: Writing = function* (text) {
  if (!hasBinaryByte(text)) return;
  for (const [run] of text.matchAll(BINARY)) {
    const codes = run.match(/[01]{8}/g) ?? [];
    yield* said(
      'binary-digits',
      codes.map((code) => parseInt(code, 2)),
    );
  }
};

const BYTE = 8;

/** Whether eight binary digits stand in a row: they cover one of each eight places. */
export function hasBinaryByte(text: string): boolean {
  for (let at = BYTE - 1; at < text.length; at += BYTE) {
    let start = at;
    while (start > at - BYTE && isBinary(text.charCodeAt(start))) start -= 1;
    if (start === at) continue;
    let end = at + 1;
    while (end - start <= BYTE && isBinary(text.charCodeAt(end))) end += 1;
    if (end - start > BYTE) return true;
  }
  return false;
}

function isBinary(unit: number): boolean {
  return unit === 0x30 || unit === 0x31;
}

/** Not as a file: what is not UTF-8 in it may stand beside what is. */
function* said(name: string, bytes: readonly number[]): Iterable<Layer> {
  if (bytes.length >= LEAST)
    yield { kind: 'text', name, text: new TextDecoder().decode(Uint8Array.from(bytes)) };
}

/** What shows bytes as numbers. */
export const DUMPS: readonly Writing[] = [hexDump, binaryDigits];

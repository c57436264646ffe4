import type { Layer } from '../decoder.ts';
import type { Writing } from './writing.ts';

/** Where a line of a dump begins: how far into the data it is. */
const PLACE = '(?:[\\dA-Fa-f]{6,16}:?|[\\dA-Fa-f]{4}:)[ \\t]+';
const PAIR = '[\\dA-Fa-f]{2}';
/** Pairs of digits: all together, or one or two with a sign between them and perhaps two spaces in the middle. */
const HEX_LINE = new RegExp(
  `^[ \\t]*(?:${PLACE})?(${PAIR}(?:${PAIR})?(?:(?: {1,2}|[:-])${PAIR}(?:${PAIR})?)+|(?:${PAIR})+)(?=$|\\s)`,
);
const MAY_BE = /[\dA-Fa-f]{2}[ :-][\dA-Fa-f]{2}[ :-]?[\dA-Fa-f]{2}|[\dA-Fa-f]{16}\r?\n/;
const BINARY = /(?<!\d)[01]{8}(?:[\s,]*[01]{8}){5,}(?!\d)/g;
/** Fewer bytes say no name. */
const LEAST = 6;

/** Bytes written out in hexadecimal digits, line by line, as `xxd` and `hexdump` do it, and programs for pictures. */
const hexDump: Writing = function* (text) {
  if (!MAY_BE.test(text)) return;
  let bytes: number[] = [];
  for (const line of text.split(/\r?\n/)) {
    const pairs = HEX_LINE.exec(line)?.[1]?.match(/[\dA-Fa-f]{2}/g) ?? [];
    if (pairs.length === 0) {
      yield* said('hex-dump', bytes);
      bytes = [];
    }
    for (const pair of pairs) bytes.push(parseInt(pair, 16));
  }
  yield* said('hex-dump', bytes);
};

/** Letters as eight binary digits each. */
const binaryDigits: Writing = function* (text) {
  if (!/[01]{8}/.test(text)) return;
  for (const [run] of text.matchAll(BINARY)) {
    const codes = run.match(/[01]{8}/g) ?? [];
    yield* said(
      'binary-digits',
      codes.map((code) => parseInt(code, 2)),
    );
  }
};

/** Not as a file: what is not UTF-8 in it may stand beside what is. */
function* said(name: string, bytes: readonly number[]): Iterable<Layer> {
  if (bytes.length >= LEAST)
    yield { kind: 'text', name, text: new TextDecoder().decode(Uint8Array.from(bytes)) };
}

/** What shows bytes as numbers. */
export const DUMPS: readonly Writing[] = [hexDump, binaryDigits];

import { isContinuation } from '../../bytes/utf8.ts';

/** Stands for a byte that was lost. */
export const LOST = -1;
/** A sign for what a charset does not have, each for two bytes: that of browsers, and that of Windows in Japan. */
const SIGNS_OF_LOSS = ['\uFFFD', '・'];

const tables = new Map<string, ReadonlyMap<string, readonly number[]>>();

/**
 * @param charset - of one or two bytes a letter.
 * @returns the bytes of a text in it; null for a text that has letters of other charsets.
 */
export function bytesIn(charset: string, text: string): readonly number[] | null {
  const table = tables.get(charset) ?? tableOf(charset);
  tables.set(charset, table);
  const bytes: number[] = [];
  for (const letter of text) {
    const found = table.get(letter);
    if (found === undefined) return null;
    bytes.push(...found);
  }
  return bytes;
}

/** Made by reading all there is, since no platform writes these charsets: some ten milliseconds, if at all. */
function tableOf(charset: string): ReadonlyMap<string, readonly number[]> {
  const table = new Map<string, readonly number[]>();
  const decoder = new TextDecoder(charset);
  for (let first = 0x80; first < 0x100; first++) {
    for (let second = 0x40; second < 0xff; second++)
      add(table, decoder.decode(Uint8Array.of(first, second)), [first, second]);
    add(table, decoder.decode(Uint8Array.of(first)), [first]);
  }
  for (const sign of SIGNS_OF_LOSS) table.set(sign, [LOST, LOST]);
  return table;
}

function add(
  table: Map<string, readonly number[]>,
  letter: string,
  bytes: readonly number[],
): void {
  if (letter.length === 1 && letter !== '\uFFFD' && !table.has(letter)) table.set(letter, bytes);
}

/**
 * Reads UTF-8 of which bytes were lost.
 *
 * @returns the text, in which U+FFFD stands for each letter that is not whole; null if these are more than a third,
 *   since then it is something else.
 */
export function utf8WithLosses(bytes: readonly number[]): string | null {
  // Most of what is tried is a text of its own charset, whose first byte tells.
  if (isNext(bytes[0] ?? 0) && bytes[0] !== LOST) return null;
  let text = '';
  let lost = 0;
  for (let at = 0; at < bytes.length;) {
    const size = sizeOf(bytes[at] ?? LOST);
    const letter = bytes.slice(at, at + size);
    const isWhole = letter.length === size && letter.slice(1).every(isNext);
    const read =
      isWhole && !letter.includes(LOST) ? decoder.decode(Uint8Array.from(letter)) : '\uFFFD';
    if (read === '\uFFFD') lost += 1;
    text += read;
    at += isWhole ? size : 1;
  }
  return lost * 3 > text.length ? null : text;
}

const decoder = new TextDecoder();

/** Of a letter by its first byte: kana and kanji have three, and so do those whose first byte was lost. */
function sizeOf(first: number): number {
  if (first === LOST) return 3;
  return first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

function isNext(byte: number): boolean {
  return byte === LOST || isContinuation(byte);
}

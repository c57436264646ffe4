import { isContinuation } from '../../bytes/utf8.ts';
import type { Layer } from '../decoder.ts';
import { embeddedFiles } from '../embedded-files.ts';

/** Shorter runs come about by chance in coded sound and pixels. */
const MIN_RUN = 10;

/**
 * What a person could read in data that is no text: runs of letters in UTF-8, and of Latin letters
 * in UTF-16; and files that lie in it.
 */
export function* runs(name: string, bytes: Uint8Array): Iterable<Layer> {
  const found = [...utf8Runs(bytes), ...wideRuns(bytes, 0), ...wideRuns(bytes, 1)];
  if (found.length > 0) yield { kind: 'text', name, text: found.join('\n') };
  for (const file of embeddedFiles(bytes))
    yield { kind: 'bytes', name: `${name}/file`, bytes: file };
}

/** The same of data that is coded: pixels, sound, outlines. */
export function* codedRuns(name: string, bytes: Uint8Array): Iterable<Layer> {
  for (const layer of runs(name, bytes))
    yield layer.kind === 'text' ? { ...layer, isCoded: true } : layer;
}

function* utf8Runs(bytes: Uint8Array): Iterable<string> {
  for (let at = nextLetters(bytes, 0); at < bytes.length;) {
    const start = at;
    for (let size = 1; size > 0 && at < bytes.length; at += size) size = letterSize(bytes, at);
    if (at - start >= MIN_RUN) yield new TextDecoder().decode(bytes.subarray(start, at));
    at = nextLetters(bytes, at + 1);
  }
}

/**
 * Leaps over most of what is no text: beside each other, half of all pairs of bytes cannot stand in a run, so
 * that the last pair of what would be one is looked at first. No letter goes across such a pair.
 *
 * @returns where a run may begin, if nothing before `from` belongs to it; the length if nowhere.
 */
function nextLetters(bytes: Uint8Array, from: number): number {
  let start = from;
  for (let at = start + MIN_RUN - 1; at > start; at--) {
    if (at >= bytes.length) return bytes.length;
    if (PAIRS[((bytes[at - 1] as number) << 8) | (bytes[at] as number)] === 1) continue;
    start = at;
    at += MIN_RUN;
  }
  return start;
}

/** Which bytes may stand beside each other in letters of UTF-8. */
const PAIRS = Uint8Array.from({ length: 0x10000 }, (_each, pair) =>
  Number(mayFollow(pair >> 8, pair & 0xff)),
);

function mayFollow(first: number, second: number): boolean {
  const isLater = isContinuation(second);
  if (first >= 0xc2) return isLater;
  if (isContinuation(first)) return isLater || second >= 0xc2 || isPrintable(second);
  return isPrintable(first) && (second >= 0xc2 || isPrintable(second));
}

/** @returns how many bytes the letter at `at` takes; 0 if none stands there. */
function letterSize(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return isPrintable(first) ? 1 : 0;
  const size = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
  for (let index = 1; index < size; index++) if (!isContinuation(bytes[at + index])) return 0;
  return size;
}

function isPrintable(byte: number): boolean {
  return (byte >= 0x20 && byte < 0x7f) || byte === 9 || byte === 10 || byte === 13;
}

/** Either of each two bytes is 0: the second in UTF-16LE, the first in UTF-16BE. */
function* wideRuns(bytes: Uint8Array, parity: 0 | 1): Iterable<string> {
  for (let at = nextWide(bytes, parity); at < bytes.length;) {
    const start = at;
    while (wideLetter(bytes, at) > 0) at += 2;
    const letters = Uint8Array.from({ length: (at - start) / 2 }, (_each, index) =>
      wideLetter(bytes, start + 2 * index),
    );
    yield new TextDecoder().decode(letters);
    at = nextWide(bytes, at + 2);
  }
}

/** @returns where the next run begins; the length if nowhere. What would be its last letter is looked at first. */
function nextWide(bytes: Uint8Array, from: number): number {
  let start = from;
  for (let at = start + 2 * (MIN_RUN - 1); at >= start; at -= 2) {
    if (at + 1 >= bytes.length) return bytes.length;
    if (wideLetter(bytes, at) > 0) continue;
    start = at + 2;
    at += 2 * (MIN_RUN + 1);
  }
  return start;
}

/** @returns the letter whose two bytes begin at an offset; 0 if none does. */
function wideLetter(bytes: Uint8Array, at: number): number {
  const [first = 1, second = 1] = [bytes[at], bytes[at + 1]];
  const letter = second === 0 ? first : first === 0 ? second : 0;
  return isPrintable(letter) ? letter : 0;
}

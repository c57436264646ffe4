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

function* utf8Runs(bytes: Uint8Array): Iterable<string> {
  let start = 0;
  for (let at = 0; at <= bytes.length;) {
    const size = at < bytes.length ? letterSize(bytes, at) : 0;
    if (size > 0) {
      at += size;
      continue;
    }
    if (at - start >= MIN_RUN) yield new TextDecoder().decode(bytes.subarray(start, at));
    at += 1;
    start = at;
  }
}

/** @returns how many bytes the letter at `at` takes; 0 if none stands there. */
function letterSize(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return isPrintable(first) ? 1 : 0;
  const size = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
  for (let index = 1; index < size; index++)
    if (((bytes[at + index] ?? 0) & 0xc0) !== 0x80) return 0;
  return size;
}

function isPrintable(byte: number): boolean {
  return (byte >= 0x20 && byte < 0x7f) || byte === 9 || byte === 10 || byte === 13;
}

/** Either of each two bytes is 0: the second in UTF-16LE, the first in UTF-16BE. */
function* wideRuns(bytes: Uint8Array, parity: 0 | 1): Iterable<string> {
  let letters = '';
  for (let at = parity; at + 1 <= bytes.length; at += 2) {
    const [a = 0, b = 1] = [bytes[at], bytes[at + 1]];
    const letter = b === 0 ? a : a === 0 ? b : 0;
    if (isPrintable(letter)) {
      letters += String.fromCharCode(letter);
      continue;
    }
    if (letters.length >= MIN_RUN) yield letters;
    letters = '';
  }
  if (letters.length >= MIN_RUN) yield letters;
}

import type { BytesLayer } from '../decoder.ts';

const LINE = 0x0a;
const SPACE = 0x20;

/**
 * Strings of a format that does not say in which charset they are: read as a text file of its own is, in all that
 * may be meant. One stands in a line; what no charset has in its letters is left out.
 *
 * @returns none if there is nothing to read.
 */
export function oldText(name: string, strings: Iterable<Uint8Array>): BytesLayer[] {
  // A line before the first: no format of files begins so.
  const lines: number[] = [LINE];
  for (const string of strings) {
    for (const byte of string) lines.push(byte === LINE || byte >= SPACE ? byte : SPACE);
    lines.push(LINE);
  }
  const bytes = Uint8Array.from(lines);
  return bytes.some((byte) => byte > SPACE) ? [{ kind: 'bytes', name, bytes }] : [];
}

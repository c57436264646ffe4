import { without } from '../../bytes/extents.ts';
import type { Extent } from '../../bytes/extents.ts';
import { asTexts } from '../decoder.ts';
import type { Layer } from '../decoder.ts';
import { Cursor } from './cursor.ts';

const MACINTOSH = 1;
/** Charsets of old Macs, by their number; the others are read in every charset. */
const MAC_CHARSETS: Readonly<Record<number, string>> = {
  0: 'macintosh',
  1: 'shift_jis',
  2: 'big5',
  3: 'euc-kr',
  7: 'x-mac-cyrillic',
  25: 'gb18030',
};
const RECORD = 12;

/**
 * The names in a font: they stand one behind the other without anything between, each in a charset
 * of its own.
 *
 * @see ISO/IEC 14496-22, section 5.2.7 (`name`).
 */
export function* fontNames(table: Uint8Array): Iterable<Layer> {
  const cursor = new Cursor(table, 'font', 'big', 2);
  const [count, start] = [cursor.u16(), cursor.u16()];
  const taken: Extent[] = [[0, Math.min(6 + count * RECORD, table.length)]];
  for (let index = 0; index < count; index++) {
    cursor.at = 6 + index * RECORD;
    const [platform, encoding] = [cursor.u16(), cursor.u16()];
    cursor.skip(4);
    const [size, offset] = [cursor.u16(), cursor.u16()];
    const text = new Cursor(table, 'font', 'big', start + offset).take(size);
    taken.push([start + offset, start + offset + size]);
    const charset = platform === MACINTOSH ? MAC_CHARSETS[encoding] : 'utf-16be';
    if (charset) yield { kind: 'text', name: 'names', text: new TextDecoder(charset).decode(text) };
    else yield* asTexts('names', text);
  }
  const free = without(
    [0, table.length],
    taken.toSorted(([a], [b]) => a - b),
  );
  for (const part of free) yield* asTexts('names/unused', table.subarray(...part));
}

import { bigEndian } from '../../bytes/big-endian.ts';
import { Unreadable } from '../decoder.ts';
import type { Layer } from '../decoder.ts';
import { Cursor } from './cursor.ts';

/**
 * Names and notices in a font's outlines, one by one: they stand behind each other without anything between.
 *
 * @returns none if they are damaged: what holds them is read as it stands as well.
 * @see Adobe TN5176, sections 5 to 10.
 */
export function* cffStrings(name: string, bytes: Uint8Array): Iterable<Layer> {
  const strings = stringsIn(bytes).map((each) => new TextDecoder('windows-1252').decode(each));
  if (strings.length > 0) yield { kind: 'text', name: `${name}/strings`, text: strings.join('\n') };
}

function stringsIn(bytes: Uint8Array): readonly Uint8Array[] {
  try {
    // The third byte says how long the header is; names of fonts, and what is told of each, stand before the strings.
    const cursor = new Cursor(bytes, 'cff', 'big', bytes[2] ?? 0);
    const names = indexAt(cursor);
    indexAt(cursor);
    return [...names, ...indexAt(cursor)];
  } catch (error) {
    if (error instanceof Unreadable) return [];
    throw error;
  }
}

/** Places of one to four bytes, counted from 1, the last of which is the end; then the data. */
function indexAt(cursor: Cursor): readonly Uint8Array[] {
  const count = cursor.u16();
  if (count === 0) return [];
  const width = cursor.u8();
  const place = () => bigEndian(cursor.take(width));
  const places = Array.from({ length: count + 1 }, place);
  const data = cursor.take(Math.max(0, (places.at(-1) ?? 1) - 1));
  return places.slice(1).map((end, at) => data.subarray((places[at] ?? 1) - 1, end - 1));
}

import { Unreadable, hasMagic } from '../decoder.ts';
import type { FileDecoder } from '../decoder.ts';
import { Cursor } from './cursor.ts';
import { oldText } from './old-text.ts';
import { runs } from './strings.ts';

const MAGICS = { little: '\u00DE\u0012\u0004\u0095', big: '\u0095\u0004\u0012\u00DE' } as const;

/**
 * Translations that gettext compiled (mo): every string and its translation, in the charset that the first one
 * names and in all others that may be meant.
 *
 * @see GNU gettext manual, "The Format of GNU MO Files".
 */
export const gettext: FileDecoder = {
  name: 'gettext',
  accepts: (bytes) => Object.values(MAGICS).some((magic) => hasMagic(bytes, magic)),
  *layers(bytes) {
    const order = hasMagic(bytes, MAGICS.little) ? 'little' : 'big';
    const cursor = new Cursor(bytes, 'gettext', order, 4);
    // Later ones have strings in pieces, one for each kind of machine.
    if (cursor.u32() !== 0) throw new Unreadable('gettext: of a version that cannot be read');
    const [count, ...tables] = [cursor.u32(), cursor.u32(), cursor.u32()];
    const strings = tables.flatMap((table) => {
      cursor.at = table;
      return Array.from({ length: boundedBy(bytes, count) }, () => stringAt(cursor));
    });
    yield* oldText('strings', strings.flatMap(forms));
    yield* runs('content', bytes);
  },
};

/** @throws Unreadable if so many strings have no room. */
function boundedBy(bytes: Uint8Array, count: number): number {
  if (count * 16 > bytes.length)
    throw new Unreadable('gettext: says that it has more than it holds');
  return count;
}

function stringAt(cursor: Cursor): Uint8Array {
  const [size, offset] = [cursor.u32(), cursor.u32()];
  const next = cursor.at;
  cursor.at = offset;
  const string = cursor.take(size);
  cursor.at = next;
  return string;
}

/** Plural forms are parted by zeros, and what a string is about by a 4. */
function forms(string: Uint8Array): readonly Uint8Array[] {
  const parts: Uint8Array[] = [];
  let start = 0;
  for (let at = 0; at <= string.length; at++) {
    if (at < string.length && string[at] !== 0 && string[at] !== 4) continue;
    parts.push(string.subarray(start, at));
    start = at + 1;
  }
  return parts;
}

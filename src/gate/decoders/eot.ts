import { Unreadable, asTexts, hasMagic } from '../decoder.ts';
import type { FileDecoder } from '../decoder.ts';
import { Cursor } from './cursor.ts';
import { stray } from './stray.ts';

const MAGIC_AT = 34;
const FIRST = 0x10000;
const LATER = [0x20001, 0x20002];
/** The font is packed as nobody but its makers does, or hidden by a key that everybody has. */
const FLAGS = { packed: 0x4, hidden: 0x10000000 };
const KEY = 0x50;

/**
 * Embedded OpenType, which old browsers took: a header with names in UTF-16, and a font.
 *
 * @see "Embedded OpenType (EOT) File Format", W3C Member Submission, 5 March 2008, section 4.
 */
export const eot: FileDecoder = {
  name: 'eot',
  accepts: (bytes) =>
    bytes.length > MAGIC_AT + 2 &&
    hasMagic(bytes, 'LP', MAGIC_AT) &&
    [FIRST, ...LATER].includes(new Cursor(bytes, 'eot', 'little', 8).u32()),
  *layers(bytes) {
    const cursor = new Cursor(bytes, 'eot', 'little');
    const [size, fontSize, , flags] = [cursor.u32(), cursor.u32(), cursor.u32(), cursor.u32()];
    if (flags & FLAGS.packed) throw new Unreadable('eot: is packed: publish the font as WOFF2');
    cursor.at = 0;
    yield* asTexts('header', cursor.take(size - fontSize));
    const font = cursor.take(fontSize);
    const isHidden = (flags & FLAGS.hidden) !== 0;
    const shown = isHidden ? font.map((byte) => byte ^ KEY) : font;
    yield { kind: 'bytes', name: 'font', bytes: shown, isDeclared: true };
    yield* stray('trailing', bytes.subarray(cursor.at));
  },
};

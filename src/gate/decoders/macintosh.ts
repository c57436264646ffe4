import { Unreadable, asTexts, hasMagic } from '../decoder.ts';
import type { FileDecoder, Layer } from '../decoder.ts';
import { Cursor } from './cursor.ts';
import { stray } from './stray.ts';
import { runs } from './strings.ts';

const [DATA_FORK, RESOURCES] = [1, 2];
/** A fork without resources: four numbers, room for the system, and a list of none. */
const EMPTY_FORK = 286;
const PLIST = 'bplist0';

/**
 * What macOS puts beside files in archives (`__MACOSX/._name`): where a file was loaded from, its labels and
 * comments. Files with resources in them hold pictures and texts in ways of their own.
 *
 * @see RFC 1740, appendix B ("AppleSingle/AppleDouble").
 */
export const appleDouble: FileDecoder = {
  name: 'apple-double',
  accepts: (bytes) =>
    ['\0\u0005\u0016\u0007\0\u0002\0\0', '\0\u0005\u0016\0\0\u0002\0\0'].some((magic) =>
      hasMagic(bytes, magic),
    ),
  *layers(bytes) {
    yield* asTexts('content', bytes);
    const cursor = new Cursor(bytes, 'apple-double', 'big', 24);
    const count = cursor.u16();
    for (let index = 0; index < count; index++) {
      const [id, offset, size] = [cursor.u32(), cursor.u32(), cursor.u32()];
      const part = new Cursor(bytes, 'apple-double', 'big', offset).take(size);
      if (id === RESOURCES && size > EMPTY_FORK)
        throw new Unreadable('apple-double: has resources of an old program, pack without them');
      if (id === DATA_FORK) yield { kind: 'bytes', name: 'data', bytes: part };
    }
    yield* propertyLists(bytes);
  },
};

/** Attributes keep addresses and labels as property lists, one behind the other; each ends with its table. */
function* propertyLists(bytes: Uint8Array): Iterable<Layer> {
  for (const { value } of attributesIn(bytes))
    if (hasMagic(value, PLIST)) yield { kind: 'bytes', name: 'attribute', bytes: value };
}

/** @see "attr_header" in vfs_xattr.c of xnu: behind the 32 bytes of the Finder. */
const ATTRIBUTES = 84;

function* attributesIn(bytes: Uint8Array): Iterable<{ readonly value: Uint8Array }> {
  if (!hasMagic(bytes, 'ATTR', ATTRIBUTES)) return;
  const cursor = new Cursor(bytes, 'apple-double', 'big', ATTRIBUTES + 34);
  const count = cursor.u16();
  for (let index = 0; index < count; index++) {
    const [offset, size] = [cursor.u32(), cursor.u32()];
    cursor.skip(2);
    cursor.skip(cursor.u8());
    // Each begins at a multiple of four.
    cursor.at = Math.min(Math.ceil(cursor.at / 4) * 4, bytes.length);
    yield { value: new Cursor(bytes, 'apple-double', 'big', offset).take(size) };
  }
}

const PICTURES = ['\u0089PNG', '\0\0\0\u000CjP  ', '\u00FF\u004F\u00FF\u0051', PLIST];

/** Icons of macOS: each picture in one as a file, and letters in a row in older ones. */
export const icns: FileDecoder = {
  name: 'icns',
  accepts: (bytes) => hasMagic(bytes, 'icns'),
  *layers(bytes) {
    const size = new Cursor(bytes, 'icns', 'big', 4).u32();
    if (size > bytes.length) throw new Unreadable('icns: shorter than it says');
    const cursor = new Cursor(bytes.subarray(0, size), 'icns', 'big', 8);
    while (cursor.left > 0) {
      const name = cursor.latin1(4);
      const part = cursor.take(cursor.u32() - 8);
      if (PICTURES.some((magic) => hasMagic(part, magic)))
        yield { kind: 'bytes', name: 'picture', bytes: part };
      else yield* runs(/^\w+$/.test(name) ? name : 'part', part);
    }
    yield* stray('trailing', bytes.subarray(size));
  },
};

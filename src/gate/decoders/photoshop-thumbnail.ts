import { Unreadable, hasMagic } from '../decoder.ts';
import type { Layer } from '../decoder.ts';
import { Cursor } from './cursor.ts';

/** What stands before Photoshop's own data in a segment of JPEG. */
export const PHOTOSHOP = 'Photoshop 3.0\0';
const THUMBNAIL = 0x040c;
/** Its sizes and colours, before the picture. */
const HEAD = 28;
/** Of a resource: mark, number, a name without letters, size. */
const LEAST = 12;

/**
 * The small picture that Photoshop keeps beside the text of IPTC, which may show what was cut off.
 *
 * @param resources - of all segments, joined.
 * @see Adobe Photoshop File Formats Specification, "Image Resource Blocks" and "Thumbnail resource format".
 */
export function* photoshopThumbnail(resources: Uint8Array): Iterable<Layer> {
  const cursor = new Cursor(resources, 'photoshop', 'big');
  while (cursor.left >= LEAST && hasMagic(resources, '8BIM', cursor.at)) {
    cursor.skip(4);
    const id = cursor.u16();
    // A name with its length is filled up to an even number of bytes, and so are data.
    cursor.skip(((resources[cursor.at] ?? 0) | 1) + 1);
    const size = cursor.u32();
    // Others are read as strings.
    if (id !== THUMBNAIL && size > cursor.left) return;
    const data = cursor.take(size);
    if (size % 2 && cursor.left > 0) cursor.skip(1);
    if (id !== THUMBNAIL) continue;
    if (size <= HEAD) throw new Unreadable('photoshop: a small picture in it is cut');
    yield { kind: 'bytes', name: 'thumbnail', bytes: data.subarray(HEAD) };
  }
}

import { hasMagic } from '../decoder.ts';
import type { Layer } from '../decoder.ts';

const MAGICS = ['\u00FF\u00D8\u00FF', '\u0089PNG\r\n\u001A\n', 'GIF8', 'RIFF'];
/** In a tag or a box, a picture is preceded by its type and a description, in no more bytes. */
export const DESCRIPTION = 1024;

/** The picture in a field of metadata, such as a cover, as a file of its own. */
export function* pictureIn(field: Uint8Array): Iterable<Layer> {
  for (let at = 0; at < Math.min(DESCRIPTION, field.length); at++)
    if (MAGICS.some((magic) => hasMagic(field, magic, at)))
      return yield { kind: 'bytes', name: 'picture', bytes: field.subarray(at) };
}

import { boxesIn as readBoxes } from '../../bytes/iso-boxes.ts';
import type { Box } from '../../bytes/iso-boxes.ts';
import type { Extent } from '../../bytes/extents.ts';
import { Unreadable } from '../decoder.ts';

/** As `boxesIn` of `bytes/iso-boxes.ts`. @throws Unreadable if one runs past the end. */
export function boxesIn(bytes: Uint8Array, extent: Extent): readonly Box[] {
  try {
    return readBoxes(bytes, extent);
  } catch (error) {
    if (error instanceof RangeError) throw new Unreadable(`media: ${error.message}`);
    throw error;
  }
}

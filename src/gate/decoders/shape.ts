import { Unreadable, hasMagic } from '../decoder.ts';
import type { FileDecoder } from '../decoder.ts';
import { Cursor } from './cursor.ts';
import { stray } from './stray.ts';
import { codedRuns } from './strings.ts';

/**
 * Shapes of a map, and their index: numbers alone, in which letters may stand in a row. What they are called
 * stands in a table beside them.
 *
 * @see ESRI Shapefile Technical Description (1998), "Organization of the Main File".
 */
export const shape: FileDecoder = {
  name: 'shape',
  accepts: (bytes) =>
    hasMagic(bytes, '\0\0\u0027\u000A\0\0\0\0\0\0\0\0') && hasMagic(bytes, '\u00E8\u0003\0\0', 28),
  *layers(bytes) {
    // In words of 16 bits.
    const end = new Cursor(bytes, 'shape', 'big', 24).u32() * 2;
    if (end > bytes.length || end < 100) throw new Unreadable('shape: shorter than it says');
    yield* codedRuns('numbers', bytes.subarray(0, end));
    yield* stray('trailing', bytes.subarray(end));
  },
};

import { Unreadable } from '../decoder.ts';
import type { FileDecoder, Layer } from '../decoder.ts';
import { fieldsIn } from './protobuf.ts';
import { codedRuns } from './strings.ts';

/** What a field of a message is: a number, a text, numbers or pixels in a row, or a message. */
type Kind = 'number' | 'text' | 'bytes' | Message;
interface Message {
  readonly [field: number]: Kind;
}

/** @see Mapbox Vector Tile Specification 2.1, section 4, and its vector_tile.proto. */
const TILE: Message = {
  3: {
    1: 'text',
    2: { 1: 'number', 2: 'bytes', 3: 'number', 4: 'bytes' },
    3: 'text',
    4: { 1: 'text', 2: 'number', 3: 'number', 4: 'number', 5: 'number', 6: 'number', 7: 'number' },
    5: 'number',
    15: 'number',
  },
};
/** @see glyphs.proto of node-fontnik. */
const GLYPHS: Message = {
  1: {
    1: 'text',
    2: 'text',
    3: { 1: 'number', 2: 'bytes', 3: 'number', 4: 'number', 5: 'number', 6: 'number', 7: 'number' },
  },
};
const RANGE = /^\d{1,7}-\d{1,7}$/;
/** The first byte of each: a message in field 3 or 1. */
const BEGINNINGS = new Map([
  [0x1a, TILE],
  [0x0a, GLYPHS],
]);

/**
 * Vector tiles of maps, and the letters for them: names of layers, keys, values. They have no signature, so they
 * are known by each field being one of theirs.
 */
export const mapTile: FileDecoder = {
  name: 'map-tile',
  accepts: (bytes) => textsOf(bytes) !== null,
  *layers(bytes): Iterable<Layer> {
    const texts = textsOf(bytes);
    if (!texts) throw new Unreadable('map-tile: damaged');
    yield { kind: 'text', name: 'texts', text: texts.join('\n') };
    yield* codedRuns('numbers', bytes);
  },
};

/** @returns null if it is none of these messages. */
function textsOf(bytes: Uint8Array): readonly string[] | null {
  const message = BEGINNINGS.get(bytes[0] ?? 0);
  if (!message) return null;
  try {
    const texts = [...textsIn(bytes, message)];
    // Each set of letters says which ones: other messages may have the same fields.
    return message === TILE || texts.some((each) => RANGE.test(each)) ? texts : null;
  } catch (error) {
    if (error instanceof Unreadable || error instanceof TypeError) return null;
    throw error;
  }
}

/** @throws Unreadable or TypeError if something in it is not of the message. */
function* textsIn(bytes: Uint8Array, message: Message): Iterable<string> {
  for (const { id, bytes: value } of fieldsIn(bytes)) {
    const kind = message[id];
    if (kind === undefined || (kind === 'number') !== (value === null))
      throw new Unreadable('map-tile: has a field that no tile has');
    if (value === null || kind === 'bytes' || kind === 'number') continue;
    if (kind === 'text') yield new TextDecoder('utf-8', { fatal: true }).decode(value);
    else yield* textsIn(value, kind);
  }
}

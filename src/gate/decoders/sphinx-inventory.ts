import { Unreadable, asTexts, hasMagic } from '../decoder.ts';
import type { FileDecoder } from '../decoder.ts';
import { stray } from './stray.ts';
import { unpack } from './unpack.ts';

const MAGIC = '# Sphinx inventory version 2';
/** The title, the name and version of the project, and how the rest is packed. */
const HEAD_LINES = 4;
const NEW_LINE = 10;

/**
 * What manuals made by Sphinx and MkDocs tell others of their headings (`objects.inv`): four lines of text, and a
 * list in zlib.
 *
 * @see Sphinx, sphinx/util/inventory.py, version 2.
 */
export const sphinxInventory: FileDecoder = {
  name: 'sphinx inventory',
  accepts: (bytes) => hasMagic(bytes, MAGIC),
  *layers(bytes, ports) {
    const start = behindHead(bytes);
    yield* asTexts('head', bytes.subarray(0, start));
    const { bytes: list, used } = unpack('sphinx inventory', bytes.subarray(start), ports.inflate);
    yield { kind: 'bytes', name: 'list', bytes: list };
    yield* stray('trailing', bytes.subarray(start + used));
  },
};

function behindHead(bytes: Uint8Array): number {
  let at = 0;
  for (let line = 0; line < HEAD_LINES; line++) {
    at = bytes.indexOf(NEW_LINE, at) + 1;
    if (at === 0) throw new Unreadable('sphinx inventory: is cut');
  }
  return at;
}

import { concat } from '../../bytes/concat.ts';
import { hasMagic } from '../decoder.ts';
import { gif, gifBlocks } from '../decoders/gif.ts';
import { trailing } from './part.ts';
import type { Part, PictureFormat } from './part.ts';

const EXTENSION = 0x21;
const GRAPHIC_CONTROL = 0xf9;
const APPLICATION = 0xff;
/** How often an animation is shown, and the colours. */
const NEEDED = ['NETSCAPE2.0', 'ANIMEXTS1.0', 'ICCRGBG1012'];

/** @see GIF89a specification, sections 23 to 26. */
export const gifFormat: PictureFormat = {
  accepts: (bytes) => gif.accepts(bytes, ''),
  parts(bytes) {
    const parts: Part[] = [];
    let end = 0;
    for (const block of gifBlocks(bytes)) {
      parts.push(part(bytes.subarray(end, block.end)));
      end = block.end;
    }
    return [...parts, ...trailing(bytes.subarray(end))];
  },
  join: concat,
};

function part(bytes: Uint8Array): Part {
  const [kind, label] = bytes;
  if (kind !== EXTENSION || label === GRAPHIC_CONTROL)
    return { name: 'image', bytes, role: 'needed' };
  const isNeeded = label === APPLICATION && NEEDED.some((name) => hasMagic(bytes, name, 3));
  return { name: 'extension', bytes, role: isNeeded ? 'needed' : 'metadata' };
}

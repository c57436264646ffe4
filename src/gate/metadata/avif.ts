import { hasMagic } from '../decoder.ts';
import { isoMedia } from '../decoders/iso-media.ts';
import { boxesIn } from '../decoders/iso-boxes.ts';
import { metadataItems } from '../decoders/iso-items.ts';
import type { Part, PictureFormat } from './part.ts';

const NEEDED = new Set(['ftyp', 'meta', 'mdat', 'moov']);

/** The name of the box with a C2PA manifest. @see C2PA 2.1, section A.5. */
const C2PA =
  '\u00D8\u00FE\u00C3\u00D6\u001B\u000E\u0048\u003C\u0092\u0097\u0058\u0028\u0087\u007E\u00C4\u0081';

/** @see ISO/IEC 23000-22 (MIAF); ISO/IEC 23008-12, annex A. */
export const avifFormat: PictureFormat = {
  accepts: (bytes) => isoMedia.accepts(bytes, ''),
  parts(bytes) {
    const boxes = boxesIn(bytes, [0, bytes.length]);
    const parts = boxes.map(({ type, extent }): Part => {
      const data = bytes.subarray(...extent);
      const isCredential = type === 'uuid' && hasMagic(data, C2PA);
      const role = isCredential ? 'credential' : NEEDED.has(type) ? 'needed' : 'metadata';
      return { name: type, bytes: data, role };
    });
    const meta = boxes.find(({ type }) => type === 'meta');
    const items = meta ? metadataItems(bytes.subarray(...meta.extent)) : [];
    return [
      ...parts,
      ...items.map((name): Part => ({ name, bytes: bytes.subarray(0, 0), role: 'metadata' })),
    ];
  },
  // Places within the file are written in it: it would have to be made anew.
  join: () => null,
};

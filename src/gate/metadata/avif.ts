import { C2PA_UUID } from '../../credentials/avif.ts';
import { isoMedia } from '../decoders/iso-media.ts';
import { boxesIn } from '../decoders/iso-boxes.ts';
import { metadataItems } from '../decoders/iso-items.ts';
import type { Part, PictureFormat } from './part.ts';

const NEEDED = new Set(['ftyp', 'meta', 'mdat', 'moov']);

/** @see ISO/IEC 23000-22 (MIAF); ISO/IEC 23008-12, annex A. */
export const avifFormat: PictureFormat = {
  accepts: (bytes) => isoMedia.accepts(bytes, ''),
  parts(bytes) {
    const boxes = boxesIn(bytes, [0, bytes.length]);
    const parts = boxes.map(({ type, extent }): Part => {
      const data = bytes.subarray(...extent);
      const isCredential = type === 'uuid' && C2PA_UUID.every((byte, at) => data[at] === byte);
      const role = isCredential ? 'credential' : NEEDED.has(type) ? 'needed' : 'metadata';
      return { name: type, bytes: data, role };
    });
    const meta = boxes.find(({ type }) => type === 'meta');
    const items = meta ? metadataItems(bytes, meta.extent) : [];
    return [
      ...parts,
      ...items.map((name): Part => ({ name, bytes: bytes.subarray(0, 0), role: 'metadata' })),
    ];
  },
  // Places within the file are written in it: it would have to be made anew.
  join: () => null,
};

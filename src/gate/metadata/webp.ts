import { concat } from '../../bytes/concat.ts';
import { hasMagic } from '../decoder.ts';
import { chunksIn, formOf, webp } from '../decoders/riff.ts';
import type { Chunk } from '../decoders/riff.ts';
import { onlyOrientation } from './orientation.ts';
import { trailing } from './part.ts';
import type { Part, PictureFormat } from './part.ts';

const NEEDED = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);
const HEADER = 12;
/** Bits of VP8X that say whether there is Exif, and XMP. */
const EXIF_BIT = 8;
const XMP_BIT = 4;

/** @see RFC 9649, section 2.7. */
export const webpFormat: PictureFormat = {
  accepts: (bytes) => webp.accepts(bytes, ''),
  parts(bytes) {
    const { form, trailing: rest } = formOf(bytes, 'little');
    const head: Part = { name: 'RIFF', bytes: bytes.subarray(0, HEADER), role: 'needed' };
    const chunks = [...chunksIn(form, 'little')];
    return [head, ...chunks.map(part), ...trailing(rest)];
  },
  join([head = new Uint8Array(), ...chunks]) {
    const has = (type: string) => chunks.some((chunk) => hasMagic(chunk, type));
    const bytes = concat([head, ...chunks]);
    new DataView(bytes.buffer).setUint32(4, bytes.length - 8, true);
    const flags = HEADER + 8;
    if (!hasMagic(bytes, 'VP8X', HEADER)) return bytes;
    const absent = (has('EXIF') ? 0 : EXIF_BIT) | (has('XMP ') ? 0 : XMP_BIT);
    bytes[flags] = (bytes[flags] ?? 0) & ~absent;
    return bytes;
  },
};

function part(chunk: Chunk): Part {
  const bytes = written(chunk);
  const name = chunk.type.trim();
  if (NEEDED.has(chunk.type)) return { name, bytes, role: 'needed' };
  if (chunk.type === 'C2PA') return { name, bytes, role: 'credential' };
  const exif = hasMagic(chunk.data, 'Exif\0\0') ? chunk.data.subarray(6) : chunk.data;
  const turned = chunk.type === 'EXIF' ? onlyOrientation(exif) : null;
  if (!turned) return { name, bytes, role: 'metadata' };
  const instead = written({ type: 'EXIF', data: turned });
  return { name, bytes, role: bytes.length === instead.length ? 'needed' : 'metadata', instead };
}

function written({ type, data }: Chunk): Uint8Array {
  const bytes = new Uint8Array(8 + data.length + (data.length % 2));
  for (let index = 0; index < 4; index++) bytes[index] = type.charCodeAt(index);
  new DataView(bytes.buffer).setUint32(4, data.length, true);
  bytes.set(data, 8);
  return bytes;
}

import { zlibSync } from 'fflate';
import { crc32 } from '../../bytes/crc32.ts';
import type { Decoded } from './pdf-filters.ts';

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** PNG's types for pictures of one and of three colours. */
const GREY = 0;
const RGB = 2;

/**
 * A picture inside a PDF as a file of its own, so that it is read like one.
 *
 * @returns null if it is of a kind that cannot be handed on.
 * @see ISO 32000-2, section 8.9.5.
 */
export function pictureFile(dictionary: string, { bytes, picture }: Decoded): Uint8Array | null {
  if (picture === 'DCTDecode' || picture === 'JPXDecode') return bytes;
  if (picture !== null) return null;
  const number = (name: string) =>
    Number(new RegExp(`/${name}\\s+(\\d+)`).exec(dictionary)?.[1] ?? 0);
  const [width, height] = [number('Width'), number('Height')];
  const bits = /\/ImageMask\s+true/.test(dictionary) ? 1 : number('BitsPerComponent');
  if (![1, 2, 4, 8].includes(bits) || width === 0 || height === 0) return null;
  return toPng(bytes, { width, height, bits });
}

interface Shape {
  readonly width: number;
  readonly height: number;
  readonly bits: number;
}

/** Colours are told by the size: what they stand for matters little to who looks for letters. */
function toPng(pixels: Uint8Array, { width, height, bits }: Shape): Uint8Array | null {
  const perRow = Math.floor(pixels.length / height);
  const grey = Math.ceil((width * bits) / 8);
  const colours = Math.round(perRow / grey);
  if (colours === 4 && bits === 8) return png(fromCmyk(pixels), { width, height, bits }, RGB);
  if (colours !== 1 && !(colours === 3 && bits === 8)) return null;
  return png(pixels, { width, height, bits }, colours === 3 ? RGB : GREY);
}

function fromCmyk(pixels: Uint8Array): Uint8Array {
  const rgb = new Uint8Array((pixels.length / 4) * 3);
  for (let at = 0, to = 0; at + 3 < pixels.length; at += 4)
    for (let colour = 0; colour < 3; colour++)
      rgb[to++] = ((255 - (pixels[at + colour] ?? 0)) * (255 - (pixels[at + 3] ?? 0))) / 255;
  return rgb;
}

function png(pixels: Uint8Array, { width, height, bits }: Shape, type: number): Uint8Array {
  const row = Math.ceil((width * bits * (type === RGB ? 3 : 1)) / 8);
  const rows = new Uint8Array(height * (row + 1));
  for (let line = 0; line < height; line++)
    rows.set(pixels.subarray(line * row, (line + 1) * row), line * (row + 1) + 1);
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([bits, type], 8);
  const chunks = [
    chunk('IHDR', header),
    chunk('IDAT', zlibSync(rows, { level: 1 })),
    chunk('IEND', new Uint8Array()),
  ];
  return Uint8Array.from([PNG, ...chunks].flatMap((part) => [...part]));
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  for (let index = 0; index < 4; index++) bytes[4 + index] = type.charCodeAt(index);
  bytes.set(data, 8);
  view.setUint32(8 + data.length, crc32(bytes.subarray(4, 8 + data.length)));
  return bytes;
}

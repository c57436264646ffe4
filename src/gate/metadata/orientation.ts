import { hasMagic } from '../decoder.ts';
import { Cursor } from '../decoders/cursor.ts';
import { isTiff } from '../decoders/tiff-parts.ts';

const ORIENTATION = 0x112;
const AS_IT_IS = 1;

/**
 * Keeps of Exif how the picture is turned, without which it would lie on its side.
 *
 * @param exif - from the byte order on.
 * @returns Exif that says that alone; null if the picture stands upright.
 * @see TIFF Revision 6.0, section 2; Exif 2.32, section 4.6.4.
 */
export function onlyOrientation(exif: Uint8Array): Uint8Array | null {
  const turned = orientationOf(exif);
  if (turned <= AS_IT_IS || turned > 8) return null;
  // One directory of one SHORT, and no other directory.
  return Uint8Array.of(
    ...[0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1],
    ...[ORIENTATION >> 8, ORIENTATION & 255, 0, 3, 0, 0, 0, 1, 0, turned, 0, 0],
    ...[0, 0, 0, 0],
  );
}

function orientationOf(exif: Uint8Array): number {
  if (!isTiff(exif)) return AS_IT_IS;
  const cursor = new Cursor(exif, 'exif', hasMagic(exif, 'II') ? 'little' : 'big', 4);
  cursor.at = cursor.u32();
  for (let left = cursor.u16(); left > 0; left--) {
    const tag = cursor.u16();
    cursor.skip(6);
    if (tag === ORIENTATION) return cursor.u16();
    cursor.skip(4);
  }
  return AS_IT_IS;
}

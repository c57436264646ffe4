import sharp from 'sharp';
import { toGray } from '../../../gate/index.ts';
import type { Gray } from '../../../gate/index.ts';
import { toPixels } from '../../pictures/image-pixels.ts';

/** Side of a thumbnail. */
const SIDE = 16;

/** A still, opaque picture. */
export interface Sized {
  readonly width: number;
  readonly height: number;
}

/** @returns the size of a still, opaque picture; null for any other, and for what is none. */
export async function sizeOf(bytes: Uint8Array): Promise<Sized | null> {
  const about = await sharp(bytes)
    .metadata()
    .catch(() => null);
  if (!about?.width || !about.height || about.hasAlpha || (about.pages ?? 1) > 1) return null;
  return { width: about.width, height: about.height };
}

/** @returns whether one size is the other made smaller, to the pixel. */
export function hasSameShape(small: Sized, large: Sized): boolean {
  const byWidth = (large.height * small.width) / large.width;
  return small.width <= large.width && Math.abs(byWidth - small.height) <= 1;
}

/** @returns what tells pictures of different things apart at once; null if it cannot be decoded. */
export async function thumbnailOf(bytes: Uint8Array): Promise<Gray | null> {
  const small = sharp(bytes).resize(SIDE, SIDE, { fit: 'fill', fastShrinkOnLoad: false });
  const pixels = await toPixels(small.toColourspace('srgb')).catch(() => null);
  return pixels && toGray(pixels, 255);
}

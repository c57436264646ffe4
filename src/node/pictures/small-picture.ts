import sharp from 'sharp';
import type { Rgba } from '../../gate/index.ts';
import { toPixels } from './image-pixels.ts';

/** Enough to tell what a picture shows. */
const SIDE = 256;

/** @returns a picture scaled down, upright; null if it cannot be opened, which the gate finds by itself. */
export async function smallPicture(path: string): Promise<Rgba | null> {
  try {
    const small = { fit: 'inside', withoutEnlargement: true } as const;
    return await toPixels(sharp(path).rotate().resize(SIDE, SIDE, small).toColourspace('srgb'));
  } catch {
    return null;
  }
}

import sharp from 'sharp';
import type { Sharp } from 'sharp';
import type { GivenFile } from '../../authorship/index.ts';
import type { Pixels } from '../../marks/index.ts';

/** A phone makes 12 million; a stranger's file that says it has billions is not opened. */
export const MAX_PIXELS = 100_000_000;

/** @returns the pixels of an image, upright; null if sharp cannot open it. */
export async function openImage({ bytes }: Pick<GivenFile, 'bytes'>): Promise<Pixels | null> {
  try {
    const image = sharp(bytes, { limitInputPixels: MAX_PIXELS }).rotate().toColourspace('srgb');
    return await toPixels(image);
  } catch {
    return null;
  }
}

/** @returns the pixels of what a chain of sharp makes. */
export async function toPixels(image: Sharp): Promise<Pixels> {
  const { data, info } = await image.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data: new Uint8ClampedArray(data) };
}

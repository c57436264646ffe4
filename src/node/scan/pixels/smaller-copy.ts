import sharp from 'sharp';

/** Side of the tiles in which two pictures are compared. */
const TILE = 8;
/**
 * Root mean square, in levels, by which a tile of a copy differs at most. What scaling and codecs
 * do to drawn pictures reaches 18; a word that stands in one of the two only differs by 40 and
 * more, if it is not very pale.
 */
const MOST = 18;

/** A picture that was looked at. */
export interface Sized {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** @returns the size of a still, opaque picture; null for any other, and for what is none. */
export async function sizeOf(bytes: Uint8Array): Promise<Sized | null> {
  const about = await sharp(bytes)
    .metadata()
    .catch(() => null);
  if (!about?.width || !about.height || about.hasAlpha || (about.pages ?? 1) > 1) return null;
  return { bytes, width: about.width, height: about.height };
}

/**
 * Tells whether a picture is another one, made smaller: then it shows nothing that the other does
 * not show better, and need not be read again.
 */
export async function isSmallerCopy(small: Sized, large: Sized): Promise<boolean> {
  if (!mayBeCopy(small, large)) return false;
  const { width, height } = small;
  const [one, other] = await Promise.all([levels(small.bytes), levels(large.bytes, width, height)]);
  if (one.length !== other.length) return false;
  for (let top = 0; top < height; top += TILE)
    for (let left = 0; left < width; left += TILE)
      if (difference(one, other, { left, top, width, height }) > MOST) return false;
  return true;
}

function mayBeCopy(small: Sized, large: Sized): boolean {
  const byWidth = (large.height * small.width) / large.width;
  return small.width <= large.width && Math.abs(byWidth - small.height) <= 1;
}

async function levels(bytes: Uint8Array, width?: number, height?: number): Promise<Uint8Array> {
  const image = sharp(bytes);
  if (width && height) image.resize(width, height, { fit: 'fill', kernel: 'lanczos3' });
  return new Uint8Array(await image.grayscale().toColourspace('b-w').raw().toBuffer());
}

function difference(
  one: Uint8Array,
  other: Uint8Array,
  { left, top, width, height }: { left: number; top: number; width: number; height: number },
): number {
  let [sum, count] = [0, 0];
  for (let y = top; y < Math.min(height, top + TILE); y++)
    for (let x = left; x < Math.min(width, left + TILE); x++) {
      const at = y * width + x;
      sum += ((one[at] ?? 0) - (other[at] ?? 0)) ** 2;
      count += 1;
    }
  return Math.sqrt(sum / count);
}

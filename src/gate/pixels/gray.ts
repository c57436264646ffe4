/** A picture in levels of grey: 0 black, 255 white; row by row. */
export interface Gray {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** A rectangle of pixels: `right` and `bottom` lie outside it. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A picture as it was decoded: 4 bytes a pixel, alpha not multiplied in. */
export interface Rgba {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array | Uint8ClampedArray;
}

/**
 * @param background - what shows through where the picture is transparent; null to look at the
 *   colours as they are stored, also where nobody sees them.
 */
export function toGray({ width, height, data }: Rgba, background: number | null): Gray {
  const gray = new Uint8Array(width * height);
  for (let index = 0; index < gray.length; index++) {
    const at = index * 4;
    const luma = lumaAt(data, at);
    const alpha = background === null ? 255 : (data[at + 3] ?? 255);
    gray[index] = (luma * alpha + (background ?? 0) * (255 - alpha)) / 255;
  }
  return { width, height, data: gray };
}

function lumaAt(data: Rgba['data'], at: number): number {
  const [red = 0, green = 0, blue = 0] = [data[at], data[at + 1], data[at + 2]];
  return 0.299 * red + 0.587 * green + 0.114 * blue;
}

/** @returns whether any pixel is not opaque. */
export function hasTransparency({ data }: Rgba): boolean {
  for (let at = 3; at < data.length; at += 4) if ((data[at] ?? 255) < 255) return true;
  return false;
}

/** @returns the box grown by `by` on every side, as far as the picture goes. */
export function growBox({ left, top, right, bottom }: Box, by: number, within: Gray): Box {
  return {
    left: Math.max(0, left - by),
    top: Math.max(0, top - by),
    right: Math.min(within.width, right + by),
    bottom: Math.min(within.height, bottom + by),
  };
}

/** @returns the mean level of a part of a picture. */
export function meanOf({ width, data }: Gray, { left, top, right, bottom }: Box): number {
  let sum = 0;
  for (let y = top; y < bottom; y++)
    for (let x = left; x < right; x++) sum += data[y * width + x] ?? 0;
  return sum / ((bottom - top) * (right - left));
}

/** @returns the picture turned by a quarter, so that what was written upwards stands upright. */
export function turnRight({ width, height, data }: Gray): Gray {
  const turned = new Uint8Array(data.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      turned[x * height + (height - 1 - y)] = data[y * width + x] ?? 0;
  return { width: height, height: width, data: turned };
}

/** @returns where a box of a picture is once that is turned as `turnRight` does. */
export function turnBoxRight<B extends Box>(box: B, { height }: Gray): B {
  const { left, top, right, bottom } = box;
  return { ...box, left: height - bottom, top: left, right: height - top, bottom: right };
}

/** @returns a picture upside down. */
export function turnOver({ width, height, data }: Gray): Gray {
  return { width, height, data: data.toReversed() };
}

/** @returns a picture with means of `factor` × `factor` pixels; what is left at the edges falls off. */
export function shrink(gray: Gray, factor: number): Gray {
  const [width, height] = [Math.floor(gray.width / factor), Math.floor(gray.height / factor)];
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [left, top] = [x * factor, y * factor];
      data[y * width + x] = meanOf(gray, { left, top, right: left + factor, bottom: top + factor });
    }
  return { width, height, data };
}

import { imageSize } from 'image-size';
import type { Pixels } from '../../marks/index.ts';

/** A decoded picture, and how many of its pixels became one along each side; or why there is none. */
export type OpenedPicture =
  | { readonly status: 'opened'; readonly pixels: Pixels; readonly step: number }
  | { readonly status: 'too-large' }
  | { readonly status: 'unreadable' };

/** More pixels than this, decoded by the browser at 4 bytes each, would take a phone's memory. */
const MAX_PIXELS = 64_000_000;
/** More are averaged: the mark is read from a quarter of a million, a part of a picture from less. */
const KEPT_PIXELS = 9_000_000;
/** Drawn at a time: besides the decoded picture and the result, no copy of it is ever held. */
const BAND_PIXELS = 1_000_000;

/** Opens a picture as the browser does, upright, and reads it band by band. Never throws. */
export async function openPicture(blob: Blob): Promise<OpenedPicture> {
  try {
    if ((await areaOf(blob)) > MAX_PIXELS) return { status: 'too-large' };
    // As the file has it: the reader wants levels, not how a screen shows them.
    const options = { colorSpaceConversion: 'none', premultiplyAlpha: 'none' } as const;
    return readBitmap(await createImageBitmap(blob, options));
  } catch {
    return { status: 'unreadable' };
  }
}

/** Before anything is decoded: a stranger's file of few bytes may say that it has billions of pixels. */
async function areaOf(blob: Blob): Promise<number> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  try {
    const { width, height } = imageSize(bytes);
    return width * height;
  } catch {
    // The browser knows more kinds of files, and has a limit of its own.
    return 0;
  }
}

function readBitmap(bitmap: ImageBitmap): OpenedPicture {
  try {
    const step = Math.ceil(Math.sqrt((bitmap.width * bitmap.height) / KEPT_PIXELS));
    return { status: 'opened', pixels: readBands(bitmap, step), step };
  } finally {
    bitmap.close();
  }
}

function readBands(bitmap: ImageBitmap, step: number): Pixels {
  const width = Math.max(1, Math.floor(bitmap.width / step));
  const height = Math.max(1, Math.floor(bitmap.height / step));
  const data = new Uint8ClampedArray(width * height * 4);
  const rows = Math.max(1, Math.floor(BAND_PIXELS / (bitmap.width * step)));
  const context = canvasOf(bitmap.width, rows * step);
  // Each band takes the place of the one before, where it is transparent too.
  context.globalCompositeOperation = 'copy';
  for (let top = 0; top < height; top += rows) {
    const count = Math.min(rows, height - top);
    context.drawImage(bitmap, 0, -top * step);
    const band = context.getImageData(0, 0, bitmap.width, count * step);
    shrinkInto(data.subarray(top * width * 4), band, { width, count, step });
  }
  return { width, height, data };
}

type Canvas2d = OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D;

/** @throws Error where the browser has none, or none of this size. */
function canvasOf(width: number, height: number): Canvas2d {
  const canvas =
    typeof OffscreenCanvas === 'undefined'
      ? Object.assign(document.createElement('canvas'), { width, height })
      : new OffscreenCanvas(width, height);
  // In memory that the processor can read: nothing here is ever shown.
  const context = canvas.getContext('2d', { willReadFrequently: true }) as Canvas2d | null;
  if (!context) throw new Error('no canvas');
  return context;
}

/** Writes `count` rows, each pixel the mean of a square of the band. */
function shrinkInto(
  to: Uint8ClampedArray,
  band: ImageData,
  { width, count, step }: { width: number; count: number; step: number },
): void {
  if (step === 1) {
    to.set(band.data);
    return;
  }
  for (let y = 0; y < count; y++)
    for (let x = 0; x < width; x++)
      for (let channel = 0; channel < 4; channel++) {
        const at = (y * step * band.width + x * step) * 4 + channel;
        to[(y * width + x) * 4 + channel] = meanAt(band, at, step);
      }
}

function meanAt({ data, width }: ImageData, at: number, step: number): number {
  let sum = 0;
  for (let row = 0; row < step; row++)
    for (let column = 0; column < step; column++) sum += data[at + (row * width + column) * 4] ?? 0;
  return sum / (step * step);
}

// Runs in threads of its own: see eyes.ts.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import type { ResizeOptions } from 'sharp';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { findHidden, isScaledCopy, lookAt, toGray } from '../../../gate/index.ts';
import type { Gray, Layer, Logo, Rgba } from '../../../gate/index.ts';

/** A picture to be looked at. */
export interface LookTask {
  readonly bytes: Uint8Array;
  readonly logos: readonly Logo[];
}

/** A picture, and one that it may be a smaller copy of. */
export interface CopyTask {
  readonly bytes: Uint8Array;
  readonly larger: Uint8Array;
}

/** What was seen without reading text, and what OCR has to read. */
export interface Look {
  readonly layers: readonly Layer[];
  /** PNG files: dark text on white. */
  readonly sheets: readonly Uint8Array[];
  /** The same, with Japanese in columns. */
  readonly columns: readonly Uint8Array[];
}

/** Larger pictures are refused: their pixels would fill the memory. */
const MOST_PIXELS = 100_000_000;

/** @throws Error if the picture cannot be decoded whole. */
export default async function look({ bytes, logos }: LookTask): Promise<Look> {
  const picture = await decode(bytes);
  const seen = lookAt(picture, logos);
  const hidden = findHidden(picture, { bytes, preview: await previewOf(bytes) });
  return {
    layers: [...seen.layers, ...hidden, ...(await codesIn(bytes))],
    sheets: await Promise.all(seen.sheets.map(toPng)),
    columns: await Promise.all(seen.columns.map(toPng)),
  };
}

/** Both are how image services fit a picture into whole pixels. */
const FITS = ['fill', 'cover'] as const;

/**
 * @returns what the copy hides beside its pixels, which is its own; null if it is none.
 * @throws Error if it cannot be decoded whole. That the larger one cannot is told where that is read.
 */
export async function asCopy({ bytes, larger }: CopyTask): Promise<readonly Layer[] | null> {
  const picture = await decode(bytes);
  const small = toGray(picture, 255);
  const { width, height } = small;
  for (const fit of FITS) {
    // Decoders that scale as they read leave out what lies between.
    const size = { width, height, fit, fastShrinkOnLoad: false } as const;
    const scaled = await decode(larger, size).catch(() => null);
    if (scaled && isScaledCopy(small, toGray(scaled, 255)))
      return findHidden(picture, { bytes, preview: await previewOf(bytes) });
  }
  return null;
}

/** All frames of an animation, one below the other. */
async function decode(bytes: Uint8Array, size?: ResizeOptions): Promise<Rgba> {
  const options = { pages: -1, limitInputPixels: MOST_PIXELS, failOn: 'error' } as const;
  const image = sharp(bytes, options);
  if (size) image.resize(size);
  const { data, info } = await image
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

/** @returns the small picture that cameras and editors put into the metadata; null if there is none. */
async function previewOf(bytes: Uint8Array): Promise<Gray | null> {
  const { exif } = await sharp(bytes).metadata();
  const start = exif?.indexOf('\u00FF\u00D8\u00FF', 0, 'latin1') ?? -1;
  if (!exif || start < 0) return null;
  try {
    const small = sharp(exif.subarray(start), { failOn: 'none' }).grayscale().toColourspace('b-w');
    const { data, info } = await small.raw().toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, data };
  } catch {
    // Bytes that only look like the beginning of a picture show nobody anything.
    return null;
  }
}

let codes: Promise<unknown> | null = null;

async function codesIn(bytes: Uint8Array): Promise<readonly Layer[]> {
  codes ??= prepareCodes();
  await codes;
  // Codes are read best on white, and this decoder knows fewer formats than sharp does.
  const png = await sharp(bytes)
    .flatten({ background: '#fff' })
    .png({ compressionLevel: 1 })
    .toBuffer();
  const found = await readBarcodes(new Uint8Array(png), {
    tryHarder: true,
    maxNumberOfSymbols: 16,
  });
  return found
    .filter(({ isValid }) => isValid)
    .map(({ text, symbology }) => ({ kind: 'text', name: symbology.toLowerCase(), text }));
}

/** The package would fetch its program from elsewhere. */
async function prepareCodes(): Promise<void> {
  const path = fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm'));
  const wasmBinary = new Uint8Array(await readFile(path)).buffer;
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
}

/** Small print is read from twice its size. */
async function toPng({ sheet, scale }: { sheet: Gray; scale: number }): Promise<Uint8Array> {
  const { width, height, data } = sheet;
  const raw = sharp(data, { raw: { width, height, channels: 1 } });
  const sized =
    scale === 1 ? raw : raw.resize(width * scale, height * scale, { kernel: 'lanczos3' });
  return new Uint8Array(await sized.png({ compressionLevel: 1 }).toBuffer());
}

import sharp from 'sharp';
import type { FormatEnum } from 'sharp';
import { embedImage, readWholeImage } from '../../marks/index.ts';
import type { HiddenMark, MarkedFile, WorkFile } from '../../marks/index.ts';
import { toPixels } from './image-pixels.ts';

const ENDING = /\.(?:png|jpe?g|webp|avif|tiff?)$/i;

/** What a delivered picture is encoded with: better than what pages need, for it is edited again. */
const SETTINGS: Readonly<Record<string, object>> = {
  jpeg: { quality: 94, chromaSubsampling: '4:4:4' },
  webp: { quality: 94 },
  avif: { quality: 80 },
  heif: { quality: 80, compression: 'av1' },
  tiff: { compression: 'deflate', predictor: 'horizontal' },
  png: {},
};

/** @returns whether a file is a picture that can be marked, judged by its name. */
export function isPicture({ name }: WorkFile): boolean {
  return ENDING.test(name);
}

/**
 * Marks a picture that is handed over: same size, format, profile and metadata.
 *
 * @returns the file as it is, with no places, if it moves, is too small or too flat, or is of a
 *   format that sharp cannot write.
 */
export async function markPicture(file: WorkFile, mark: HiddenMark): Promise<MarkedFile> {
  const asItIs = { bytes: file.bytes, places: 0 };
  const { format, pages = 1, hasAlpha } = await metadataOf(file);
  const settings = SETTINGS[format];
  if (!settings || pages > 1) return asItIs;
  const pixels = await toPixels(sharp(file.bytes));
  const { width, height, data } = embedImage(pixels, [mark]);
  const raw = { raw: { width, height, channels: 4 as const } };
  const covering = hasAlpha ? sharp(data, raw) : sharp(data, raw).removeAlpha();
  const layer = await covering.png({ compressionLevel: 1 }).toBuffer();
  // Laid over the original, so that all that is beside the pixels stays.
  const bytes = await sharp(file.bytes)
    .composite([{ input: layer, blend: 'source' }])
    .keepMetadata()
    .toFormat((format === 'heif' ? 'avif' : format) as keyof FormatEnum, settings)
    .toBuffer();
  const read = readWholeImage(await toPixels(sharp(bytes)), mark.key, [mark.id]);
  return read ? { bytes: new Uint8Array(bytes), places: 1 } : asItIs;
}

async function metadataOf({ bytes }: WorkFile) {
  try {
    return await sharp(bytes).metadata();
  } catch {
    // What sharp cannot open is no picture to it, whatever its name says.
    return { format: '', pages: 1, hasAlpha: false };
  }
}

import { createHash } from 'node:crypto';
import { baseService } from 'astro/assets';
import type { LocalImageService } from 'astro';
import sharpService from 'astro/assets/services/sharp';
import type { SharpImageServiceConfig } from 'astro/assets/services/sharp';
import sharp from 'sharp';
import type { FormatEnum, Sharp } from 'sharp';
import { imageId } from '../authorship/index.ts';
import { fromBase64url } from '../bytes/base64.ts';
import { embedImage } from '../marks/index.ts';
import { toPixels } from '../node/image-pixels.ts';

/** What Astro hands to the service. */
export interface ImageServiceConfig extends SharpImageServiceConfig {
  /** The author's public detection key, base64url. */
  readonly detectionKey: string;
}

/** Raised when images are marked in another way: what is in Astro's cache is then made anew. */
const VERSION = 1;
const PROPERTY = 'mark';

/** What a picture is encoded with where a page does not say: sharp's own, stated. */
const QUALITY: Readonly<Record<string, number>> = { jpg: 82, jpeg: 82, webp: 82, avif: 60 };

/**
 * Astro's own service, which also hides the author's mark in every image it makes: after resizing
 * and before encoding, so that each size and format carries it whole.
 */
const service: LocalImageService<ImageServiceConfig> = {
  ...sharpService,
  propertiesToHash: [...(baseService.propertiesToHash ?? []), PROPERTY],

  async validateOptions(options, config, logger) {
    const valid = await baseService.validateOptions?.(options, config, logger);
    // Part of the name of the cached file: another key or version is another image.
    return {
      ...(valid ?? options),
      [PROPERTY]: `${VERSION}/${config.service.config.detectionKey}`,
    };
  },

  async getHTMLAttributes(options, config, logger) {
    const attributes = await sharpService.getHTMLAttributes?.(options, config, logger);
    const { [PROPERTY]: _, ...rest } = attributes ?? {};
    return rest;
  },

  async transform(input, options, config, logger) {
    const wanted = options['format'] as string | undefined;
    if (wanted === 'svg') return sharpService.transform(input, options, config, logger);
    const lossless = { ...options, format: 'png', quality: undefined };
    const { data, format } = await sharpService.transform(input, lossless, config, logger);
    // What is no picture of pixels, or moves, is passed on as Astro made it.
    const { pages = 1 } = await sharp(input).metadata();
    if (format !== 'png' || pages > 1)
      return sharpService.transform(input, options, config, logger);
    const key = fromBase64url(config.service.config.detectionKey) ?? new Uint8Array();
    const id = imageId(key, createHash('sha256').update(input).digest('hex'));
    const { width, height, data: marked } = embedImage(await toPixels(sharp(data)), [{ id, key }]);
    const raw = { raw: { width, height, channels: 4 as const } };
    const { isOpaque } = await sharp(data).stats();
    const image = sharp(marked, raw);
    const encoded = await encode(isOpaque ? image.removeAlpha() : image, wanted ?? 'webp', options);
    return { data: new Uint8Array(encoded), format: wanted ?? 'webp' };
  },
};

function encode(image: Sharp, format: string, options: Record<string, unknown>) {
  const asked = Number(options['quality']);
  const quality = Number.isFinite(asked) && asked > 0 ? asked : QUALITY[format];
  const settings = quality === undefined ? {} : { quality };
  // The name comes from Astro, which has checked it.
  return image.toFormat(format as keyof FormatEnum, settings).toBuffer();
}

export default service;

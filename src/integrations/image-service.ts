import { baseService } from 'astro/assets';
import type { LocalImageService } from 'astro';
import sharpService from 'astro/assets/services/sharp';
import type { SharpImageServiceConfig } from 'astro/assets/services/sharp';
import sharp from 'sharp';
import type { FormatEnum, Sharp } from 'sharp';
import { covertImageMark, createAuthor, imageId } from '../authorship/index.ts';
import type { Author } from '../authorship/index.ts';
import { canonicalJson } from '../bytes/canonical-json.ts';
import { toHex } from '../bytes/hex.ts';
import { toUtf8 } from '../bytes/utf8.ts';
import { IMAGE_PROFILES, embedImage, readWholeImage } from '../marks/index.ts';
import type { HiddenMark } from '../marks/index.ts';
import { openImage, toPixels } from '../node/pictures/image-pixels.ts';
import { requireSeed } from '../node/identity/seed.ts';
import { unmarkableImages } from '../node/pictures/unmarkable-images.ts';
import { sha256 } from '../node/files/sha256.ts';

/** What Astro hands to the service. */
export interface ImageServiceConfig extends SharpImageServiceConfig {
  /** Part of the name of what is cached: the author's public detection key, base64url. */
  readonly detectionKey: string;
  /** Of the author's site, whose seed makes the keys. Not the keys: Astro keeps what it is given. */
  readonly host: string;
  /** The folder where it says which pictures cannot carry a mark, for the gate. */
  readonly unmarkable: string;
}

/** Raised when images are marked in another way: what is in Astro's cache is then made anew. */
const VERSION = 4;
const PROPERTY = 'mark';
const PROFILES = sha256(toUtf8(canonicalJson(IMAGE_PROFILES))).slice(0, 8);

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
    // Part of the name of the cached file: another key, version or profile is another image.
    const { detectionKey } = config.service.config;
    return { ...(valid ?? options), [PROPERTY]: `${VERSION}/${PROFILES}/${detectionKey}` };
  },

  async getHTMLAttributes(options, config, logger) {
    const attributes = await sharpService.getHTMLAttributes?.(options, config, logger);
    const { [PROPERTY]: _, ...rest } = attributes ?? {};
    return rest;
  },

  async transform(input, options, config, logger) {
    const { host, unmarkable } = config.service.config;
    const wanted = (options['format'] as string | undefined) ?? 'webp';
    const lossless = await losslessly(input, options, config, logger);
    if (!lossless) {
      // What is no picture of pixels, or moves, is passed on as Astro made it.
      const made = await sharpService.transform(input, options, config, logger);
      await unmarkableImages(unmarkable).add(sha256(made.data));
      return made;
    }
    const [overt, covert] = await marksOf(sha256(input), host);
    const marked = await markPixels(lossless, [overt, covert]);
    const data = new Uint8Array(await encode(marked, wanted, options));
    if (!(await carries(data, overt))) await unmarkableImages(unmarkable).add(sha256(data));
    return { data, format: wanted };
  },
};

/** One that everybody can read, and one beneath it. The site of the name does not matter to keys. */
async function marksOf(hash: string, host: string): Promise<readonly [HiddenMark, HiddenMark]> {
  const author = await authorOf(host);
  const { detectionKey: key } = author;
  return [{ id: imageId(key, hash), key }, covertImageMark(author, hash)];
}

async function authorOf(host: string): Promise<Author> {
  const { seed } = await requireSeed(host, process.env);
  return createAuthor(seed, { name: '', site: '' });
}

type Transform = LocalImageService<ImageServiceConfig>['transform'];

/** @returns the picture resized, with all its pixels; null if it cannot be marked at all. */
async function losslessly(...[input, options, config, logger]: Parameters<Transform>) {
  if (options['format'] === 'svg') return null;
  const { pages = 1 } = await sharp(input).metadata();
  if (pages > 1) return null;
  const asked = { ...options, format: 'png', quality: undefined };
  const { data, format } = await sharpService.transform(input, asked, config, logger);
  return format === 'png' ? data : null;
}

async function markPixels(
  picture: Uint8Array,
  marks: readonly [HiddenMark, HiddenMark],
): Promise<Sharp> {
  const { width, height, data } = embedImage(await toPixels(sharp(picture)), marks);
  const image = sharp(data, { raw: { width, height, channels: 4 as const } });
  const { isOpaque } = await sharp(picture).stats();
  return isOpaque ? image.removeAlpha() : image;
}

/** In standard deviations: a reader who has a list of a hundred million ids believes in one of them. */
const LISTED = 9;

/** Reads it as the gate does, which has the list of all: what could not be read now is not missed there. */
async function carries(picture: Uint8Array, { id, key }: HiddenMark): Promise<boolean> {
  const pixels = await openImage({ bytes: picture });
  const reading = pixels && readWholeImage(pixels, key, [id]);
  return reading !== null && toHex(reading.id) === toHex(id) && reading.certainty >= LISTED;
}

function encode(image: Sharp, format: string, options: Record<string, unknown>) {
  const asked = Number(options['quality']);
  const quality = Number.isFinite(asked) && asked > 0 ? asked : QUALITY[format];
  const settings = quality === undefined ? {} : { quality };
  // The name comes from Astro, which has checked it.
  return image.toFormat(format as keyof FormatEnum, settings).toBuffer();
}

export default service;

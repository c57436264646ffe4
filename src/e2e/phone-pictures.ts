import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import type { Sharp } from 'sharp';
import { readAuthorDocument } from '../authorship/index.ts';
import { fromBase64url } from '../bytes/base64.ts';
import { fromHex } from '../bytes/hex.ts';
import { embedImage } from '../marks/index.ts';
import { toPixels } from '../node/pictures/image-pixels.ts';

const PICTURE = fileURLToPath(
  new URL('../../content/case-studies/herbarium-at-scale/open-flower.webp', import.meta.url),
);

/** @returns a picture as large as a phone makes them, 12 megapixels, as JPEG. */
export function phonePicture(): Promise<Buffer> {
  return asJpeg(large());
}

/** @returns the same with a mark from the author's list. */
export async function markedPhonePicture(dist: string): Promise<Buffer> {
  const text = await readFile(join(dist, '.well-known/colophon/author.json'), 'utf8');
  const verdict = readAuthorDocument(text);
  if (verdict.status !== 'valid') throw new Error('the release has no valid author document');
  const { detectionKey, marks } = verdict.document;
  const listed = marks.find(({ carrier }) => carrier === 'image')?.id ?? '';
  const [id, key] = [fromHex(listed), fromBase64url(detectionKey)];
  if (!id || !key) throw new Error('the release lists no marked picture');
  const { width, height, data } = embedImage(await toPixels(large()), [{ id, key }]);
  return asJpeg(sharp(data, { raw: { width, height, channels: 4 } }));
}

/** @returns a picture of few bytes that says it has billions of pixels. */
export async function hugePicture(): Promise<Buffer> {
  const create = { width: 64, height: 64, channels: 3 as const, background: '#777' };
  const png = await sharp({ create }).png().toBuffer();
  // PNG §11.2.1: width and height open the data of the first chunk, whose CRC covers type and data.
  png.writeUInt32BE(60_000, 16);
  png.writeUInt32BE(60_000, 20);
  png.writeUInt32BE(crc32(png.subarray(12, 29)), 29);
  return png;
}

function large(): Sharp {
  return sharp(PICTURE).resize(4000, 3000, { fit: 'fill' });
}

function asJpeg(image: Sharp): Promise<Buffer> {
  return image.removeAlpha().jpeg({ quality: 88 }).toBuffer();
}

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import sharp from 'sharp';
import { paintRegions } from '../../disclosure/index.ts';
import type { Redaction } from '../../disclosure/index.ts';
import { BrokenInput } from '../command.ts';
import { writeDurably } from '../files/durable-file.ts';
import { openImage } from './image-pixels.ts';
import { sha256 } from '../files/sha256.ts';

/** Holds painted pictures only, so nothing in it is private. */
const FOLDER = resolve('node_modules/.cache/colophon/redacted');

/**
 * Paints over what a picture may not show and writes the copy where the build finds it: the picture
 * itself is never imported, so that no page, cache or image pipeline ever holds it. The copy is made
 * of pixels alone, without metadata, and named after them.
 *
 * @param text - the path of the text that shows it.
 * @returns the path of the painted picture, a PNG.
 * @throws BrokenInput if the picture cannot be opened.
 */
export async function redactedPicture(text: string, redaction: Redaction): Promise<string> {
  const { src, regions } = redaction;
  const pixels = await openImage({
    bytes: await readFile(resolve(dirname(text), decodeURI(src))),
  });
  if (!pixels) throw new BrokenInput(`${text}: ${src}: expected a picture that can be opened`);
  const { width, height, data } = paintRegions(pixels, regions);
  const image = sharp(data, { raw: { width, height, channels: 4 } });
  const { isOpaque } = await image.clone().stats();
  const png = await (isOpaque ? image.removeAlpha() : image).png().toBuffer();
  const hash = sha256(png).slice(0, 16);
  return keep(join(FOLDER, `redacted-${hash}.png`), png);
}

/** Several languages of a text paint the same picture at once, and so may two builds. */
async function keep(path: string, png: Uint8Array): Promise<string> {
  if (!existsSync(path)) await writeDurably(path, png);
  return path;
}

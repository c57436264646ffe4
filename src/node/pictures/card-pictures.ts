import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { imageId } from '../../authorship/index.ts';
import type { Author } from '../../authorship/index.ts';
import { toHex } from '../../bytes/hex.ts';
import { embedImage } from '../../marks/index.ts';
import { cardSvg } from '../../site/cards/card.ts';
import type { Card } from '../../site/cards/card.ts';
import type { SiteCard } from '../../site/cards/site-cards.ts';
import { BrokenInput } from '../command.ts';
import { writeDurably } from '../files/durable-file.ts';
import { toPixels } from './image-pixels.ts';
import { GlyphMissing, letterSetter } from './letter-setter.ts';
import { sha256 } from '../files/sha256.ts';

const CACHE = fileURLToPath(
  new URL('../../../node_modules/.cache/colophon/cards/', import.meta.url),
);
/** Raised when cards are encoded or marked in another way: what is in the cache is then made anew. */
const VERSION = 2;

/** A card, made. */
export interface CardPicture {
  readonly card: SiteCard;
  /** JPEG, marked as every picture of the site is. */
  readonly bytes: Uint8Array;
  /** The mark it carries, if it can carry one: 8 bytes as hexadecimal digits. */
  readonly id: string;
}

/**
 * Makes the pictures that links to pages are shown with. One that is in the cache is not made
 * again: it depends on its text, the fonts and the key alone.
 *
 * @throws BrokenInput if a title has a letter that no font has.
 */
export async function cardPictures(
  cards: readonly SiteCard[],
  { detectionKey }: Pick<Author, 'detectionKey'>,
): Promise<readonly CardPicture[]> {
  const made: CardPicture[] = [];
  for (const card of cards) {
    const svg = await outlines(card);
    const id = imageId(detectionKey, sha256(svg));
    const path = join(CACHE, `${sha256([VERSION, toHex(detectionKey), svg].join('\n'))}.jpg`);
    if (!existsSync(path)) await writeDurably(path, await encode(svg, { id, key: detectionKey }));
    made.push({ card, id: toHex(id), bytes: new Uint8Array(await readFile(path)) });
  }
  return made;
}

async function outlines(card: Card): Promise<string> {
  const title = card.title.map((part) => (typeof part === 'string' ? part : part.withheld));
  try {
    return cardSvg(card, await letterSetter([card.label, card.name, card.host, '…', ...title]));
  } catch (error) {
    if (!(error instanceof GlyphMissing)) throw error;
    throw new BrokenInput(`${card.file}: ${error.message}`, {
      cause: error,
      hint: 'Write the title of its page, or the name, without this letter.',
    });
  }
}

async function encode(svg: string, mark: { id: Uint8Array; key: Uint8Array }): Promise<Uint8Array> {
  const { width, height, data } = embedImage(await toPixels(sharp(Buffer.from(svg))), [mark]);
  const jpeg = await sharp(data, { raw: { width, height, channels: 4 } })
    .removeAlpha()
    .jpeg({ quality: 86, chromaSubsampling: '4:4:4', mozjpeg: true })
    .toBuffer();
  return new Uint8Array(jpeg);
}

import type { z } from 'zod';
import { toUtf8 } from '../bytes/utf8.ts';
import { carriers, fitsText } from '../marks/index.ts';
import type { HiddenMark } from '../marks/index.ts';
import { Shares } from '../schemas/share.ts';
import type { Share } from '../schemas/share.ts';
import type { Author } from './author.ts';
import { openRecord, sealRecord } from './sealed-record.ts';

const USE = 'shares/1';

/** Encrypts the list of who got what, so that it can lie beside the content. */
export function sealShares(shares: readonly Share[], author: Author): Promise<string> {
  return sealRecord(
    USE,
    shares.map((share) => ({ ...share, what: { ...share.what } })),
    author,
  );
}

/** @returns the list; null if the text is damaged or of another seed. */
export async function openShares(
  text: string,
  author: Author,
): Promise<z.output<typeof Shares> | null> {
  const read = Shares.safeParse(await openRecord(USE, text, author));
  return read.success ? read.data : null;
}

/**
 * The covert mark of one reader's copy. All copies share a key that only the author has, so that a
 * leaked one is read once, however many there are; the id says whose it was.
 */
export function shareMark({ id }: Pick<Share, 'id'>, author: Pick<Author, 'blind'>): HiddenMark {
  return {
    id: author.blind('share-mark/1/id', toUtf8(id)).slice(0, 8),
    key: author.blind('share-mark/1/key', new Uint8Array()),
  };
}

/** Hides the mark of one reader's copy in its text. A text too short for it stays as it is. */
export async function markSharedText(html: string, { id, key }: HiddenMark): Promise<string> {
  return fitsText(html) ? carriers.text.embed(html, { id, key, layer: 'covert' }) : html;
}

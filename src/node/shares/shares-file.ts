import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openShares, sealShares } from '../../authorship/index.ts';
import type { Author } from '../../authorship/index.ts';
import type { Share } from '../../schemas/share.ts';
import { BrokenInput } from '../command.ts';
import { writeDurably } from '../files/durable-file.ts';

/** With the content, because every machine that builds has to know it; encrypted with the seed. */
function sharesFile(contentDir: string): string {
  return join(contentDir, 'shares.sealed');
}

/** @returns whether anything was ever shared: then the seed is needed to know what. */
export function hasShares(contentDir: string): boolean {
  return existsSync(sharesFile(contentDir));
}

/**
 * Reads who got what; nothing if there is no such list.
 *
 * @param authors - with the seed of today, then with those before.
 * @throws BrokenInput if none of them can open it: pages would vanish, or come back.
 */
export async function readShares(
  contentDir: string,
  authors: readonly Author[],
): Promise<readonly Share[]> {
  if (!hasShares(contentDir)) return [];
  const file = sharesFile(contentDir);
  const text = await readFile(file, 'utf8');
  for (const author of authors) {
    const shares = await openShares(text, author);
    if (shares) return shares;
  }
  throw new BrokenInput(`${file}: cannot be opened with your seed`, {
    hint: 'It is damaged, or of another seed: restore the file from your backup, or that seed.',
  });
}

/** Keeps the list; once this resolves it survives a crash. */
export async function writeShares(
  contentDir: string,
  shares: readonly Share[],
  author: Author,
): Promise<void> {
  await writeDurably(sharesFile(contentDir), await sealShares(shares, author), 0o600);
}

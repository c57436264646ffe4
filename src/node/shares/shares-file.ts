import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openShares, sealShares } from '../../authorship/index.ts';
import type { Author } from '../../authorship/index.ts';
import type { Share } from '../../schemas/share.ts';
import { BrokenInput } from '../command.ts';
import { writeDurably } from '../files/durable-file.ts';
import { LockHeld, withFileLock } from '../files/file-lock.ts';

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

/** Whoever writes the list takes no longer than that. */
const WAIT_MS = 10_000;

/**
 * Changes the list as it is by then, while no other command does: of two links that are made at the
 * same time, each opens a page. Once this resolves it survives a crash.
 *
 * @param authors - with the seed of today, which seals it, then with those before.
 * @throws BrokenInput if it cannot be opened, or another command does not let go of it.
 */
export async function changeShares(
  contentDir: string,
  authors: readonly [Author, ...Author[]],
  change: (shares: readonly Share[]) => readonly Share[],
): Promise<void> {
  const file = sharesFile(contentDir);
  try {
    await withFileLock(`${file}.lock`, WAIT_MS, async () => {
      const changed = change(await readShares(contentDir, authors));
      await writeDurably(file, await sealShares(changed, authors[0]), 0o600);
    });
  } catch (error) {
    if (!(error instanceof LockHeld)) throw error;
    throw new BrokenInput(`${file}: another command is writing it`, {
      cause: error,
      hint: `Wait for it to end. If none is running, remove ${file}.lock.`,
    });
  }
}

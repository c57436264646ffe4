import { mkdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { BrokenInput } from '../command.ts';
import { LockHeld, withFileLock } from '../files/file-lock.ts';

/**
 * Builds while nobody else builds in this checkout. Astro keeps what it renders from in `.astro`, one for
 * all content folders: two builds at a time would render pages from each other's content.
 *
 * @param root - of the checkout.
 * @throws BrokenInput if another build is running.
 */
export async function whileBuilding<T>(root: string, build: () => Promise<T>): Promise<T> {
  const folder = join(root, '.astro');
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'build.lock');
  try {
    return await withFileLock(path, 0, build);
  } catch (error) {
    if (!(error instanceof LockHeld) || error.message !== path) throw error;
    throw new BrokenInput('another build is running in this checkout', {
      hint: `Wait until it ends. If there is none, remove ${relative(process.cwd(), path)}.`,
    });
  }
}

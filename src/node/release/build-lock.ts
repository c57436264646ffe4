import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { BrokenInput } from '../command.ts';
import { LockHeld, withFileLock } from '../files/file-lock.ts';

/**
 * Runs a build while no other of the same project runs. Astro keeps the content and the compiled pages
 * of whatever it builds in the same two folders of the project: of two builds at once, such as of two
 * days, either could publish what the other one read.
 *
 * @param project - its folder.
 * @throws BrokenInput if another one runs.
 */
export async function withBuildLock<T>(project: string, build: () => Promise<T>): Promise<T> {
  const folder = join(project, '.astro');
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'build.lock');
  try {
    return await withFileLock(path, 0, build);
  } catch (error) {
    if (!(error instanceof LockHeld) || error.message !== path) throw error;
    throw new BrokenInput('another build of this project is running', {
      cause: error,
      hint: `Wait for it to end. If none is running, remove ${path}.`,
    });
  }
}

import { existsSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BrokenInput } from '../command.ts';

const PROJECT = fileURLToPath(new URL('../../..', import.meta.url));

/**
 * Refuses a folder where a secret would be committed or published.
 *
 * @param contentDir - the author's content.
 * @param hint - what to do instead.
 * @throws BrokenInput if the folder is inside a repository, the project or the content.
 */
export async function refuseSharedFolder(
  folder: string,
  contentDir: string,
  hint: string,
): Promise<void> {
  const place = await realFolder(resolve(folder));
  if (foldersFrom(place).some((each) => existsSync(join(each, '.git'))))
    throw new BrokenInput(`${folder}: is inside a git repository`, { hint });
  const roots = await Promise.all([PROJECT, contentDir].map((each) => realFolder(resolve(each))));
  if (roots.some((root) => holds(root, place)))
    throw new BrokenInput(`${folder}: is inside the project or the content`, { hint });
}

/** Follows links, as far as the folder exists: one may lead into a repository. */
async function realFolder(folder: string): Promise<string> {
  if (existsSync(folder)) return realpath(folder);
  return join(await realFolder(dirname(folder)), basename(folder));
}

function holds(root: string, folder: string): boolean {
  const way = relative(root, folder);
  return way.split(/[\\/]/)[0] !== '..' && !isAbsolute(way);
}

function foldersFrom(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...foldersFrom(parent)];
}

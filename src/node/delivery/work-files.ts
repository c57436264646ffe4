import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, matchesGlob, relative, resolve, sep } from 'node:path';
import { BrokenInput } from '../command.ts';

/** A file of a delivery, not yet read. */
export interface WorkPath {
  /** Absolute. */
  readonly path: string;
  /** Where it goes in the delivery: relative, with `/`. */
  readonly name: string;
  /** Whether it may be marked; else it is only copied. */
  readonly isMarkable: boolean;
}

/** Parts that somebody else wrote, or that tools keep for themselves. */
const NEVER = /(?:^|\/)(?:node_modules|\.git|\.hg|\.svn)(?:\/|$)/;

/**
 * Lists the files of a delivery: a folder with all that is below it, under its own name. In the
 * order of names, so that a compressed copy comes after the file it is of.
 *
 * @param exclude - patterns of names that are copied and never marked, such as `site/vendor/*`.
 * @throws BrokenInput if one is not there, is a link, or two would have the same name.
 */
export async function workFiles(
  targets: readonly string[],
  exclude: readonly string[],
): Promise<readonly WorkPath[]> {
  const names = new Map<string, string>();
  for (const target of targets) {
    const path = resolve(target);
    if (!existsSync(path)) throw new BrokenInput(`${target}: no such file or folder`);
    const isFolder = (await stat(path)).isDirectory();
    const files = isFolder ? await filesBelow(path) : [path];
    for (const file of files) {
      const name = relative(dirname(path), file).split(sep).join('/');
      if (names.has(name))
        throw new BrokenInput(`${target}: another target holds ${name} as well`, {
          hint: 'Mark one after the other, or the folder that holds both.',
        });
      names.set(name, file);
    }
  }
  const inOrder = [...names].toSorted(([one], [other]) => (one < other ? -1 : 1));
  return inOrder.map(([name, path]) => ({
    path,
    name,
    isMarkable: !NEVER.test(name) && !exclude.some((pattern) => matchesGlob(name, pattern)),
  }));
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const link = entries.find((entry) => entry.isSymbolicLink());
  if (link)
    throw new BrokenInput(`${join(link.parentPath, link.name)}: expected a file, got a link`, {
      hint: 'Copy the folder with its links followed (cp -rL), and mark the copy.',
    });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

/** @returns a file as carriers take it. */
export async function readWork({ path, name }: WorkPath) {
  return { name, bytes: new Uint8Array(await readFile(path)) };
}

import { existsSync } from 'node:fs';
import { readdir, readFile, readlink, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, matchesGlob, relative, resolve, sep } from 'node:path';
import { BrokenInput } from '../command.ts';

/** A file of a delivery, not yet read. */
export interface WorkPath {
  /** Absolute. */
  readonly path: string;
  /** Where it goes in the delivery: relative, with `/`. */
  readonly name: string;
  /** Whether it may be marked; else it is only copied. */
  readonly isMarkable: boolean;
  /** Its permissions, as the system has them: a program stays one. */
  readonly mode: number;
}

/** A link within a delivery: the copy gets the same. */
export interface WorkLink {
  readonly name: string;
  /** Relative to the folder it lies in. */
  readonly to: string;
}

/** What a delivery holds. */
export interface Work {
  readonly files: readonly WorkPath[];
  readonly links: readonly WorkLink[];
}

/** Parts that somebody else wrote, or that tools keep for themselves. */
const NEVER = /(?:^|\/)(?:node_modules|\.git|\.hg|\.svn)(?:\/|$)/;

/**
 * Lists the files of a delivery: a folder with all that is below it, under its own name. In the
 * order of names, so that a compressed copy comes after the file it is of.
 *
 * @param exclude - patterns of names that are copied and never marked, such as `site/vendor/*`.
 * @throws BrokenInput if one is not there, is a link that leads out of it, or two would have the
 *   same name.
 */
export async function workFiles(
  targets: readonly string[],
  exclude: readonly string[],
): Promise<Work> {
  const names = new Map<string, { readonly path: string; readonly to: string | null }>();
  for (const target of targets) {
    const path = resolve(target);
    if (!existsSync(path)) throw new BrokenInput(`${target}: no such file or folder`);
    for (const each of await entriesAt(path)) {
      const name = relative(dirname(path), each.path).split(sep).join('/');
      if (names.has(name))
        throw new BrokenInput(`${target}: another target holds ${name} as well`, {
          hint: 'Mark one after the other, or the folder that holds both.',
        });
      names.set(name, each);
    }
  }
  const files: WorkPath[] = [];
  const links: WorkLink[] = [];
  for (const [name, { path, to }] of [...names].toSorted(([one], [other]) =>
    one < other ? -1 : 1,
  ))
    if (to === null)
      files.push({
        path,
        name,
        isMarkable: !NEVER.test(name) && !exclude.some((pattern) => matchesGlob(name, pattern)),
        mode: (await stat(path)).mode & 0o777,
      });
    else links.push({ name, to });
  return { files, links };
}

interface WorkEntry {
  readonly path: string;
  /** Where a link leads; null for a file. */
  readonly to: string | null;
}

async function entriesAt(path: string): Promise<readonly WorkEntry[]> {
  if (!(await stat(path)).isDirectory()) return [{ path, to: null }];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const kept = entries.filter((entry) => entry.isFile() || entry.isSymbolicLink());
  return Promise.all(
    kept.map(async (entry): Promise<WorkEntry> => {
      const own = join(entry.parentPath, entry.name);
      return { path: own, to: entry.isFile() ? null : await linkWithin(path, own) };
    }),
  );
}

/** Package managers link to programs and packages beside them. What lies elsewhere is not delivered. */
async function linkWithin(folder: string, link: string): Promise<string> {
  const to = await readlink(link);
  const way = relative(folder, resolve(dirname(link), to));
  if (!isAbsolute(to) && !isAbsolute(way) && way.split(sep)[0] !== '..') return to;
  throw new BrokenInput(`${link}: expected a file, got a link that leads elsewhere`, {
    hint: 'Copy the folder with its links followed (cp -rL), and mark the copy.',
  });
}

/** @returns a file as carriers take it. */
export async function readWork({ path, name }: Pick<WorkPath, 'path' | 'name'>) {
  return { name, bytes: new Uint8Array(await readFile(path)) };
}

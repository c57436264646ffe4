import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { sha256 } from './sha256.ts';

/** @returns all files below `dir`, relative, with `/`, sorted. */
export async function listFiles(dir: string): Promise<readonly string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(dir.length + 1)
        .split(sep)
        .join('/'),
    )
    .toSorted();
}

/** Reading and writing below a folder that nobody else writes to. */
export function stagingFolder(dir: string) {
  return {
    list: () => listFiles(dir),
    read: async (file: string) => new Uint8Array(await readFile(join(dir, file))),
    async write(file: string, bytes: Uint8Array) {
      await mkdir(dirname(join(dir, file)), { recursive: true });
      await writeFile(join(dir, file), bytes);
    },
    remove: (file: string) => rm(join(dir, file)),
    sha256: async (bytes: Uint8Array) => sha256(bytes),
  };
}

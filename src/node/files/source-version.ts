import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROJECT = fileURLToPath(new URL('../../..', import.meta.url));

/**
 * A digest of the project's own code below a folder, and of the packages and the Node that it runs
 * with: what was made by that code need not be made again while this is the same.
 *
 * @param folder - by its path from the project, such as `src/gate`.
 */
export async function sourceVersion(folder: string): Promise<Uint8Array> {
  const entries = await readdir(join(PROJECT, folder), { recursive: true, withFileTypes: true });
  const files = entries.filter((each) => each.isFile() && !each.name.endsWith('.test.ts'));
  const paths = files.map(({ parentPath, name }) => join(parentPath, name)).toSorted();
  const hash = createHash('sha256').update(process.version);
  for (const path of [...paths, join(PROJECT, 'package-lock.json'), join(PROJECT, 'tsconfig.json')])
    hash.update(path.slice(PROJECT.length).replaceAll(sep, '/')).update(await readFile(path));
  return hash.digest();
}

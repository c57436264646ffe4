import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { toHex } from '../../bytes/hex.ts';
import { writeDurably } from '../files/durable-file.ts';
import { sourceVersion } from '../files/source-version.ts';

const CACHE = fileURLToPath(
  new URL('../../../node_modules/.cache/colophon/programs/', import.meta.url),
);

/** Lives for one process: the sources do not change during a build. */
let version: Promise<string> | null = null;

function currentVersion(): Promise<string> {
  version ??= sourceVersion('src').then(toHex);
  return version;
}

/**
 * Makes a program, or finds it as an earlier build has made it of the same sources: bundling takes
 * longer than the pages of a small site.
 *
 * @param folder - where one of each name is kept, in a file that begins with its version.
 */
export async function keptProgram(
  name: string,
  make: () => Promise<string>,
  folder = CACHE,
): Promise<string> {
  const [path, head] = [join(folder, `${name}.js`), `// ${await currentVersion()}\n`];
  const kept = existsSync(path) ? await readFile(path, 'utf8') : '';
  if (kept.startsWith(head)) return kept.slice(head.length);
  const program = await make();
  await writeDurably(path, head + program);
  return program;
}

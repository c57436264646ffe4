import { existsSync } from 'node:fs';
import { cp, mkdtemp, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { folderHash } from './project-copy.ts';
import { releaseSample } from './sample-release.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CACHE = join(ROOT, 'node_modules', '.cache', 'colophon', 'sample-releases');

/**
 * The sample portfolio under a sub-path, released once for all tests that only look at it. Known by
 * everything it is made from, so a change to any source, text or package makes a new one.
 *
 * @returns the folder of the release, to be left as it is.
 */
export async function sharedSampleRelease(base: string): Promise<string> {
  const kept = join(CACHE, await inputsHash(base));
  if (existsSync(kept)) return kept;
  const project = await releaseSample(base);
  await rm(CACHE, { recursive: true, force: true });
  await mkdir(CACHE, { recursive: true });
  // Copied aside and renamed: a killed run leaves nothing half done to be found.
  const aside = await mkdtemp(join(CACHE, 'copying-'));
  await cp(project.dist, aside, { recursive: true });
  await rename(aside, kept);
  await project.remove();
  return kept;
}

/** A test that changed makes the same site. */
const isInput = (file: string) => !/\.test\.ts$|^bench\//.test(file);

async function inputsHash(base: string): Promise<string> {
  const hash = createHash('sha256').update(`${base}\n${process.version}\n`);
  for (const folder of ['src', 'scripts', 'public', 'content'])
    hash.update(await folderHash(join(ROOT, folder), isInput));
  for (const file of ['astro.config.mjs', 'package.json', 'package-lock.json'])
    hash.update(await readFile(join(ROOT, file)));
  return hash.digest('hex').slice(0, 32);
}

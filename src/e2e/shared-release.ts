import { existsSync } from 'node:fs';
import { cp, mkdtemp, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withFileLock } from '../node/files/file-lock.ts';
import { folderHash } from './project-copy.ts';
import type { ProjectCopy } from './project-copy.ts';
import { copySample, releaseSample } from './sample-release.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CACHE = join(ROOT, 'node_modules', '.cache', 'colophon', 'sample-releases');
/** Where Astro keeps pictures, in a project. */
const PICTURES = 'node_modules/.astro';
/** All that a release leaves in a project, besides what it was made from. */
const MADE = ['content', 'dist', 'state', PICTURES];
/** More than a release takes, for which another test may have to be waited for. */
const WAIT_MS = 1_200_000;

/**
 * The sample portfolio under a sub-path, released once for all tests that only look at it. Known by
 * everything it is made from, so a change to any source, text or package makes a new one.
 *
 * @returns the folder of the release, to be left as it is.
 */
export async function sharedSampleRelease(base: string): Promise<string> {
  return join(await keptRelease(base), 'dist');
}

/** The sample, released, for a test that goes on from there: a project of its own, in another folder. */
export async function copyReleasedSample(): Promise<ProjectCopy> {
  return copySampleWith(MADE);
}

/** The sample before its first release, whose pictures are marked already, which takes longest. */
export async function copySampleWithPictures(): Promise<ProjectCopy> {
  return copySampleWith([PICTURES]);
}

async function copySampleWith(made: readonly string[]): Promise<ProjectCopy> {
  const kept = await keptRelease();
  const project = await copySample();
  await copyEach(made, kept, project.dir);
  return project;
}

/** @returns the folder of what was made, by the paths that it has in a project. */
async function keptRelease(base?: string): Promise<string> {
  const folder = join(CACHE, encodeURIComponent(base ?? '/'));
  const kept = join(folder, await inputsHash());
  if (existsSync(kept)) return kept;
  await mkdir(CACHE, { recursive: true });
  return withFileLock(`${folder}.lock`, WAIT_MS, async () => {
    if (!existsSync(kept)) await release(base, folder, kept);
    return kept;
  });
}

async function release(base: string | undefined, folder: string, kept: string): Promise<void> {
  const project = await releaseSample(base);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  // Copied aside and renamed: a killed run leaves nothing half done to be found.
  const aside = await mkdtemp(join(folder, 'copying-'));
  await copyEach(MADE, project.dir, aside);
  await rename(aside, kept);
  await project.remove();
}

async function copyEach(paths: readonly string[], from: string, to: string): Promise<void> {
  for (const path of paths) await cp(join(from, path), join(to, path), { recursive: true });
}

/** A test that changed makes the same site. */
const isInput = (file: string) => !/\.test\.ts$|^bench\//.test(file);

async function inputsHash(): Promise<string> {
  const hash = createHash('sha256').update(`${process.version}\n`);
  for (const folder of ['src', 'scripts', 'public', 'content'])
    hash.update(await folderHash(join(ROOT, folder), isInput));
  for (const file of ['astro.config.mjs', 'package.json', 'package-lock.json'])
    hash.update(await readFile(join(ROOT, file)));
  return hash.digest('hex').slice(0, 32);
}

import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { MANIFEST } from '../../release/well-known.ts';
import { BrokenInput } from '../command.ts';
import { syncFolder } from './durable-file.ts';
import { exchangeFolders } from './exchange.ts';

/**
 * Prepares a place beside `outDir` to build in: on the same file system, so that one rename can
 * put the result in place. Puts back a release that a crash left moved aside, and removes what
 * dead builds left.
 *
 * @param neverInside - folders that the output must not hold, such as the content.
 * @returns the absolute path of a new, empty staging folder.
 * @throws BrokenInput if `outDir` holds something that is not a release.
 */
export async function prepareStaging(
  outDir: string,
  neverInside: readonly string[],
): Promise<string> {
  refuseAncestors(outDir, neverInside);
  await mkdir(dirname(outDir), { recursive: true });
  await recoverRelease(outDir);
  await refuseForeignFolder(outDir);
  await removeDeadStaging(outDir);
  const staging = sibling(outDir, 'staging', process.pid);
  await rm(staging, { recursive: true, force: true });
  await mkdir(staging);
  return staging;
}

/**
 * Removes what this process has staged and not promoted: it may hold what the gate refused.
 * What a killed process leaves, the next build removes.
 */
export async function discardStaging(outDir: string): Promise<void> {
  await rm(sibling(outDir, 'staging', process.pid), { recursive: true, force: true });
}

function sibling(outDir: string, role: 'staging' | 'previous', pid: number): string {
  return join(dirname(outDir), `.${basename(outDir)}.${role}-${pid}`);
}

function refuseAncestors(outDir: string, others: readonly string[]): void {
  const held = others.some((other) => !relative(outDir, other).startsWith('..'));
  if (held)
    throw new BrokenInput(
      '--out: expected a folder of its own, not one that holds the project or the content',
    );
}

async function refuseForeignFolder(outDir: string): Promise<void> {
  if (!existsSync(outDir) || existsSync(join(outDir, MANIFEST))) return;
  if ((await readdir(outDir)).length === 0) return;
  throw new BrokenInput(`${outDir}: holds files that are not a release of Colophon`, {
    hint: 'Choose another --out, or remove the folder yourself if nothing in it is needed.',
  });
}

/**
 * Puts back the last release if a crash hit between the two renames of a system without an
 * exchange. Every command that reads the output calls it first.
 */
export async function recoverRelease(outDir: string): Promise<void> {
  if (existsSync(outDir) || !existsSync(dirname(outDir))) return;
  const previous = (await siblings(outDir, 'previous')).find(({ pid }) => !isAlive(pid));
  if (previous) await rename(previous.path, outDir);
}

async function removeDeadStaging(outDir: string): Promise<void> {
  const left = [...(await siblings(outDir, 'staging')), ...(await siblings(outDir, 'previous'))];
  for (const { path, pid } of left)
    if (!isAlive(pid)) await rm(path, { recursive: true, force: true });
}

async function siblings(outDir: string, role: 'staging' | 'previous') {
  const prefix = `.${basename(outDir)}.${role}-`;
  const names = await readdir(dirname(outDir));
  return names
    .filter((name) => name.startsWith(prefix) && /^\d+$/.test(name.slice(prefix.length)))
    .map((name) => ({
      path: join(dirname(outDir), name),
      pid: Number(name.slice(prefix.length)),
    }));
}

function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Puts a finished staging folder in the place of `outDir`: in one step where the system can
 * exchange two folders, else in two, between which a crash is mended by `recoverRelease`.
 */
export async function promote(
  staging: string,
  outDir: string,
  exchange: (a: string, b: string) => boolean = exchangeFolders,
): Promise<void> {
  const old = sibling(outDir, 'previous', process.pid);
  if (!existsSync(outDir)) await rename(staging, outDir);
  else if (exchange(staging, outDir)) await rename(staging, old);
  else {
    await rename(outDir, old);
    await rename(staging, outDir);
  }
  await syncFolder(dirname(outDir));
  await rm(old, { recursive: true, force: true });
}

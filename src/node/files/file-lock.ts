import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** A lock that is held by a process which lives. */
export class LockHeld extends Error {
  override readonly name = 'LockHeld';
}

/**
 * Runs `work` while no other process of this machine that asks has the lock. A lock that a crash
 * left behind is taken over: it names a process that is no more.
 *
 * @param path - of the lock: a folder with one file, whose name tells who has it.
 * @param waitMs - how long to wait for whoever has it.
 * @throws LockHeld
 */
export async function withFileLock<T>(
  path: string,
  waitMs: number,
  work: () => Promise<T>,
): Promise<T> {
  const deadline = performance.now() + waitMs;
  // No two are alike: whoever comes back to a lock knows whether it is the one he saw.
  const own = `${process.pid}-${randomUUID()}`;
  while (!(await takeOrTakeOver(path, own))) {
    if (performance.now() >= deadline) throw new LockHeld(path);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  try {
    await removeLeavings(path);
    return await work();
  } finally {
    await release(path, own);
  }
}

async function takeOrTakeOver(path: string, own: string): Promise<boolean> {
  const owner = await ownerOf(path);
  if (owner === null) return take(path, own);
  return !isAlive(owner) && takeOver(path, owner, own);
}

/** @returns the name of the file in the lock; null if nobody has it. */
async function ownerOf(path: string): Promise<string | null> {
  try {
    return (await readdir(path))[0] ?? null;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    if (code === 'ENOTDIR') return 'unknown';
    throw error;
  }
}

/** Whoever cannot be told lives. */
function isAlive(owner: string): boolean {
  const pid = Number.parseInt(owner, 10);
  return !(pid > 0) || isRunning(pid);
}

/** An empty or missing folder is free. It is replaced by a full one in one step, and a full one never is. */
async function take(path: string, own: string): Promise<boolean> {
  const filled = `${path}.${own}`;
  await mkdir(filled, { mode: 0o700 });
  await writeFile(join(filled, own), '');
  // The last is what Windows says.
  const taken = ['ENOTEMPTY', 'EEXIST', 'EPERM'];
  const isTaken = (await unless(taken, () => rename(filled, path))) === null;
  if (isTaken) await rm(filled, { recursive: true });
  return !isTaken;
}

/** Of all who saw the lock of the same dead owner, one finds the file still there. */
async function takeOver(path: string, owner: string, own: string): Promise<boolean> {
  return (await unless(['ENOENT'], () => rename(join(path, owner), join(path, own)))) !== null;
}

/** What a command was about to put there when it was killed. */
async function removeLeavings(path: string): Promise<void> {
  const prefix = `${basename(path)}.`;
  for (const name of await readdir(dirname(path)))
    if (name.startsWith(prefix) && !isAlive(name.slice(prefix.length)))
      await rm(join(dirname(path), name), { recursive: true, force: true });
}

async function release(path: string, own: string): Promise<void> {
  await rm(join(path, own), { force: true });
  // The next one may have it by now.
  await unless(['ENOENT', 'ENOTEMPTY', 'EEXIST'], () => rmdir(path));
}

/** @returns what `step` gives; null if it fails with one of `codes`. */
async function unless<T>(codes: readonly string[], step: () => Promise<T>): Promise<T | null> {
  try {
    return await step();
  } catch (error) {
    if (codes.includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}

/** @returns whether a process of this machine lives, whosoever it is. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

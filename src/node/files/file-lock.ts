import { open, readFile, rm } from 'node:fs/promises';

/** A lock that is held by a process which lives. */
export class LockHeld extends Error {
  override readonly name = 'LockHeld';
}

/**
 * Runs `work` while no other process of this machine that asks has the lock. A lock that a crash
 * left behind is taken over: it names a process that is no more.
 *
 * @param waitMs - how long to wait for whoever has it.
 * @throws LockHeld
 */
export async function withFileLock<T>(
  path: string,
  waitMs: number,
  work: () => Promise<T>,
): Promise<T> {
  const deadline = performance.now() + waitMs;
  while (!(await takeOrTakeOver(path))) {
    if (performance.now() >= deadline) throw new LockHeld(path);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

async function takeOrTakeOver(path: string): Promise<boolean> {
  if (await take(path)) return true;
  if (await isHeld(path)) return false;
  await rm(path, { force: true });
  return take(path);
}

async function take(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o600);
    await file.writeFile(`${process.pid}\n`);
    await file.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** A lock that says nothing was cut short by a crash, or is being written this moment: held. */
async function isHeld(path: string): Promise<boolean> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const pid = Number(text);
  return !Number.isInteger(pid) || pid <= 0 || isRunning(pid);
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

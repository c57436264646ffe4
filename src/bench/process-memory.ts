import type { ChildProcess } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

const EVERY_MS = 250;

/**
 * Watches a process and all that it starts until it ends.
 *
 * @returns the most memory that they had together, in bytes, as it was looked at four times a second. What several
 *   of them share counts once (PSS).
 * @throws Error where there is no `/proc` as Linux has it.
 */
export async function mostMemoryOf(child: ChildProcess): Promise<number> {
  let most = 0;
  while (child.exitCode === null && child.signalCode === null) {
    most = Math.max(most, await memoryOf(child.pid ?? 0));
    await sleep(EVERY_MS);
  }
  return most;
}

async function memoryOf(root: number): Promise<number> {
  const parents = await parentsOfAll();
  const isOurs = (pid: number): boolean =>
    pid === root || (pid > 1 && isOurs(parents.get(pid) ?? 0));
  const shares = await Promise.all([...parents.keys()].filter(isOurs).map(shareOf));
  return shares.reduce((sum, share) => sum + share, 0);
}

async function parentsOfAll(): Promise<ReadonlyMap<number, number>> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const pairs = await Promise.all(
    pids.map(async (pid): Promise<readonly [number, number]> => {
      // One may be gone by now.
      const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
      return [Number(pid), Number(/^PPid:\s+(\d+)/m.exec(status)?.[1] ?? 0)];
    }),
  );
  return new Map(pairs);
}

async function shareOf(pid: number): Promise<number> {
  const memory = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  return Number(/^Pss:\s+(\d+) kB/m.exec(memory)?.[1] ?? 0) * 1024;
}

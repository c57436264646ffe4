import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { LockHeld, withFileLock } from './file-lock.ts';

/** Above what any system gives. */
const DEAD = 2 ** 22 + 1;

let dir: string;
let lock: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lock-'));
  lock = join(dir, 'lock');
});

afterEach(() => rm(dir, { recursive: true }));

async function leaveLock(name: string): Promise<void> {
  await mkdir(lock);
  await writeFile(join(lock, name), '');
}

const done = () => Promise.resolve('done');

test('nobody else has it meanwhile, and nothing is left behind', async () => {
  await withFileLock(lock, 0, async () => {
    await expect(withFileLock(lock, 0, done)).rejects.toThrow(LockHeld);
  });
  expect(await readdir(dir)).toEqual([]);
});

test('what fails lets it go', async () => {
  await expect(withFileLock(lock, 0, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await withFileLock(lock, 0, done)).toBe('done');
});

test('what commands that were killed left is in nobody’s way, wherever they were', async () => {
  await mkdir(`${lock}.${DEAD}-a`);
  await mkdir(`${lock}.kept`);
  await mkdir(lock);
  expect(await withFileLock(lock, 0, done)).toBe('done');
  await leaveLock(`${DEAD}-a`);
  expect(await withFileLock(lock, 0, done)).toBe('done');
  expect(await readdir(dir)).toEqual(['lock.kept']);
});

test('a lock of which nobody can tell whose it is is held', async () => {
  await leaveLock('mine');
  await expect(withFileLock(lock, 0, done)).rejects.toThrow(LockHeld);
  await rm(lock, { recursive: true });
  await writeFile(lock, `${DEAD}\n`);
  await expect(withFileLock(lock, 0, done)).rejects.toThrow(LockHeld);
});

describe('of processes that ask at once, one gets it', () => {
  // Tells what came of each try, and holds the lock until it is told to let go.
  const racer = `
    import { once } from 'node:events';
    import { withFileLock } from ${JSON.stringify(new URL('./file-lock.ts', import.meta.url).href)};
    const next = async () => (await once(process, 'message'))[0];
    const tell = async (answer) => {
      process.send(answer);
      return next();
    };
    for (let path = await tell('ready'); ; path = await tell('let it go'))
      await withFileLock(path, 0, () => tell('has it')).catch((error) => tell(error.name));`;
  let racers: readonly ChildProcess[];

  beforeAll(async () => {
    const args = ['--input-type=module', '-e', racer];
    const stdio = ['ignore', 'inherit', 'inherit', 'ipc'] as const;
    racers = Array.from({ length: 4 }, () => spawn(process.execPath, args, { stdio: [...stdio] }));
    await hearAll();
  });

  afterAll(() => {
    for (const child of racers) child.kill();
  });

  function tellAll(message: string): void {
    for (const child of racers) child.send(message);
  }

  async function hearAll(): Promise<readonly unknown[]> {
    return Promise.all(racers.map(async (child) => (await once(child, 'message'))[0] as unknown));
  }

  test.each([
    { what: 'that is free', leave: () => Promise.resolve() },
    { what: 'that a crash left', leave: () => leaveLock(`${DEAD}-a`) },
    { what: 'that a crash left empty', leave: () => mkdir(lock) },
  ])('$what', async ({ leave }) => {
    for (let round = 0; round < 100; round++) {
      await leave();
      tellAll(lock);
      const answers = await hearAll();
      expect(answers.toSorted(), `round ${round}`).toEqual([
        'LockHeld',
        'LockHeld',
        'LockHeld',
        'has it',
      ]);
      tellAll('let go');
      await hearAll();
    }
  });
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { isInstalled, setUp, SetUpError } from './set-up.mjs';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'colophon-set-up-'));
  onTestFinished(() => rm(root, { recursive: true }));
  await writeFile(join(root, 'package.json'), '{}');
  await writeFile(join(root, 'package-lock.json'), '{}');
});

/** An installation that only counts how often it ran. */
function counting(code: number | null = 0): { install: () => number | null; count: number } {
  const counter = { count: 0, install: () => ((counter.count += 1), code) };
  return counter;
}

/** As a process leaves it that was killed: its number is above the largest that Linux gives. */
async function leaveLock(root: string): Promise<void> {
  const lock = join(root, 'node_modules', '.colophon-install-lock');
  await mkdir(lock, { recursive: true });
  await writeFile(join(lock, '4194305-a'), '');
}

test('installs once, then only looks', async () => {
  const npm = counting();
  await setUp(root, npm.install);
  await setUp(root, npm.install);
  expect(npm.count).toBe(1);
});

test.each(['package.json', 'package-lock.json'])(
  'installs again after a change of %s',
  async (name) => {
    const npm = counting();
    await setUp(root, npm.install);
    await writeFile(join(root, name), '{ }');
    expect(isInstalled(root)).toBe(false);
    await setUp(root, npm.install);
    expect(npm.count).toBe(2);
  },
);

test('a failed installation says so and is tried again', async () => {
  await expect(setUp(root, counting(1).install)).rejects.toThrow('ended with exit code 1');
  await expect(setUp(root, counting(null).install)).rejects.toThrow(SetUpError);
  expect(isInstalled(root)).toBe(false);
  const npm = counting();
  await setUp(root, npm.install);
  expect(npm.count).toBe(1);
});

test('what a killed or failed installation left is cleared away first', async () => {
  const half = join(root, 'node_modules', 'half-a-package');
  await expect(setUp(root, () => (mkdirSync(half), 1))).rejects.toThrow(SetUpError);
  await setUp(root, () => Number(existsSync(half)));
  expect(isInstalled(root)).toBe(true);
});

test('what a finished installation left is kept', async () => {
  const whole = join(root, 'node_modules', 'a-package');
  await setUp(root, () => (mkdirSync(whole), 0));
  await writeFile(join(root, 'package.json'), '{ }');
  await setUp(root, () => 0);
  expect(existsSync(whole)).toBe(true);
});

test('two at once install once', async () => {
  const npm = counting();
  await Promise.all([setUp(root, npm.install), setUp(root, npm.install)]);
  expect(npm.count).toBe(1);
});

test('a lock left by a killed process is taken over, and none is left behind', async () => {
  await setUp(root, counting().install);
  await rm(join(root, 'node_modules', '.colophon-installed'));
  await leaveLock(root);
  await setUp(root, counting().install);
  expect(await readdir(join(root, 'node_modules'))).toEqual(['.colophon-installed']);
});

test('of processes that find it left, one installs at a time', async () => {
  // Tells how often each installed; what takes no time would be over before another one begins.
  const racer = `
    import { once } from 'node:events';
    import { setUp } from ${JSON.stringify(new URL('./set-up.mjs', import.meta.url).href)};
    const pause = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
    for (let count = 0; ; count = 0) {
      process.send(count);
      const [root] = await once(process, 'message');
      await setUp(root, () => (pause(), (count += 1), 0));
      process.send(count);
      await once(process, 'message');
    }`;
  const racers = Array.from({ length: 6 }, () =>
    spawn(process.execPath, ['--input-type=module', '-e', racer], {
      stdio: ['ignore', 'inherit', 'ignore', 'ipc'],
    }),
  );
  onTestFinished(() => racers.forEach((child) => void child.kill()));
  const hearAll = () =>
    Promise.all(racers.map(async (child) => Number((await once(child, 'message'))[0])));
  await hearAll();
  for (let round = 0; round < 10; round++) {
    await rm(join(root, 'node_modules'), { recursive: true, force: true });
    await leaveLock(root);
    for (const child of racers) child.send(root);
    expect((await hearAll()).toSorted(), `round ${round}`).toEqual([0, 0, 0, 0, 0, 1]);
    for (const child of racers) child.send('next');
    await hearAll();
  }
});

test('nothing is written outside node_modules', async () => {
  await setUp(root, counting().install);
  expect((await readdir(root)).sort()).toEqual([
    'node_modules',
    'package-lock.json',
    'package.json',
  ]);
  expect(existsSync(join(root, 'node_modules', '.colophon-install-lock'))).toBe(false);
});

import { existsSync, mkdirSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
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
  // Above the largest process number that Linux gives.
  await writeFile(join(root, 'node_modules', '.colophon-installing'), '4194305');
  await setUp(root, counting().install);
  expect(await readdir(join(root, 'node_modules'))).toEqual(['.colophon-installed']);
});

test('nothing is written outside node_modules', async () => {
  await setUp(root, counting().install);
  expect((await readdir(root)).sort()).toEqual([
    'node_modules',
    'package-lock.json',
    'package.json',
  ]);
  expect(existsSync(join(root, 'node_modules', '.colophon-installing'))).toBe(false);
});

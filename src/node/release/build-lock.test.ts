import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeBelow } from '../content/small-content.ts';
import { withBuildLock } from './build-lock.ts';

test('a project is built once at a time, and a build that was killed is in nobody’s way', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'project-'));
  const inner = withBuildLock(dir, () => withBuildLock(dir, () => Promise.resolve('both')));
  await expect(inner).rejects.toThrow('another build of this project is running');
  expect(existsSync(join(dir, '.astro/build.lock'))).toBe(false);
  // A process has a number below 2^22 on every system.
  await writeBelow(dir, `.astro/build.lock/${2 ** 22 + 1}-a`, '');
  expect(await withBuildLock(dir, () => Promise.resolve('alone'))).toBe('alone');
  await rm(dir, { recursive: true });
});

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { requireSeed } from './seed.ts';

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'moved-'));
});
afterAll(() => rm(home, { recursive: true }));

test('a site without a seed is told of those of other sites, and only of those', async () => {
  const missing = () => requireSeed('new.example', { COLOPHON_HOME: home }).catch((error) => error);
  expect((await missing()).hint).not.toContain('if your site moved');
  await mkdir(join(home, 'empty.example'));
  await mkdir(join(home, 'old.example'));
  await writeFile(join(home, 'old.example/seed'), '');
  expect((await missing()).hint).toContain(
    `There is one of old.example: if your site moved from there, rename that folder in ${home} to new.example.`,
  );
});

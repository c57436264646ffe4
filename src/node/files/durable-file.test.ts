import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeDurably } from './durable-file.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'durable-'));
});
afterEach(() => rm(dir, { recursive: true }));

test('a durable file is there whole, and leaves nothing beside it', async () => {
  await writeDurably(join(dir, 'a/b.txt'), 'one', 0o600);
  await writeDurably(join(dir, 'a/b.txt'), 'two', 0o600);
  expect(await readFile(join(dir, 'a/b.txt'), 'utf8')).toBe('two');
  expect(await readdir(join(dir, 'a'))).toEqual(['b.txt']);
});

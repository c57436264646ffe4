import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { scannedFiles } from './scanned-folder.ts';

let dir = '';
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'colophon-scanned-'));
});
afterEach(() => rm(dir, { recursive: true }));

async function read(folder: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for await (const { path, bytes } of scannedFiles(folder))
    found[path] = new TextDecoder().decode(bytes);
  return found;
}

test('links are followed, once; one that leads nowhere is read as what it says', async () => {
  await mkdir(join(dir, 'site/inner'), { recursive: true });
  await mkdir(join(dir, 'elsewhere'));
  await writeFile(join(dir, 'elsewhere/a.txt'), 'one');
  await writeFile(join(dir, 'site/b.txt'), 'two');
  await symlink('../elsewhere', join(dir, 'site/linked'));
  await symlink('..', join(dir, 'site/inner/circle'));
  await symlink('/nowhere/at/all', join(dir, 'site/lost'));
  expect(await read(join(dir, 'site'))).toEqual({
    'b.txt': 'two',
    'linked/a.txt': 'one',
    lost: '/nowhere/at/all',
  });
});

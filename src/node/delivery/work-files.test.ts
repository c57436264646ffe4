import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { workFiles } from './work-files.ts';

const folder = await mkdtemp(join(tmpdir(), 'colophon-work-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

test('a compressed copy comes after the file it is of, in whatever order they are named', async () => {
  const [copy, file] = [join(folder, 'a.js.gz'), join(folder, 'a.js')];
  for (const path of [copy, file]) await writeFile(path, '');
  const { files } = await workFiles([copy, file], []);
  expect(files.map(({ name }) => name)).toEqual(['a.js', 'a.js.gz']);
});

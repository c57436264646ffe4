import { mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MANIFEST } from '../../release/well-known.ts';
import { prepareStaging, promote, recoverRelease } from './out-folder.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'out-folder-'));
});
afterEach(() => rm(dir, { recursive: true }));

async function release(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(path, MANIFEST)), { recursive: true });
  await writeFile(join(path, MANIFEST), '{}');
  await writeFile(join(path, 'index.html'), text);
}

const page = (path: string) => readFile(join(path, 'index.html'), 'utf8');
/** No process has this id: Linux and macOS stop far below. */
const DEAD = 2 ** 30;

describe('promoting', () => {
  const out = () => join(dir, 'dist');
  const noExchange = () => false;

  test.each([
    ['with an exchange', undefined],
    ['without one', noExchange],
  ])('a first and a second release, %s, leaves nothing else', async (_how, exchange) => {
    for (const text of ['one', 'two']) {
      const staging = await prepareStaging(out(), []);
      await release(staging, text);
      await promote(staging, out(), exchange);
      expect(await page(out())).toBe(text);
      expect(await readdir(dir)).toEqual(['dist']);
    }
  });

  test('a crash between two renames is mended by whoever comes next', async () => {
    await release(out(), 'one');
    await rename(out(), join(dir, `.dist.previous-${DEAD}`));
    await mkdir(join(dir, `.dist.staging-${DEAD}`));
    await recoverRelease(out());
    expect(await page(out())).toBe('one');
    await prepareStaging(out(), []);
    expect(await readdir(dir)).not.toContain(`.dist.staging-${DEAD}`);
  });

  test('what a crash behind the exchange leaves is removed, the new release stays', async () => {
    await release(out(), 'two');
    await release(join(dir, `.dist.staging-${DEAD}`), 'one');
    await prepareStaging(out(), []);
    await recoverRelease(out());
    expect(await page(out())).toBe('two');
  });

  test('a build that is under way elsewhere is left alone', async () => {
    const other = join(dir, `.dist.staging-${process.ppid}`);
    await mkdir(other);
    await prepareStaging(out(), []);
    expect(await readdir(dir)).toContain(`.dist.staging-${process.ppid}`);
  });

  test('a folder that is no release is refused, an empty one is not', async () => {
    await mkdir(out());
    await prepareStaging(out(), []);
    await writeFile(join(out(), 'notes.txt'), 'mine');
    await expect(prepareStaging(out(), [])).rejects.toThrow('not a release');
  });

  test('a folder that holds the content is refused', async () => {
    await expect(prepareStaging(dir, [join(dir, 'content')])).rejects.toThrow('--out');
    await expect(prepareStaging(dir, [dir])).rejects.toThrow('--out');
  });
});

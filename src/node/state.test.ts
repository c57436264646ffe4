import {
  chmod,
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MANIFEST } from '../release/well-known.ts';
import { writeDurably } from './durable-file.ts';
import { prepareStaging, promote, recoverRelease } from './out-folder.ts';
import { readSeed } from './seed.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'state-'));
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

describe('a seed', () => {
  const read = (env: NodeJS.ProcessEnv = {}) =>
    readSeed('a.example', { COLOPHON_HOME: dir, ...env });
  const path = () => join(dir, 'a.example', 'seed');

  test('is made once, readable by its owner alone, and read again', async () => {
    const first = await read();
    expect(first).toMatchObject({ origin: 'new-file', path: path() });
    expect((await stat(path())).mode & 0o777).toBe(0o600);
    expect(await read()).toMatchObject({ origin: 'file', seed: first.seed });
  });

  test('comes from the environment, if it is there', async () => {
    const { seed } = await read();
    const text = await readFile(path(), 'utf8');
    const other = await readSeed('b.example', { COLOPHON_HOME: dir, COLOPHON_SEED: text });
    expect(other).toMatchObject({ origin: 'environment', seed });
    expect(await readdir(dir)).toEqual(['a.example']);
  });

  test('that others could read is refused', async () => {
    await read();
    await chmod(path(), 0o644);
    await expect(read()).rejects.toThrow('only you can read');
  });

  test('that is damaged is refused, never replaced and never printed', async () => {
    await read();
    await writeFile(path(), 'colophon-seed-1:SECRETSECRET');
    await expect(read()).rejects.toThrow('43 base64url characters');
    await expect(read()).rejects.not.toThrow('SECRET');
    expect(await readFile(path(), 'utf8')).toContain('SECRET');
  });
});

test('a durable file is there whole, and leaves nothing beside it', async () => {
  await writeDurably(join(dir, 'a/b.txt'), 'one', 0o600);
  await writeDurably(join(dir, 'a/b.txt'), 'two', 0o600);
  expect(await readFile(join(dir, 'a/b.txt'), 'utf8')).toBe('two');
  expect(await readdir(join(dir, 'a'))).toEqual(['b.txt']);
});

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

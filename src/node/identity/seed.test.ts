import { chmod, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createAuthor } from '../../authorship/index.ts';
import {
  findSeed,
  formatSeed,
  placeSeed,
  prepareNextSeed,
  readRetiredSeeds,
  readSeed,
  replaceSeed,
} from './seed.ts';
import { writeBelow } from '../content/small-content.ts';

const HOST = 'ada.example';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'seed-'));
});
afterAll(() => rm(dir, { recursive: true }));

describe('the seeds of an author', () => {
  const env = (home: string) => ({ COLOPHON_HOME: join(dir, home) });
  const [old, next] = [7, 8].map((byte) => new Uint8Array(32).fill(byte)) as [
    Uint8Array,
    Uint8Array,
  ];
  const { fingerprint } = createAuthor(old, { name: 'Ada', site: `https://${HOST}/` });
  const archive = `seed-${fingerprint.slice(0, 8)}`;
  const replace = (home: string) => replaceSeed(HOST, env(home), { old, fingerprint });

  /** The folder as a crash may have left it. */
  async function left(home: string, files: Readonly<Record<string, Uint8Array>>) {
    for (const [name, each] of Object.entries(files)) {
      await writeBelow(join(dir, home, HOST), name, formatSeed(each));
      await chmod(join(dir, home, HOST, name), 0o600);
    }
  }

  test.each([
    ['before the archive', { seed: old, 'seed-next': next }],
    ['before the replacement', { seed: old, 'seed-next': next, [archive]: old }],
  ])('survive a crash %s: run again, it ends the same', async (when, files) => {
    const home = `crash ${when}`;
    await left(home, files);
    expect(await prepareNextSeed(HOST, env(home))).toEqual(next);
    await replace(home);
    expect(await readdir(join(dir, home, HOST))).toEqual(['seed', archive]);
    expect((await findSeed(HOST, env(home)))?.seed).toEqual(next);
    expect(await readRetiredSeeds(HOST, env(home))).toEqual([old]);
    expect((await stat(join(dir, home, HOST, archive))).mode & 0o777).toBe(0o600);
  });

  test('are not lost if there is nothing to replace one with, or another in its place', async () => {
    await left('nothing', { seed: old });
    await expect(replace('nothing')).rejects.toThrow('ENOENT');
    expect((await findSeed(HOST, env('nothing')))?.seed).toEqual(old);
    await left('taken', { seed: old, 'seed-next': next, [archive]: next });
    await expect(replace('taken')).rejects.toThrow('another seed is kept there');
    expect((await findSeed(HOST, env('taken')))?.seed).toEqual(old);
    expect(await readRetiredSeeds(HOST, env('taken'))).toEqual([next]);
  });

  test('are placed whole, never over another, and leave nothing beside them', async () => {
    const placed = await Promise.allSettled(
      [old, next].map((each) => placeSeed(HOST, env('placed'), each)),
    );
    expect(placed.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await readdir(join(dir, 'placed', HOST))).toEqual(['seed']);
    expect(await findSeed(HOST, env('placed'))).not.toBeNull();
  });

  test('that were replaced come from the environment too, each once', async () => {
    await left('retired', { [archive]: old });
    const given = { COLOPHON_RETIRED_SEEDS: [next, old, next].map(formatSeed).join(' ') };
    expect(await readRetiredSeeds(HOST, { ...env('retired'), ...given })).toEqual([next, old]);
    expect(await readRetiredSeeds(HOST, env('empty'))).toEqual([]);
    await chmod(join(dir, 'retired', HOST, archive), 0o644);
    await expect(readRetiredSeeds(HOST, env('retired'))).rejects.toThrow('only you can read');
  });
});

describe('a seed', () => {
  let home: string;
  beforeEach(async () => {
    home = await mkdtemp(join(dir, 'home-'));
  });
  const read = (env: NodeJS.ProcessEnv = {}) =>
    readSeed('a.example', { COLOPHON_HOME: home, ...env });
  const path = () => join(home, 'a.example', 'seed');

  test('is made once, readable by its owner alone, and read again', async () => {
    const first = await read();
    expect(first).toMatchObject({ origin: 'new-file', path: path() });
    expect((await stat(path())).mode & 0o777).toBe(0o600);
    expect(await read()).toMatchObject({ origin: 'file', seed: first.seed });
  });

  test('comes from the environment, if it is there', async () => {
    const { seed } = await read();
    const text = await readFile(path(), 'utf8');
    const other = await readSeed('b.example', { COLOPHON_HOME: home, COLOPHON_SEED: text });
    expect(other).toMatchObject({ origin: 'environment', seed });
    expect(await readdir(home)).toEqual(['a.example']);
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

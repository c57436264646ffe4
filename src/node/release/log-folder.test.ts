import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAuthor } from '../../authorship/index.ts';
import type { NewEntry } from '../../release/release-log.ts';
import { MANIFEST } from '../../release/well-known.ts';
import { writeBelow } from '../content/small-content.ts';
import { entryFile, readReleaseLog, recordEntry, releaseLogFolder } from './log-folder.ts';
import type { ReleaseLog } from './log-folder.ts';

let dir: string;
let log: ReleaseLog;
let out: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'log-'));
  out = join(dir, 'dist');
  const author = createAuthor(new Uint8Array(32).fill(7), {
    name: 'A',
    site: 'https://a.example/',
  });
  log = { folder: releaseLogFolder(join(dir, 'state')), authors: [author] };
});
afterEach(() => rm(dir, { recursive: true }));

const manifestOf = (version: string) => `{"files":{"${version}":""}}\n`;
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

function entry(version: string): NewEntry {
  return {
    kind: 'release',
    at: '2026-06-01T00:00:00.000Z',
    asOf: '2026-06-01',
    out,
    replaces: null,
    manifest: sha256(manifestOf(version)),
    files: 1,
    gate: { files: 1, bytes: 1, warnings: 0, accepted: [] },
    works: [],
    copies: [],
    retracted: [],
  };
}

async function put(version: string): Promise<void> {
  await mkdir(dirname(join(out, MANIFEST)), { recursive: true });
  await writeFile(join(out, MANIFEST), manifestOf(version));
}

const released = async () => (await readReleaseLog(log)).entries.map(({ manifest }) => manifest);

test('what is released is in the log, readable by its author alone, and nothing lies beside it', async () => {
  for (const version of ['one', 'two']) await recordEntry(log, entry(version), () => put(version));
  expect(await released()).toEqual(['one', 'two'].map((each) => entry(each).manifest));
  expect(await readdir(log.folder)).toEqual(['1.jws', '2.jws']);
  expect((await stat(entryFile(log.folder, 1))).mode & 0o777).toBe(0o600);
  expect((await stat(log.folder)).mode & 0o777).toBe(0o700);
});

test('releases at the same time are written down one after the other', async () => {
  const versions = ['one', 'two', 'three'];
  await Promise.all(versions.map((each) => recordEntry(log, entry(each), () => put(each))));
  expect((await readReleaseLog(log)).broken).toBeNull();
  expect((await released()).toSorted()).toEqual(
    versions.map((each) => entry(each).manifest).toSorted(),
  );
});

describe('a release that fails or is killed', () => {
  beforeEach(() => recordEntry(log, entry('one'), () => put('one')));

  test('before it is in place is not in the log', async () => {
    const failing = recordEntry(log, entry('two'), () => Promise.reject(new Error('disk full')));
    await expect(failing).rejects.toThrow('disk full');
    expect(await released()).toHaveLength(1);
  });

  test('after it is in place is in the log', async () => {
    const failing = recordEntry(log, entry('two'), async () => {
      await put('two');
      throw new Error('killed');
    });
    await expect(failing).rejects.toThrow('killed');
    expect(await released()).toEqual([entry('one').manifest, entry('two').manifest]);
  });

  test.each([
    ['before', 'one', 1],
    ['after', 'two', 2],
  ])('with kill -9 %s the exchange is settled by the next command', async (_when, there, count) => {
    let pending = '';
    const stopped = recordEntry(log, entry('two'), async () => {
      pending = await readFile(join(log.folder, 'next.jws'), 'utf8');
      throw new Error('stopped');
    });
    await expect(stopped).rejects.toThrow('stopped');
    await writeFile(join(log.folder, 'next.jws'), pending);
    // The lock names a process that is no more.
    await writeBelow(join(log.folder, 'lock'), '2147483646-a', '');
    await put(there);
    expect(await released()).toHaveLength(count);
    expect(await readdir(log.folder)).not.toContain('next.jws');
  });
});

test('a log that does not hold together stops the next release, which is not put in place', async () => {
  for (const version of ['one', 'two']) await recordEntry(log, entry(version), () => put(version));
  await rm(entryFile(log.folder, 1));
  let isPut = false;
  const next = recordEntry(log, entry('three'), async () => {
    isPut = true;
  });
  await expect(next).rejects.toThrow('breaks the log of releases');
  expect(isPut).toBe(false);
  expect((await readReleaseLog(log)).broken).toEqual({ number: 1, problem: 'missing' });
});

test('there is nothing to read before the first release', async () => {
  expect(await readReleaseLog(log)).toMatchObject({ entries: [], broken: null });
});

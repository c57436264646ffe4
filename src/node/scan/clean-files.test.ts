import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { scanFiles } from '../../gate/index.ts';
import type { GateTerm } from '../../gate/index.ts';
import { machineKey, openCleanFiles } from './clean-files.ts';
import { decompress } from './decompress.ts';

const TERM: GateTerm = { id: 'client', writings: ['Quorvexil'], kind: 'name' };
const KEY = new Uint8Array(32).fill(1);
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'colophon-clean-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** @returns what was found, and how many files had to be taken apart. */
async function scan(
  list: string,
  text: string,
  { terms = [TERM], key = KEY, path = 'a.txt' } = {},
): Promise<{ found: number; read: number }> {
  const store = await openCleanFiles(key, join(folder, list));
  let read = 0;
  // Each file that is taken apart asks for the time.
  const clockMs = () => (read += 1);
  const files = [{ path, bytes: new TextEncoder().encode(text) }];
  const { findings } = await scanFiles(files, terms, {
    ...decompress,
    clean: store.clean,
    clockMs,
  });
  await store.save();
  return { found: findings.length, read };
}

test('a clean file is not searched again', async () => {
  expect((await scan('same', 'nothing')).read).toBeGreaterThan(0);
  expect(await scan('same', 'nothing')).toEqual({ found: 0, read: 0 });
});

test('one with a finding is, every time', async () => {
  await scan('found', 'by Quorvexil');
  expect((await scan('found', 'by Quorvexil')).found).toBe(1);
});

test.each([
  ['other content', 'something', {}],
  ['another name', 'nothing', { path: 'b.txt' }],
  ['another term', 'nothing', { terms: [{ ...TERM, writings: ['Nothing'] }] }],
  ['the term in more files', 'nothing', { terms: [{ ...TERM, forbiddenIn: () => false }] }],
  ['another key', 'nothing', { key: new Uint8Array(32).fill(2) }],
])('nor is a file with %s taken for it', async (what, text, change) => {
  const list = what.replaceAll(' ', '-');
  await scan(list, 'nothing');
  expect((await scan(list, text, change)).read).toBeGreaterThan(0);
});

test('what is kept says nothing, and only its owner may read it', async () => {
  await scan('kept', 'nothing', { path: 'harbour-vale.txt' });
  const path = join(folder, 'kept');
  expect(await readFile(path, 'utf8')).toMatch(/^[\w\n-]*$/);
  expect(await readFile(path, 'utf8')).not.toMatch(/quorvexil|harbour|nothing/i);
  expect((await stat(path)).mode & 0o077).toBe(0);
});

test('the key of a machine stays the same', async () => {
  const env = { COLOPHON_HOME: join(folder, 'home') };
  expect(await machineKey(env)).toEqual(await machineKey(env));
});

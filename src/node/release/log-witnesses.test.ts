import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createAuthor } from '../../authorship/index.ts';
import { Profile } from '../../schemas/profile.ts';
import { writeDurably } from '../files/durable-file.ts';
import { createOpensslAuthority } from '../proof/openssl-authority.ts';
import { entryFile, manifestHash, recordEntry } from './log-folder.ts';
import type { ReleaseLog } from './log-folder.ts';
import { checkEntryWitnesses, stampNewestEntry } from './log-witnesses.ts';

const authority = createOpensslAuthority('Quay');
const author = createAuthor(new Uint8Array(32).fill(7), { name: 'A', site: 'https://a.example/' });
let clock: Awaited<ReturnType<typeof authority.serve>>;
let dir: string;
let log: ReleaseLog;

beforeAll(async () => {
  clock = await authority.serve();
});
afterAll(() => clock.close());
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'stamped-'));
  log = { folder: join(dir, 'releases'), authors: [author] };
  await recordEntry(log, {
    kind: 'retraction',
    at: '2026-06-01T00:00:00.000Z',
    asked: '2026-06-01T00:00:00.000Z',
    work: 'yard',
    out: dir,
    manifest: await place(),
    urls: [],
  });
  return () => rm(dir, { recursive: true });
});

/** Puts a manifest where the entry says that one is. @returns its digest. */
async function place(): Promise<string> {
  await writeDurably(join(dir, '.well-known/colophon/manifest.json'), '{}');
  return (await manifestHash(dir)) ?? '';
}

function portfolio(...authorities: readonly { id: string; url: string }[]) {
  const profile = Profile.parse({
    name: { en: 'Ada' },
    tagline: { en: 'Engineer' },
    about: { en: 'Builds.' },
    site: 'https://a.example',
    locale: 'en',
    email: 'ada@a.example',
    timezone: 'Europe/Helsinki',
    ...(authorities.length > 0 && {
      timestamps: { authorities: authorities.map((each) => ({ ...each, root: './root.pem' })) },
    }),
  });
  return { profile, profilePath: join(dirname(authority.root), 'profile.yaml') };
}

test('the newest entry is stamped once, and the stamp is of that entry alone', async () => {
  const own = portfolio({ id: 'quay', url: clock.url });
  expect(await stampNewestEntry(log, own)).toBe(true);
  const token = await readFile(join(log.folder, '1.quay.tsr'));
  expect(await stampNewestEntry(log, own)).toBe(true);
  expect(await readFile(join(log.folder, '1.quay.tsr'))).toEqual(token);
  const checked = await checkEntryWitnesses(log, 1, own);
  expect(checked[1]).toMatchObject([{ name: 'quay', status: 'valid' }]);
  await writeFile(entryFile(log.folder, 1), 'another text');
  const changed = await checkEntryWitnesses(log, 1, own);
  expect(changed[1]).toMatchObject([{ name: 'quay', status: 'invalid' }]);
});

test('an authority that cannot be reached leaves nothing, and none at all is an error', async () => {
  const gone = portfolio({ id: 'gone', url: 'http://127.0.0.1:9/' });
  expect(await stampNewestEntry(log, gone)).toBe(false);
  expect(await readdir(log.folder)).toEqual(['1.jws']);
  await expect(stampNewestEntry(log, portfolio())).rejects.toThrow('no authority to ask');
});

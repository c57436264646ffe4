import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Share } from '../../schemas/share.ts';
import { loadContent } from '../content/content.ts';
import { writeBelow, writeSmallContent } from '../content/small-content.ts';
import { readSettings } from '../settings.ts';
import { decideShares } from './seal-shares.ts';

const share: Share = {
  id: 'a'.repeat(16),
  secret: 'b'.repeat(32),
  what: { kind: 'study', work: 'zephyrbolt' },
  to: 'Jo Reader',
  lang: 'en',
  made: '2026-06-01',
  until: null,
  revoked: null,
};

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'shares-'));
  await writeSmallContent(dir);
});
afterEach(() => rm(dir, { recursive: true }));

async function decided() {
  const settings = readSettings(
    { COLOPHON_CONTENT: dir, COLOPHON_AS_OF: '2026-06-01' },
    new Date('2026-06-01T00:00:00Z'),
  );
  return decideShares([share], { content: await loadContent(settings), settings });
}

test('a sealed page is published in the language of its reader, or left out', async () => {
  expect(await decided()).toEqual({ open: [share], leftOut: [] });
  const profile = await readFile(join(dir, 'profile.yaml'), 'utf8');
  await writeBelow(
    dir,
    'profile.yaml',
    `${profile.replace('locale: en', 'locale: ru')}languages: [ru]\n`,
  );
  const because = 'the site is not published in the language of its reader, en';
  expect(await decided()).toEqual({ open: [], leftOut: [{ id: share.id, because }] });
});

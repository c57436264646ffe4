import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MANIFEST } from '../../release/well-known.ts';
import { writeRetraction } from './retract.ts';
import { readSettings } from '../settings.ts';
import { writeBelow, writeSmallContent } from '../content/small-content.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
let root: string;
let content: string;
let out: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'retract-'));
  content = join(root, 'content');
  out = join(root, 'dist');
  await writeSmallContent(content);
  const files = {
    'index.html': 'a',
    'case-studies/berths/index.html': 'b',
    'talks/t/index.html': 'c',
    's/aaaaaaaaaaaaaaaa/page.age': 'd',
  };
  await writeBelow(out, MANIFEST, JSON.stringify({ format: 'colophon-manifest/1', files }));
});
afterAll(() => rm(root, { recursive: true }));

function retract(...args: string[]) {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('COLOPHON_'));
  const env = { ...Object.fromEntries(inherited), COLOPHON_HOME: join(root, 'home') };
  const places = ['--content', content, '--out', out];
  const { status, stderr, stdout } = spawnSync(
    process.execPath,
    ['scripts/retract.ts', ...args, ...places],
    { cwd: ROOT, env, encoding: 'utf8' },
  );
  expect(stderr).not.toContain('    at ');
  return { code: status, err: stderr, out: stdout };
}

test('a wrong call, or a slug that no work has, writes nothing', () => {
  for (const args of [
    ['--study', 'a', '--talk', 'b'],
    ['--study', '../x'],
  ])
    expect(retract(...args)).toMatchObject({
      code: 2,
      err: expect.stringContaining('npm run retract'),
    });
  const wrong = retract('--talk', 'berths');
  expect(wrong).toMatchObject({
    code: 2,
    err: expect.stringContaining('Give the name of its folder'),
  });
  expect(existsSync(join(content, 'retractions.yaml'))).toBe(false);
});

test('if the site cannot be built, it says what is still public, and no later build publishes it', async () => {
  const profile = join(content, 'profile.yaml');
  await writeFile(profile, (await readFile(profile, 'utf8')).replace('locale: en', 'locale: xx'));
  const { code, err } = retract('--study', 'berths', '--reason', 'they asked');
  expect(code).toBe(2);
  expect(err).toContain('`locale`');
  expect(err).toContain('STILL PUBLISHED');
  expect(err).toContain(join(out, 'case-studies/berths/index.html'));
  expect(err).toContain(`sealed copy of it:\n  ${join(out, 's/aaaaaaaaaaaaaaaa/page.age')}`);
  expect(err).not.toContain('talks/t');
  const text = await readFile(join(content, 'retractions.yaml'), 'utf8');
  expect(text).toMatch(/work: berths, on: \d{4}-\d\d-\d\d, reason: they asked/);
  const again = { kind: 'case-studies', work: 'berths', reason: 'again', stamp: false } as const;
  const settings = readSettings({ COLOPHON_CONTENT: content, COLOPHON_OUT: out }, new Date());
  await writeRetraction(settings, { ...again, asked: new Date() });
  expect(await readFile(join(content, 'retractions.yaml'), 'utf8')).toBe(text);
});

test.each([
  { zone: 'timezone: Europe/Helsinki', day: '2026-06-02' },
  { zone: 'timezone: America/Lima\nlocale: xx', day: '2026-06-01' },
])('the day is the author’s, not that of UTC, whatever else is wrong: $zone', async (given) => {
  const own = join(root, given.day);
  await writeBelow(own, 'case-studies/berths/index.mdx', '');
  await writeBelow(own, 'profile.yaml', given.zone);
  const settings = readSettings({ COLOPHON_CONTENT: own }, new Date());
  const wish = { kind: 'case-studies', work: 'berths', reason: undefined, stamp: false } as const;
  // Half past one at night in Helsinki, and the evening before in Lima; the clocks of UTC say 22:30.
  await writeRetraction(settings, { ...wish, asked: new Date('2026-06-01T22:30:00Z') });
  expect(await readFile(join(own, 'retractions.yaml'), 'utf8')).toContain(`on: ${given.day}`);
});

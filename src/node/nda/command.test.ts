import { execFileSync, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findGaps } from './log.ts';
import { CLIENT, writeSmallContent } from '../content/small-content.ts';
import { emptyVault } from '../vault/document.ts';
import { recipientsOf } from '../vault/key.ts';
import { openVault, sealVault, vaultFile } from '../vault/vault.ts';
import vectors from '../vault/vectors/vault.json' with { type: 'json' };

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const [identity = ''] = vectors.identities;
let root: string;
let content: string;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'nda-')));
  content = join(root, 'work/content');
  await writeSmallContent(content);
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('COLOPHON_'));
  env = { ...Object.fromEntries(inherited), COLOPHON_HOME: join(root, 'home') };
  const path = join(content, 'agreements/agr-2345.yaml');
  const more = `consents:
  - { id: c1, by: them, on: 2025-02-01, until: 2026-07-01, works: all, level: anonymous, evidence: { what: a letter, sha256: ${'ab'.repeat(32)} } }
followUp: { on: 2026-06-15, everyMonths: 6, about: Lunch with Quorvexil and Tamsin }
`;
  const text = await readFile(path, 'utf8');
  const stepped = text.replace(
    'permits:',
    '  - { from: 2026-08-01, level: named, consent: required }\npermits:',
  );
  await writeFile(path, stepped + more);
});
afterAll(() => rm(root, { recursive: true }));

function nda(args: string, more: NodeJS.ProcessEnv = {}) {
  const all = ['scripts/nda.ts', ...args.split(' ').filter(Boolean), '--content', content];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...all, '--as-of', '2026-06-01'],
    {
      cwd: ROOT,
      env: { ...env, ...more },
      encoding: 'utf8',
    },
  );
  expect(stderr).not.toContain('    at ');
  return { code: status, out: stdout, err: stderr };
}

describe('what can be inferred from a release', () => {
  const release = () => join(root, 'released');

  test('needs one', () => {
    const { code, err } = nda(`infer --out ${release()}`);
    expect([code, err]).toEqual([2, expect.stringContaining('no release lies there')]);
  });

  test('is listed as warnings that quote nothing, and counts under --strict', async () => {
    await mkdir(join(release(), '.well-known/colophon'), { recursive: true });
    await writeFile(join(release(), '.well-known/colophon/manifest.json'), '{}');
    await writeFile(join(release(), 'index.html'), '<p>2 projects so far</p>');
    const { code, out } = nda(`infer --out ${release()}`);
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(/^index\.html:1:4 › works: warning telling-total sealed-1 \[/),
    ]);
    expect(nda(`infer --strict --out ${release()}`).code).toBe(1);
    const { findings } = JSON.parse(nda(`infer --json --out ${release()}`).out) as {
      findings: unknown[];
    };
    expect(findings).toMatchObject([{ rule: 'telling-total', severity: 'warning', snippet: '' }]);
  });

  test('is nothing where nothing tells', async () => {
    await writeFile(join(release(), 'index.html'), '<p>One project so far</p>');
    expect(nda(`infer --strict --out ${release()}`)).toMatchObject({ code: 0 });
  });
});

describe('the overview', () => {
  test('tells levels, what opens, and consents that are missing or run out, by ids alone', () => {
    const { code, out } = nda('');
    expect(code).toBe(0);
    expect(out).toContain('berths  anonymous  agr-2345: the step of 2025-01-01');
    expect(out).toContain('consent c1: ENDS on 2026-07-01');
    expect(out).toContain('call on 2026-06-15');
    expect(out).toMatch(/Consents missing\n {2}berths {2}named from 2026-08-01/);
    expect(out).not.toMatch(/quorvexil/i);
    expect(nda('--names').out).toContain(CLIENT);
  });

  test('is one object with --json, and says with --strict whether there is something to do', () => {
    const { out } = nda('--json --days 10');
    expect(JSON.parse(out)).toMatchObject({
      format: 'colophon-nda/1',
      day: '2026-06-01',
      missing: [],
      agreements: [
        { id: 'agr-2345', consents: [{ id: 'c1', state: 'valid', isEvidenceKept: null }] },
      ],
    });
    expect(nda('--strict')).toMatchObject({ code: 1 });
    expect(nda('--strict --days 10')).toMatchObject({ code: 0 });
  });

  test('is refused for a wrong call, or content that cannot be read', () => {
    const wrong = ['agreements', '--days soon', 'report', 'log more', '--nope', 'audit --strict'];
    for (const args of wrong)
      expect(nda(args)).toMatchObject({ code: 2, err: expect.stringContaining('npm run nda -- ') });
    const { code, err } = nda('', { COLOPHON_PREVIEW_LEVEL: 'all' });
    expect({ code, err }).toMatchObject({ code: 2 });
  });
});

test('the calendar is for the author alone, and never lies in a repository', async () => {
  const { code, out } = nda('calendar');
  expect(code).toBe(0);
  const path = join(root, 'home/ada.example/agreements.ics');
  expect(out).toContain('agreements.ics');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  const text = await readFile(path, 'utf8');
  const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent');
  expect(events.length).toBeGreaterThan(3);
  expect(text).not.toMatch(/quorvexil|tamsin/i);
  await mkdir(join(root, 'elsewhere/.git'), { recursive: true });
  for (const shared of [join(content, 'a.ics'), join(root, 'elsewhere/a.ics'), 'a.ics'])
    expect(nda(`calendar --to ${shared}`)).toMatchObject({ code: 2, out: '' });
  expect(nda(`calendar --names --to ${join(root, 'own.ics')}`)).toMatchObject({ code: 0 });
  expect(await readFile(join(root, 'own.ics'), 'utf8')).toContain(CLIENT);
});

test('a report or a log without any release is refused, not empty', async () => {
  expect(nda('report agr-2345')).toMatchObject({
    code: 2,
    err: expect.stringContaining('no seed'),
  });
  const seeded = { COLOPHON_SEED: `colophon-seed-1:${'A'.repeat(42)}E` };
  const none = nda('report agr-2345', seeded);
  expect(none).toMatchObject({
    code: 1,
    err: expect.stringContaining('no release into it is on record'),
  });
  expect(nda('report nobody', seeded).err).toContain('no agreement has this id or client');
  expect(nda('log', seeded)).toMatchObject({ code: 0, out: expect.stringContaining('0 entries') });
});

describe('the audit', () => {
  const git = (...args: string[]) =>
    execFileSync('git', [
      '-C',
      join(root, 'work'),
      '-c',
      'user.name=A',
      '-c',
      'user.email=a@a.example',
      ...args,
    ]);

  test('finds plain agreements in the repository of the content, masked', async () => {
    git('init', '-q');
    git('add', '-A');
    git('commit', '-q', '-m', 'all');
    const { code, out } = nda(`audit --repo ${content}`);
    expect(code).toBe(1);
    expect(out).toMatch(
      /file [0-9a-f]{12} content\/agreements\/agr-2345\.yaml:3: agr-2345\/client \[[0-9a-f]{16}\]/,
    );
    expect(out).toMatch(/since commit [0-9a-f]{12}/);
    expect(out).not.toMatch(/quorvexil|qvxm|orrowby/i);
  });

  test('does not print a repository’s name that is the client’s', () => {
    const clone = join(root, 'quorvexil-site');
    git('init', '-q', clone);
    for (const args of ['audit', 'audit --json']) {
      const { code, out } = nda(`${args} --repo ${clone}`);
      expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('▇▇▇-site') });
      expect(out).not.toMatch(/quorvexil/i);
    }
  });

  test('goes on with a vault, whose exceptions are counted by their ids', async () => {
    const recipients = await recipientsOf([identity]);
    const text = await readFile(join(content, 'agreements/agr-2345.yaml'), 'utf8');
    await rm(join(content, 'agreements'), { recursive: true });
    const more = { COLOPHON_VAULT_IDENTITY: identity };
    const document = { ...emptyVault(recipients), agreements: { 'agr-2345': text } };
    const sealing = { document, lock: { recipients }, key: { identities: [identity] } };
    await sealVault(vaultFile(content), sealing, null);
    const found = JSON.parse(nda(`audit --json --repo ${content}`, more).out);
    expect(found.findings.length).toBeGreaterThan(1);
    const exceptions = found.findings.map(({ id }: { id: string }) => ({
      finding: id,
      reason: 'rewritten before it was shared',
      by: 'Ada',
      on: '2026-05-01',
      until: '2026-12-31',
    }));
    const { digest } = await openVault(vaultFile(content), { host: 'ada.example', env: more });
    await sealVault(
      vaultFile(content),
      { ...sealing, document: { ...document, exceptions } },
      digest,
    );
    const { code, out } = nda(`audit --repo ${content}`, more);
    expect(out).toContain(`${exceptions.length} accepted in the vault`);
    expect(out).toContain('No name, person, domain or word');
    expect(code).toBe(0);
    expect(nda('', more).out).toContain('its evidence is not in the vault');
  });

  test('is refused where there is no repository', () => {
    const { code, err } = nda(`audit --repo ${join(root, 'home')}`, {
      COLOPHON_VAULT_IDENTITY: identity,
    });
    expect(code).toBe(2);
    expect(err).toContain('is in no git repository');
  });
});

describe('gaps in a log', () => {
  const entry = (number: number, manifest: string, replaces: string | null) => ({
    format: 'colophon-release-log/1' as const,
    kind: 'release' as const,
    number,
    previous: null,
    at: '2026-06-01T00:00:00Z',
    asOf: '2026-06-01',
    out: '/dist',
    replaces,
    manifest,
    files: 1,
    gate: { files: 1, bytes: 1, warnings: 0, accepted: [] },
    works: [],
    copies: [],
    retracted: [],
  });
  const log = [entry(1, 'a', null), entry(2, 'b', 'a'), entry(3, 'c', 'x')];

  test('are releases that stood there and are in no entry', () => {
    const whole = { entries: log, broken: null };
    expect(findGaps(whole, new Map([['/dist', 'c']]))).toEqual([{ out: '/dist', before: 3 }]);
    const two = { entries: log.slice(0, 2), broken: null };
    expect(findGaps(two, new Map([['/dist', 'y']]))).toEqual([{ out: '/dist', before: null }]);
    const broken = { number: 3, problem: 'bad-signature' } as const;
    expect(findGaps({ ...two, broken }, new Map([['/dist', 'y']]))).toEqual([]);
  });

  test('are not where a folder was removed', () => {
    const entries = [entry(1, 'a', null), entry(2, 'b', null)];
    expect(findGaps({ entries, broken: null }, new Map([['/dist', null]]))).toEqual([]);
  });
});

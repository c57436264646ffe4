import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { formatProblem } from '../../disclosure/index.ts';
import { loadContent } from '../content/content.ts';
import { readContentFolder } from '../content/content-folder.ts';
import { CLIENT, writeBelow, writeSmallContent } from '../content/small-content.ts';
import { emptyVault } from './document.ts';
import type { VaultDocument } from './document.ts';
import { recipientsOf } from './key.ts';
import { sealVault, vaultFile } from './vault.ts';
import vectors from './vectors/vault.json' with { type: 'json' };

const [identity = ''] = vectors.identities;
const env = { COLOPHON_VAULT_IDENTITY: identity };
const PLAIN = 'agreements/agr-2345.yaml';

let dir: string;
let agreement: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'content-'));
  await writeSmallContent(dir);
  agreement = await readFile(join(dir, PLAIN), 'utf8');
});
afterEach(() => rm(dir, { recursive: true }));

async function seal(more: Partial<VaultDocument> = {}): Promise<void> {
  const recipients = await recipientsOf([identity]);
  const document = { ...emptyVault(recipients), agreements: { 'agr-2345': agreement }, ...more };
  const key = { identities: [identity] };
  await sealVault(vaultFile(dir), { document, lock: { recipients }, key }, null);
}

const removePlain = () => rm(join(dir, 'agreements'), { recursive: true });
const problems = async () => (await readContentFolder(dir, env)).problems.map(formatProblem);

test('content reads the same from the vault as from plain files', async () => {
  const plain = await readContentFolder(dir, env);
  await seal();
  await removePlain();
  const sealed = await readContentFolder(dir, env);
  expect(sealed.problems).toEqual([]);
  expect(sealed).toEqual(plain);
});

describe('refused is', () => {
  test('an id that is in the vault and in a plain file', async () => {
    await seal();
    const [problem, ...more] = await problems();
    expect(problem).toContain(`${PLAIN}: the vault holds an agreement \`agr-2345\` as well`);
    expect(more).toEqual([]);
  });

  test('a work whose agreement is nowhere, since the vault is', async () => {
    await removePlain();
    expect((await problems()).join()).toContain('neither in vault.age nor in agreements/');
  });

  test('a vault that does not open, whatever else there is', async () => {
    await seal();
    const noKey = { COLOPHON_HOME: join(dir, 'home') };
    await expect(readContentFolder(dir, noKey)).rejects.toThrow(
      expect.objectContaining({ code: 'VAULT_LOCKED' }),
    );
  });

  test('an agreement in the vault that does not fit, by line and without its words', async () => {
    const broken = agreement.replace('signed: 2024-01-01', `signed: ${CLIENT}\n${CLIENT}: 1`);
    await seal({ agreements: { 'agr-2345': broken, 'agr-9': ': [' } });
    await removePlain();
    const text = (await problems()).join('\n');
    expect(text).toContain('vault.age (agr-2345):9: `signed`: expected a day');
    expect(text).toContain('vault.age (agr-2345):10: holds a field that does not belong there');
    expect(text).toContain('vault.age (agr-9):1: expected valid YAML');
    expect(text).not.toContain('Quorvexil');
  });
});

test('agreements of other ids may be plain beside the vault', async () => {
  const second = agreement.replace('agr-2345', 'agr-7777');
  await seal({ agreements: { 'agr-7777': second } });
  const { portfolio } = await readContentFolder(dir, env);
  expect([...(portfolio?.agreements.keys() ?? [])]).toEqual(['agr-2345', 'agr-7777']);
});

test('a vault stays closed while the profile is broken, and its agreements are not missed', async () => {
  await seal();
  await removePlain();
  await writeBelow(dir, 'profile.yaml', 'name: { en: Ada }\n');
  const { problems: found } = await readContentFolder(dir, env);
  expect(new Set(found.map(({ file }) => file))).toEqual(new Set([join(dir, 'profile.yaml')]));
});

test('terms of the vault are forbidden everywhere', async () => {
  const term = { id: 'project', term: 'Lanternfold', aliases: ['LF-2'], kind: 'word' as const };
  await seal({ terms: [term] });
  await removePlain();
  process.env['COLOPHON_VAULT_IDENTITY'] = identity;
  const settings = {
    contentDir: dir,
    outDir: '',
    asOf: { day: '2026-01-01' },
    preview: null,
    report: null,
  };
  const { published } = await loadContent(settings).finally(() => {
    delete process.env['COLOPHON_VAULT_IDENTITY'];
  });
  const writings = ['Lanternfold', 'LF-2'];
  expect(published.secrets).toContainEqual({
    id: 'vault/project',
    writings,
    kind: 'word',
    forbidden: 'everywhere',
  });
});

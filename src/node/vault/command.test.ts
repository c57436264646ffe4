import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fromBase64 } from '../../bytes/base64.ts';
import { fromUtf8 } from '../../bytes/utf8.ts';
import { CLIENT, writeSmallContent } from '../content/small-content.ts';
import { decryptVault } from './cipher.ts';
import { readVaultDocument } from './document.ts';
import { recipientsOf } from './key.ts';
import vectors from './vectors/vault.json' with { type: 'json' };

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const [first = '', second = ''] = vectors.identities;

let root: string;
let content: string;
let home: string;
let env: NodeJS.ProcessEnv;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'vault-command-'));
  content = join(root, 'content');
  home = join(root, 'home');
  env = { COLOPHON_HOME: home, TMPDIR: join(root, 'tmp') };
  await mkdir(join(root, 'tmp'));
  await writeSmallContent(content);
});
afterEach(() => rm(root, { recursive: true }));

interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function start(args: readonly string[], more: NodeJS.ProcessEnv = {}): ChildProcess {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('COLOPHON_'));
  return spawn(process.execPath, ['scripts/vault.ts', ...args, '--content', content], {
    cwd: ROOT,
    env: { ...Object.fromEntries(inherited), VISUAL: '', ...env, ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function outcome(child: ChildProcess): Promise<Outcome> {
  let out = '';
  let err = '';
  child.stdout?.on('data', (data: Buffer) => (out += data.toString()));
  child.stderr?.on('data', (data: Buffer) => (err += data.toString()));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })));
}

const vault = (args: string, more: NodeJS.ProcessEnv = {}) => outcome(start(args.split(' '), more));

/** An editor that does with the file, `$1`, what a line of shell says. */
async function editor(line: string): Promise<NodeJS.ProcessEnv> {
  const path = join(root, 'editor');
  await writeFile(path, `#!/bin/sh\nset -e\n${line}\n`);
  await chmod(path, 0o700);
  return { EDITOR: path };
}

/** @returns the files below a folder that hold the client's name. */
async function telling(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((each) => each.isFile()).map((e) => join(e.parentPath, e.name));
  const bytes = await Promise.all(files.map((file) => readFile(file, 'latin1')));
  return files.filter((_file, index) => /quorvexil/i.test(bytes[index] ?? ''));
}

async function sealed(): Promise<void> {
  expect(await vault('init')).toMatchObject({ code: 0 });
  expect(await vault('seal --remove-plain')).toMatchObject({ code: 0 });
}

const keyFile = () => join(home, 'ada.example/vault-key');
const vaultBytes = async () => new Uint8Array(await readFile(join(content, 'vault.age')));

describe('the way of a vault', () => {
  test('init, seal, open, list: no plain word is left, and the key is the author’s alone', async () => {
    const letter = join(root, 'letter.eml');
    await writeFile(letter, `From: ${CLIENT}`);
    const made = await vault('init');
    expect(made).toMatchObject({ code: 0, err: '' });
    expect(made.out).toContain(keyFile());
    expect((await stat(keyFile())).mode & 0o777).toBe(0o600);

    const kept = await vault(`seal --evidence ${letter}`);
    expect(kept.out).toContain('Holds 1 agreement');
    expect(kept.out).toContain('letter.eml: no consent names its hash');
    expect(kept.out).toContain('still there');
    expect(await vault('seal --remove-plain')).toMatchObject({ code: 0 });
    await rm(letter);
    expect(await telling(root)).toEqual([]);
    expect(await readdir(content)).toEqual(['case-studies', 'profile.yaml', 'vault.age']);

    expect((await vault('open')).out).toContain('Opens: 1 agreements, 0 with mistakes.');
    const { out } = await vault('list --json');
    expect(JSON.parse(out)).toMatchObject({ agreements: ['agr-2345'], evidence: ['letter.eml'] });
    expect(out + made.out + kept.out).not.toMatch(/quorvexil|AGE-SECRET/i);
  });

  test('open --to writes what was sealed, for the author alone, and never where it is shared', async () => {
    const before = await readFile(join(content, 'agreements/agr-2345.yaml'), 'utf8');
    await sealed();
    const to = join(root, 'plain');
    expect(await vault(`open --to ${to}`)).toMatchObject({ code: 0 });
    expect(await readFile(join(to, 'agr-2345.yaml'), 'utf8')).toBe(before);
    expect((await stat(join(to, 'agr-2345.yaml'))).mode & 0o777).toBe(0o600);
    expect((await stat(to)).mode & 0o777).toBe(0o700);
    await mkdir(join(root, 'work/.git'), { recursive: true });
    for (const shared of [join(content, 'plain'), join(root, 'work/plain'), 'plain'])
      expect(await vault(`open --to ${shared}`)).toMatchObject({ code: 2, out: '' });
  });

  test('edit shows the text in memory alone, seals what was written and leaves no trace', async () => {
    await sealed();
    const trace = join(root, 'trace');
    const change = await editor(
      `pwd -P >/dev/null; { echo "$1"; stat -c %a "$1"; } > ${trace}; sed -i s/QVXM/QXM/ "$1"`,
    );
    expect(await vault('edit agr-2345', change)).toMatchObject({ code: 0, err: '' });
    const [path = '', mode] = (await readFile(trace, 'utf8')).trim().split('\n');
    expect(path).toMatch(/^\/dev\/shm\/colophon-/);
    expect(mode).toBe('600');
    await expect(stat(path)).rejects.toThrow('ENOENT');
    expect(await telling(root)).toEqual([]);
    const kept = await readFile(keyFile(), 'utf8');
    const identities = kept.split('\n').filter((line) => line.startsWith('AGE-SECRET'));
    const plain = await decryptVault(await vaultBytes(), { identities }, 'v');
    expect(fromUtf8(plain)).toContain('aliases: [QXM]');
  });

  test('edit --new draws an id that says nothing', async () => {
    await sealed();
    const named = `sed -i "s/Clientname of .*\\" }/Kestrel Brask\\" }/" "$1"`;
    expect(await vault('edit --new', await editor(named))).toMatchObject({ code: 0 });
    const ids = new Set<string>(JSON.parse((await vault('list --json')).out).agreements);
    // In the order of ids, the one that was drawn may be the first.
    expect(ids.delete('agr-2345')).toBe(true);
    expect([...ids]).toEqual([expect.stringMatching(/^agr-[2-9a-z]{4}$/)]);
    expect(await vault('edit kestrel --new')).toMatchObject({ code: 2 });
  });

  test('recipients come and go; CI opens it with an identity from the environment', async () => {
    await sealed();
    const [recipient = ''] = await recipientsOf([first]);
    const ci = { COLOPHON_HOME: join(root, 'ci'), COLOPHON_VAULT_IDENTITY: first };
    expect(await vault('open', ci)).toMatchObject({ code: 2 });
    expect(await vault(`add-recipient ${recipient}`)).toMatchObject({ code: 0 });
    expect(await vault('open', ci)).toMatchObject({ code: 0 });
    expect(JSON.parse((await vault('list --json')).out).sealedTo).toHaveLength(2);
    expect(await vault(`remove-recipient ${recipient}`)).toMatchObject({ code: 0 });
    expect((await vault('open', ci)).err).toContain('your key does not open it');
    const [own = ''] = JSON.parse((await vault('list --json')).out).sealedTo;
    const locked = await vault(`remove-recipient ${own}`);
    expect(locked).toMatchObject({ code: 1 });
    expect(await vault('open')).toMatchObject({ code: 0 });
  });

  test('rekey draws another key; what was sealed before opens with the old one, which is kept', async () => {
    await sealed();
    const before = await vaultBytes();
    expect(await vault('rekey')).toMatchObject({ code: 0 });
    const keys = (await readFile(keyFile(), 'utf8')).match(/AGE-SECRET-KEY-\S+/g) ?? [];
    expect(keys).toHaveLength(2);
    const opens = (file: Uint8Array, key = '') => decryptVault(file, { identities: [key] }, 'v');
    await expect(opens(await vaultBytes(), keys[1])).rejects.toThrow('does not open');
    expect(readVaultDocument(await opens(await vaultBytes(), keys[0]))).not.toBeNull();
    expect(readVaultDocument(await opens(before, keys[1]))).not.toBeNull();
  });

  test('a passphrase takes the place of keys', async () => {
    const file = join(root, 'passphrase');
    await writeFile(file, 'seven lanterns over a quiet harbour\n');
    const short = join(root, 'short');
    await writeFile(short, 'lanterns\n');
    expect(await vault(`init --passphrase --passphrase-file ${short}`)).toMatchObject({ code: 2 });
    expect(await vault(`init --passphrase --passphrase-file ${file}`)).toMatchObject({ code: 0 });
    expect((await vault('open')).err).toContain('a passphrase is needed');
    expect(await vault(`open --passphrase-file ${file}`)).toMatchObject({ code: 0 });
    expect(
      await vault('add-recipient age1x', { COLOPHON_VAULT_PASSPHRASE_FILE: file }),
    ).toMatchObject({ code: 1 });
  });
});

describe('refused, with one message and the exit code that --help tells, is', () => {
  const refused = async (args: string, more: NodeJS.ProcessEnv = {}) => {
    const result = await vault(args, more);
    expect(result.out + result.err).not.toMatch(/quorvexil|AGE-SECRET|\n {4}at /i);
    return result;
  };

  test('a vault that is not there, that is there already, or that another key opens', async () => {
    expect(await refused('open')).toMatchObject({
      code: 2,
      err: expect.stringContaining('there is no vault'),
    });
    await sealed();
    expect(await refused('init')).toMatchObject({
      code: 1,
      err: expect.stringContaining('already'),
    });
    const stranger = await refused('list', { COLOPHON_VAULT_IDENTITY: second });
    expect(stranger).toMatchObject({
      code: 2,
      err: expect.stringContaining('your key does not open it'),
    });
    const nobody = await refused('list', { COLOPHON_HOME: join(root, 'nobody') });
    expect(nobody).toMatchObject({ code: 2, err: expect.stringContaining('there is no key') });
  });

  test('a damaged vault, and one that is no vault', async () => {
    await sealed();
    const bytes = await vaultBytes();
    await writeFile(join(content, 'vault.age'), bytes.subarray(0, bytes.length - 7));
    expect(await refused('open')).toMatchObject({
      code: 2,
      err: expect.stringContaining('damaged'),
    });
    const foreign = fromBase64(vectors.vectors[0]?.file ?? '') ?? new Uint8Array();
    await writeFile(join(content, 'vault.age'), foreign);
    expect(await refused('open')).toMatchObject({ code: 2 });
    await writeFile(join(content, 'vault.age'), CLIENT);
    expect(await refused('seal')).toMatchObject({ code: 2 });
  });

  test('an agreement that does not fit: nothing is sealed, and nothing of it is printed', async () => {
    await sealed();
    const before = await vaultBytes();
    const spoil = await editor(`sed -i 's/^signed: .*/signed: ${CLIENT}/' "$1"`);
    const result = await refused('edit agr-2345', spoil);
    expect(result).toMatchObject({
      code: 1,
      err: expect.stringContaining('`signed`: expected a day'),
    });
    expect(await refused('edit agr-2345', await editor('exit 3'))).toMatchObject({ code: 1 });
    expect(await vaultBytes()).toEqual(before);
    await mkdir(join(content, 'agreements'));
    await writeFile(join(content, 'agreements/agr-9.yaml'), `client: ${CLIENT}`);
    expect(await refused('seal --remove-plain')).toMatchObject({ code: 1 });
    expect(await vaultBytes()).toEqual(before);
    expect(await readdir(join(content, 'agreements'))).toEqual(['agr-9.yaml']);
  });

  test('an id by which the client could be guessed', async () => {
    const path = join(content, 'agreements/agr-2345.yaml');
    const text = await readFile(path, 'utf8');
    await writeFile(
      join(content, 'agreements/quorvexil-1.yaml'),
      text.replace('agr-2345', 'quorvexil-1'),
    );
    await rm(path);
    await vault('init');
    const { code, err } = await vault('seal');
    expect(code).toBe(1);
    expect(err).toContain('`id`: gives the client away');
  });

  test.each([
    '',
    'edit a b',
    'add-recipient bob',
    'rekey --passphrase --recipient age1x',
    // Each would seem to do what it does not.
    'init age1x',
    'rekey age1x',
    'open plain',
    'add-recipient --recipient age1x age1y',
    'edit agr-2345 --remove-plain',
  ])('a wrong call: "%s"', async (args) => {
    const { code, err } = await vault(args, { EDITOR: 'true' });
    expect(code).toBe(2);
    expect(err).toContain('npm run vault -- ');
  });
});

/** A number of moments spread over the run of a command, the earliest and latest included. */
const MOMENTS = Array.from({ length: 8 }, (_each, index) => index / 7);

test('killed at any moment, sealing loses no agreement: it is in a plain file or in the vault', async () => {
  const plain = join(content, 'agreements/agr-2345.yaml');
  const text = await readFile(plain, 'utf8');
  expect(await vault('init')).toMatchObject({ code: 0 });
  const began = performance.now();
  expect(await vault('seal --remove-plain')).toMatchObject({ code: 0 });
  const lasted = performance.now() - began;
  const keys = (await readFile(keyFile(), 'utf8')).match(/AGE-SECRET-KEY-\S+/g) ?? [];
  await writeFile(join(content, 'vault.age.dead.tmp'), 'cut short');
  for (const moment of MOMENTS) {
    await mkdir(join(content, 'agreements'), { recursive: true });
    const changed = `${text}# ${moment}\n`;
    await writeFile(plain, changed);
    const child = start(['seal', '--replace', '--remove-plain']);
    const ended = outcome(child);
    await new Promise((resolve) => setTimeout(resolve, moment * lasted));
    child.kill('SIGKILL');
    await ended;
    const opened = await decryptVault(await vaultBytes(), { identities: keys }, 'v');
    const held = readVaultDocument(opened)?.agreements['agr-2345'];
    const left = await readFile(plain, 'utf8').catch(() => null);
    expect([held, left]).toContain(changed);
  }
  // A dead command's lock and leavings are in nobody's way.
  expect(await vault('seal --replace --remove-plain')).toMatchObject({ code: 0 });
  expect(await telling(root)).toEqual([]);
  expect(await readdir(content)).toEqual(['case-studies', 'profile.yaml', 'vault.age']);
});

test('two commands at once: one seals, the other says so, and the vault is whole', async () => {
  await sealed();
  const done = join(root, 'done');
  const slow = await editor(`until [ -e '${done}' ]; do sleep 0.1; done; sed -i s/QVXM/QXM/ "$1"`);
  const editing = outcome(start(['edit', 'agr-2345'], slow));
  const deadline = Date.now() + 20_000;
  while (!(await readdir(content)).includes('vault.age.lock') && Date.now() < deadline)
    await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await vault('rekey')).toMatchObject({ code: 1 });
  await writeFile(done, '');
  expect(await editing).toMatchObject({ code: 0 });
  expect(await vault('open')).toMatchObject({ code: 0 });
});

test('evidence that a consent names is not called stray', async () => {
  const letter = join(root, 'letter.txt');
  await writeFile(letter, 'Yes.');
  const hash = createHash('sha256').update('Yes.').digest('hex');
  const path = join(content, 'agreements/agr-2345.yaml');
  const consent = `consents:\n  - { id: c1, by: them, on: 2025-01-01, works: all, level: named, evidence: { what: a letter, sha256: ${hash} } }\n`;
  await writeFile(path, (await readFile(path, 'utf8')) + consent);
  await vault('init');
  expect((await vault(`seal --evidence ${letter}`)).out).not.toContain('no consent');
});

describe('a logo that an agreement names', () => {
  const LOGO =
    '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><path d="M10 80 45 10 80 80 45 55z"/></svg>';
  const agreement = () => join(content, 'agreements/agr-2345.yaml');
  beforeEach(async () => {
    const text = await readFile(agreement(), 'utf8');
    await writeFile(agreement(), text.replace('  people:', '  logos: [quorvexil.svg]\n  people:'));
    await vault('init');
  });

  test('goes into the vault with it, and is no stray file there', async () => {
    const logo = join(content, 'agreements/quorvexil.svg');
    await writeFile(logo, LOGO);
    const kept = await vault('seal --remove-plain');
    expect(kept).toMatchObject({ code: 0 });
    expect(kept.out).not.toContain('no consent');
    expect(await readdir(content)).not.toContain('agreements');
    expect((await vault('open')).out).toContain('0 with mistakes');
    const plain = join(root, 'plain');
    await vault(`open --to ${plain}`);
    expect(await readFile(join(plain, 'evidence/quorvexil.svg'), 'utf8')).toBe(LOGO);
  });

  test('and that is not there, or no picture, is a mistake that does not say its name', async () => {
    expect(await vault('seal')).toMatchObject({ code: 0 });
    const missing = await vault('open');
    expect(missing).toMatchObject({ code: 1, out: expect.stringContaining('1 with mistakes') });
    const logo = join(root, 'quorvexil.svg');
    await writeFile(logo, 'no picture');
    await vault(`seal --evidence ${logo}`);
    const broken = await vault('open');
    expect(broken).toMatchObject({ code: 1 });
    expect(missing.out + missing.err + broken.out + broken.err).not.toMatch(/quorvexil/i);
  });

  test('does not take the place of another of its name unasked', async () => {
    const logo = join(content, 'agreements/quorvexil.svg');
    await writeFile(logo, LOGO);
    await vault('seal');
    await writeFile(logo, LOGO.replace('10 80', '20 80'));
    const refused = await vault('seal');
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.err).not.toMatch(/quorvexil/i);
    expect(await vault('seal --replace')).toMatchObject({ code: 0 });
  });
});

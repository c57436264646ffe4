import { chmod, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fc, test } from '@fast-check/vitest';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { fromBase64 } from '../../bytes/base64.ts';
import { fromUtf8, toUtf8 } from '../../bytes/utf8.ts';
import { writeBelow } from '../content/small-content.ts';
import vectors from './vectors/vault.json' with { type: 'json' };
import { decryptVault, encryptVault } from './cipher.ts';
import { emptyVault, readVaultDocument, writeVaultDocument } from './document.ts';
import type { VaultDocument } from './document.ts';
import type { VaultErrorCode } from './error.ts';
import { drawIdentity, readIdentities, recipientsOf, vaultKeyFile } from './key.ts';
import { openVault, sealVault, vaultFile } from './vault.ts';
import { withVaultLock } from './lock.ts';

const [identity = '', other = ''] = vectors.identities;
const SECRET = 'Quorvexil Maritime';
const key = { identities: [identity] };

let dir: string;
let recipients: readonly string[];
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'vault-'));
  recipients = await recipientsOf([identity]);
});
afterAll(() => rm(dir, { recursive: true }));

let count = 0;
/** A place of its own for each test, with a key in the environment unless told otherwise. */
function place(env: NodeJS.ProcessEnv = { COLOPHON_VAULT_IDENTITY: identity }) {
  const path = vaultFile(join(dir, `content-${(count += 1)}`));
  return { path, source: { host: 'ada.example', env: { COLOPHON_HOME: dir, ...env } } };
}

const holding = (text: string): VaultDocument => ({
  ...emptyVault(recipients),
  agreements: { 'agr-2345': text },
});

const code = (is: VaultErrorCode) => expect.objectContaining({ code: is });

const slug = fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,4})?$/);
const text = fc.string({ unit: 'binary', maxLength: 200 });
const agreements = fc.dictionary(slug, text, { maxKeys: 6, noNullPrototype: true });

describe('what was sealed', () => {
  test.prop([agreements], { numRuns: 30 })('opens the same, whatever it is', async (all) => {
    const { path, source } = place();
    const document = { ...emptyVault(recipients), agreements: all };
    await sealVault(path, { document, lock: { recipients }, key }, null);
    expect((await openVault(path, source)).document).toEqual(document);
  });

  test('opens for each of several recipients and for nobody else', async () => {
    const both = await recipientsOf([identity, other]);
    const file = await encryptVault(toUtf8(SECRET), { recipients: both });
    for (const each of [identity, other])
      expect(fromUtf8(await decryptVault(file, { identities: [each] }, 'v'))).toBe(SECRET);
    const stranger = place({});
    await drawIdentity(stranger.source, new Date(0));
    const identities = await readIdentities(stranger.source);
    await expect(decryptVault(file, { identities }, 'v')).rejects.toThrow(code('VAULT_WRONG_KEY'));
    await rm(vaultKeyFile(stranger.source));
  });

  test('is refused with any one byte changed, and the message holds nothing of it', async () => {
    const file = await encryptVault(writeVaultDocument(holding(SECRET)), { recipients });
    for (const index of file.keys())
      for (const bit of [1, 0x20, 0x80]) {
        const broken = Uint8Array.from(file);
        broken[index] = (broken[index] ?? 0) ^ bit;
        const error: unknown = await decryptVault(broken, key, 'v').catch((e: unknown) => e);
        expect(['VAULT_DAMAGED', 'VAULT_WRONG_KEY']).toContain((error as { code?: string }).code);
        expect(String(error)).not.toMatch(/Quorvexil|AGE-SECRET/i);
      }
  });

  test('is refused when it was cut short or goes on', async () => {
    const file = await encryptVault(toUtf8(SECRET), { recipients });
    for (const broken of [file.slice(0, -1), file.slice(0, 40), Uint8Array.from([...file, 10])])
      await expect(decryptVault(broken, key, 'v')).rejects.toThrow(code('VAULT_DAMAGED'));
  });
});

describe('the age command and Colophon read each other:', () => {
  const [one, two] = vectors.identities as [string, string];
  test.each(vectors.vectors)('$name', async ({ file, document }) => {
    const bytes = fromBase64(file) ?? new Uint8Array();
    const keys = document.includes('"recipients":[]')
      ? [{ passphrase: vectors.passphrase }]
      : [{ identities: [one] }, { identities: [two] }];
    for (const each of keys) {
      const plain = await decryptVault(bytes, each, 'v');
      expect(fromUtf8(plain)).toBe(document);
      // Canonical: what age was given is to the byte what Colophon writes.
      expect(writeVaultDocument(readVaultDocument(plain) ?? emptyVault([]))).toEqual(plain);
    }
  });

  test('a passphrase that is another is told from damage', async () => {
    const file = fromBase64(vectors.vectors[2]?.file ?? '') ?? new Uint8Array();
    const opened = decryptVault(file, { passphrase: 'another one, much too long' }, 'v');
    await expect(opened).rejects.toThrow(code('VAULT_WRONG_KEY'));
  });
});

describe('a vault is refused, each time with its own code:', () => {
  test('that is not there', async () => {
    const { path, source } = place();
    await expect(openVault(path, source)).rejects.toThrow(code('VAULT_MISSING'));
  });

  test('to which there is no key', async () => {
    const { path, source } = place({});
    await sealVault(path, { document: holding('id: x'), lock: { recipients }, key }, null);
    await expect(openVault(path, source)).rejects.toThrow(code('VAULT_LOCKED'));
  });

  test('to which there is another key', async () => {
    const { path, source } = place({ COLOPHON_VAULT_IDENTITY: other });
    await sealVault(path, { document: holding('id: x'), lock: { recipients }, key }, null);
    await expect(openVault(path, source)).rejects.toThrow(code('VAULT_WRONG_KEY'));
  });

  test('whose key is none, without printing it', async () => {
    const typo = identity.replace('AGE-SECRET-KEY-1Q', 'AGE-SECRET-KEY-1').slice(0, -1);
    const { path, source } = place({ COLOPHON_VAULT_IDENTITY: `# mine\n${typo}` });
    await sealVault(path, { document: holding('id: x'), lock: { recipients }, key }, null);
    const error: unknown = await openVault(path, source).catch((e: unknown) => e);
    expect(error).toMatchObject({
      code: 'VAULT_KEY_INVALID',
      message: 'COLOPHON_VAULT_IDENTITY:2: expected an age identity',
    });
    expect(JSON.stringify(error)).not.toContain(typo.slice(20));
  });

  test('that is no age file', async () => {
    const { path, source } = place();
    await mkdir(join(path, '..'), { recursive: true });
    await writeFile(path, `client: ${SECRET}`);
    await expect(openVault(path, source)).rejects.toThrow(code('VAULT_DAMAGED'));
  });

  test.each([
    ['no JSON', `{"client":"${SECRET}"`],
    ['another version', JSON.stringify({ ...emptyVault([]), version: 'colophon-vault/2' })],
    ['a field nobody knows', JSON.stringify({ ...emptyVault([]), [SECRET]: 1 })],
    ['an id that is a path', JSON.stringify({ ...emptyVault([]), agreements: { '../x': 'a' } })],
  ])('that holds %s', async (_what, plain) => {
    const { path, source } = place();
    await mkdir(join(path, '..'), { recursive: true });
    await writeFile(path, await encryptVault(toUtf8(plain), { recipients }));
    const error: unknown = await openVault(path, source).catch((e: unknown) => e);
    expect(error).toEqual(code('VAULT_UNREADABLE'));
    expect(String(error)).not.toContain(SECRET);
  });

  test('sealed to a passphrase, where nobody can be asked', async () => {
    const { path, source } = place();
    await mkdir(join(path, '..'), { recursive: true });
    await writeFile(path, fromBase64(vectors.vectors[2]?.file ?? '') ?? '');
    await expect(openVault(path, source)).rejects.toThrow(code('VAULT_LOCKED'));
    const file = join(dir, 'passphrase');
    await writeFile(file, `${vectors.passphrase}\n`);
    const env = { ...source.env, COLOPHON_VAULT_PASSPHRASE_FILE: file };
    const { document } = await openVault(path, { ...source, env });
    expect(Object.keys(document.agreements)).toEqual(['agr-7q2x']);
  });
});

describe('writing', () => {
  test('never takes the place of what another has written', async () => {
    const { path } = place();
    const sealing = { document: holding('a'), lock: { recipients }, key };
    const first = await sealVault(path, sealing, null);
    await expect(sealVault(path, sealing, null)).rejects.toThrow(code('VAULT_EXISTS'));
    await sealVault(path, { ...sealing, document: holding('b') }, first.digest);
    const late = sealVault(path, { ...sealing, document: holding('c') }, first.digest);
    await expect(late).rejects.toThrow(code('VAULT_CHANGED'));
    const now = await decryptVault(new Uint8Array(await readFile(path)), key, path);
    expect(readVaultDocument(now)).toEqual(holding('b'));
  });

  test('locks nobody out of his own vault', async () => {
    const { path } = place();
    const lock = { recipients: await recipientsOf([other]) };
    const sealed = sealVault(path, { document: holding('a'), lock, key }, null);
    await expect(sealed).rejects.toThrow(code('VAULT_REFUSED'));
    await expect(readFile(path)).rejects.toThrow('ENOENT');
  });

  test('leaves nothing but the vault, and no word of it in the clear', async () => {
    const { path } = place();
    await sealVault(path, { document: holding(SECRET), lock: { recipients }, key }, null);
    expect(await readdir(join(path, '..'))).toEqual(['vault.age']);
    expect((await readFile(path)).toString('latin1')).not.toContain('Quorvexil');
  });

  test('is for one command at a time, and a dead one does not count', async () => {
    const { path } = place();
    await mkdir(join(path, '..'), { recursive: true });
    const nested = withVaultLock(path, () => withVaultLock(path, () => Promise.resolve(1)));
    await expect(nested).rejects.toThrow(code('VAULT_BUSY'));
    // No process has this id: it is above what any system gives.
    await writeBelow(`${path}.lock`, '2147483646-a', '');
    expect(await withVaultLock(path, () => Promise.resolve(2))).toBe(2);
    expect(await readdir(join(path, '..'))).toEqual([]);
  });
});

describe('the key file', () => {
  test('is the author’s alone, keeps former keys, and is read by nobody else’s leave', async () => {
    const { source } = place({});
    const first = await drawIdentity(source, new Date(0));
    const second = await drawIdentity(source, new Date(0));
    const identities = await readIdentities(source);
    expect(await recipientsOf(identities)).toEqual([second, first]);
    await chmod(vaultKeyFile(source), 0o644);
    await expect(readIdentities(source)).rejects.toThrow('only you can read');
  });
});

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeDurably } from '../files/durable-file.ts';
import { damaged, decryptVault, encryptVault, lockKind } from './cipher.ts';
import type { VaultLock } from './cipher.ts';
import { readVaultDocument, writeVaultDocument } from './document.ts';
import type { VaultDocument } from './document.ts';
import { VaultError } from './error.ts';
import { askPassphrase, requireIdentities } from './key.ts';
import type { KeySource, VaultKey } from './key.ts';
import { keepAgreementUnprinted, keepUnprinted } from '../unprinted.ts';
import { sha256 } from '../files/sha256.ts';

/** A vault as it was opened. */
export interface OpenVault {
  readonly path: string;
  /** The digest of the file, by which a change in between is noticed. */
  readonly digest: string;
  readonly key: VaultKey;
  readonly document: VaultDocument;
}

/** @returns where the vault of a content folder lies. */
export function vaultFile(contentDir: string): string {
  return join(contentDir, 'vault.age');
}

/**
 * Reads and decrypts a vault.
 *
 * @throws VaultError VAULT_MISSING, VAULT_LOCKED, VAULT_WRONG_KEY, VAULT_DAMAGED or
 *   VAULT_UNREADABLE; BrokenInput for a key file that others could read.
 */
export async function openVault(path: string, source: KeySource): Promise<OpenVault> {
  const file = await readVaultFile(path);
  const digest = sha256(file);
  const known = opened();
  if (known.last?.path === path && known.last.digest === digest) return known.last;
  const key = await keyFor(path, file, source);
  const document = await decryptDocument(path, file, key);
  known.last = { path, digest, key, document };
  keepDocumentUnprinted(document);
  return known.last;
}

function keepDocumentUnprinted({ agreements, terms = [] }: VaultDocument): void {
  for (const text of Object.values(agreements)) keepAgreementUnprinted(text);
  keepUnprinted(terms.map(({ term, aliases, kind }) => ({ writings: [term, ...aliases], kind })));
}

async function readVaultFile(path: string): Promise<Uint8Array> {
  if (existsSync(path)) return new Uint8Array(await readFile(path));
  throw new VaultError('VAULT_MISSING', `${path}: there is no vault`, {
    hint: 'Make one with `npm run vault -- init`, or bring yours back from a backup.',
  });
}

/**
 * The vault that was opened last in this process, so that a passphrase is asked for once in a
 * build. Astro loads the content's code twice, as modules that do not know of each other; what is
 * global they share. It is memory: no cache on a disk holds it.
 */
function opened(): { last?: OpenVault } {
  const place = globalThis as { [OPENED]?: { last?: OpenVault } };
  return (place[OPENED] ??= {});
}

const OPENED = Symbol.for('colophon.opened-vault');

async function keyFor(path: string, file: Uint8Array, source: KeySource): Promise<VaultKey> {
  const kind = lockKind(file, path);
  if (kind === null) throw damaged(path);
  if (kind === 'recipients') return requireIdentities(source);
  const { last } = opened();
  // While a vault is edited elsewhere its passphrase stays the same.
  if (last?.path === path && 'passphrase' in last.key && (await opens(path, file, last.key)))
    return last.key;
  return askPassphrase(source, false);
}

async function opens(path: string, file: Uint8Array, key: VaultKey): Promise<boolean> {
  return decryptVault(file, key, path).then(
    () => true,
    () => false,
  );
}

async function decryptDocument(
  path: string,
  file: Uint8Array,
  key: VaultKey,
): Promise<VaultDocument> {
  const document = readVaultDocument(await decryptVault(file, key, path));
  if (document) return document;
  throw new VaultError('VAULT_UNREADABLE', `${path}: opens, but holds no colophon-vault/1`, {
    hint: 'It was made by another program or a newer Colophon: bring back the one you had.',
  });
}

/** What is written in the place of a vault, and for whom. */
export interface Sealing {
  readonly document: VaultDocument;
  readonly lock: VaultLock;
  /** What must open the result: nobody locks himself out. */
  readonly key: VaultKey;
}

/**
 * Encrypts a document and puts it in place, after it has decrypted to the same bytes again.
 *
 * @param replaces - the digest of the file it takes the place of; null if there must be none.
 * @returns the vault as it is now.
 * @throws VaultError VAULT_CHANGED or VAULT_EXISTS if something else is there, VAULT_REFUSED if
 *   `key` does not open the result; nothing has changed then.
 */
export async function sealVault(
  path: string,
  { document, lock, key }: Sealing,
  replaces: string | null,
): Promise<OpenVault> {
  const bytes = writeVaultDocument(document);
  // What could not be read again is not written.
  if (!readVaultDocument(bytes)) throw new Error('a vault document that is none');
  const file = await encryptVault(bytes, lock);
  await expectSame(path, { file, key, bytes });
  await refuseOther(path, replaces);
  await writeDurably(path, file);
  return openWritten(path, { document, lock, key });
}

async function expectSame(
  path: string,
  { file, key, bytes }: { file: Uint8Array; key: VaultKey; bytes: Uint8Array },
): Promise<void> {
  try {
    if (Buffer.compare(await decryptVault(file, key, path), bytes) === 0) return;
  } catch (cause) {
    throw new VaultError('VAULT_REFUSED', `${path}: your own key would not open it any more`, {
      cause,
      hint: 'Keep the recipient of a key that you have.',
    });
  }
  throw new Error('a vault that does not decrypt to what was encrypted');
}

async function refuseOther(path: string, replaces: string | null): Promise<void> {
  const there = existsSync(path) ? sha256(new Uint8Array(await readFile(path))) : null;
  if (there === replaces) return;
  throw replaces === null
    ? new VaultError('VAULT_EXISTS', `${path}: there is a vault already`, {
        hint: 'Move it away yourself if you are sure that nothing in it is needed.',
      })
    : new VaultError('VAULT_CHANGED', `${path}: somebody else has changed it in the meantime`, {
        hint: 'Nothing was written: run the command again.',
      });
}

/** From the disk again, because that is what stays. */
async function openWritten(path: string, { document, key }: Sealing): Promise<OpenVault> {
  const file = await readVaultFile(path);
  const written = await decryptDocument(path, file, key);
  if (Buffer.compare(writeVaultDocument(written), writeVaultDocument(document)) !== 0)
    throw damaged(path);
  return { path, digest: sha256(file), key, document: written };
}

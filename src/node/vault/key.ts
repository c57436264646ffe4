import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { writeDurably } from '../files/durable-file.ts';
import { movedSiteHint } from '../identity/moved-site.ts';
import { readPassphrase } from '../identity/passphrase.ts';
import { refuseLoosePermissions, stateFolder } from '../identity/seed.ts';
import { VaultError } from './error.ts';

/** What opens a vault. */
export type VaultKey = { readonly identities: readonly string[] } | { readonly passphrase: string };

/** How the environment gives keys. Commands set the second through `--passphrase-file`. */
export const VAULT_ENVIRONMENT = {
  identity: 'COLOPHON_VAULT_IDENTITY',
  passphraseFile: 'COLOPHON_VAULT_PASSPHRASE_FILE',
} as const;

/** Where keys come from: the author's site, and the environment. */
export interface KeySource {
  /** The host of the author's site. */
  readonly host: string;
  readonly env: NodeJS.ProcessEnv;
}

/** @returns the file of the author's own vault key, in the format of `age-keygen`. */
export function vaultKeyFile({ host, env }: KeySource): string {
  return join(stateFolder(host, env), 'vault-key');
}

/**
 * Reads the author's identities: `COLOPHON_VAULT_IDENTITY` if it is set, else the key file.
 *
 * @returns none if there is neither.
 * @throws VaultError VAULT_KEY_INVALID, or BrokenInput if others on the machine could read it.
 */
export async function readIdentities(source: KeySource): Promise<readonly string[]> {
  const given = source.env[VAULT_ENVIRONMENT.identity];
  if (given) return parseIdentities(given, VAULT_ENVIRONMENT.identity);
  const path = vaultKeyFile(source);
  if (!existsSync(path)) return [];
  await refuseLoosePermissions(path);
  return parseIdentities(await readFile(path, 'utf8'), path);
}

/** Reads the key of a vault that is sealed to recipients. @throws VaultError VAULT_LOCKED */
export async function requireIdentities(source: KeySource): Promise<VaultKey> {
  const identities = await readIdentities(source);
  if (identities.length > 0) return { identities };
  const path = vaultKeyFile(source);
  const hint = `Put the key file there, readable by you alone, or give its text in ${VAULT_ENVIRONMENT.identity}.`;
  throw new VaultError('VAULT_LOCKED', `${path}: there is no key to the vault`, {
    hint: [hint, await movedSiteHint(path)].filter(Boolean).join(' '),
  });
}

/**
 * Obtains a passphrase: from the file that the environment names, else hidden from the terminal.
 *
 * @throws VaultError VAULT_LOCKED where there is neither.
 */
export async function askPassphrase({ env }: KeySource, isNew: boolean): Promise<VaultKey> {
  const file = env[VAULT_ENVIRONMENT.passphraseFile];
  if (!file && !process.stdin.isTTY)
    throw new VaultError('VAULT_LOCKED', 'vault: a passphrase is needed, and nobody is asked', {
      hint: `Run it on a terminal, or name a file with the passphrase in ${VAULT_ENVIRONMENT.passphraseFile}; for machines, seal to recipients.`,
    });
  return { passphrase: await readPassphrase(file || undefined, isNew) };
}

/** @returns the public half of each identity. */
export function recipientsOf(identities: readonly string[]): Promise<readonly string[]> {
  return Promise.all(identities.map((identity) => identityToRecipient(identity)));
}

/**
 * Draws a new identity and puts it first in the key file. Those before stay: older copies of the
 * vault, such as in a repository's history, still open with them.
 *
 * @returns the public half.
 */
export async function drawIdentity(source: KeySource, now: Date): Promise<string> {
  const path = vaultKeyFile(source);
  const before = existsSync(path) ? await readFile(path, 'utf8') : '';
  if (before !== '') await refuseLoosePermissions(path);
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  const lines = [`# created: ${now.toISOString()}`, `# public key: ${recipient}`, identity, before];
  await writeDurably(path, lines.join('\n'), 0o600);
  return recipient;
}

/** @throws VaultError VAULT_KEY_INVALID naming the line, and never what stands there. */
async function parseIdentities(text: string, from: string): Promise<readonly string[]> {
  const identities: string[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (/^\s*(?:#|$)/.test(line)) continue;
    for (const word of line.trim().split(/\s+/)) {
      if (!(await isIdentity(word)))
        throw new VaultError(
          'VAULT_KEY_INVALID',
          `${from}:${index + 1}: expected an age identity`,
          {
            hint: 'Identities are lines that begin with `AGE-SECRET-KEY-1`, as `age-keygen` writes them.',
          },
        );
      identities.push(word);
    }
  }
  return identities;
}

async function isIdentity(word: string): Promise<boolean> {
  try {
    return (await identityToRecipient(word)).startsWith('age1');
  } catch {
    return false;
  }
}

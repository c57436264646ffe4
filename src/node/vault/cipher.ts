import { Decrypter, Encrypter, armor } from 'age-encryption';
import { VaultError } from './error.ts';
import type { VaultKey } from './key.ts';

/** To whom a vault is sealed: several recipients, or one passphrase. */
export type VaultLock =
  { readonly recipients: readonly string[] } | { readonly passphrase: string };

const MAGIC = 'age-encryption.org/v1\n';
const ARMOR = '-----BEGIN AGE ENCRYPTED FILE-----';

/**
 * Encrypts to age's binary format, in which every byte is authenticated: an armored file has white
 * space that may change unnoticed.
 *
 * @throws VaultError VAULT_KEY_INVALID for a recipient that is none.
 * @see https://age-encryption.org/v1
 */
export async function encryptVault(bytes: Uint8Array, lock: VaultLock): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  if ('passphrase' in lock) encrypter.setPassphrase(lock.passphrase);
  else for (const recipient of lock.recipients) addRecipient(encrypter, recipient);
  return encrypter.encrypt(bytes);
}

function addRecipient(encrypter: Encrypter, recipient: string): void {
  try {
    encrypter.addRecipient(recipient);
  } catch (cause) {
    throw new VaultError('VAULT_KEY_INVALID', `recipient: expected an age recipient`, {
      cause,
      hint: 'It begins with `age1`; `age-keygen -y KEYFILE` prints the one of a key.',
    });
  }
}

/** @returns whether bytes begin as an age file in the binary format does, as a vault is written. */
export function isSealed(file: Uint8Array): boolean {
  return Buffer.from(file.subarray(0, MAGIC.length)).toString('latin1') === MAGIC;
}

/** How an age file was sealed, by its header; null if the bytes are no age file. */
export function lockKind(file: Uint8Array, from: string): 'passphrase' | 'recipients' | null {
  const head = Buffer.from(unarmored(file, from).subarray(0, 64)).toString('latin1');
  if (!head.startsWith(MAGIC)) return null;
  return head.startsWith('-> scrypt ', MAGIC.length) ? 'passphrase' : 'recipients';
}

/**
 * Decrypts an age file, binary or armored.
 *
 * @param from - where it lies, for the message.
 * @throws VaultError VAULT_WRONG_KEY or VAULT_DAMAGED
 */
export async function decryptVault(
  file: Uint8Array,
  key: VaultKey,
  from: string,
): Promise<Uint8Array> {
  const decrypter = new Decrypter();
  if ('passphrase' in key) decrypter.addPassphrase(key.passphrase);
  else for (const identity of key.identities) decrypter.addIdentity(identity);
  const binary = unarmored(file, from);
  try {
    return await decrypter.decrypt(binary);
  } catch (error) {
    // The library's own message is not passed on: it may quote what it read.
    throw isWrongKey(error) ? wrongKey(key, from) : damaged(from);
  }
}

function unarmored(file: Uint8Array, from: string): Uint8Array {
  const text = Buffer.from(file).toString('latin1');
  if (!text.trimStart().startsWith(ARMOR)) return file;
  try {
    return armor.decode(text);
  } catch {
    throw damaged(from);
  }
}

function isWrongKey(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('no identity matched');
}

function wrongKey(key: VaultKey, from: string): VaultError {
  const [what, hint] =
    'passphrase' in key
      ? ['the passphrase does not open it', 'Give it as it was written down, letter by letter.']
      : [
          'your key does not open it',
          'Somebody who can open it has to add your key: `npm run vault -- add-recipient age1…`.',
        ];
  return new VaultError('VAULT_WRONG_KEY', `${from}: ${what}`, { hint });
}

/** @returns what to say of a file that age did not write, or that was changed since. */
export function damaged(from: string): VaultError {
  return new VaultError('VAULT_DAMAGED', `${from}: damaged, or not an age file`, {
    hint: 'Restore it from your backup or from the history of your repository.',
  });
}

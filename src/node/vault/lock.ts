import { readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { LockHeld, withFileLock } from '../files/file-lock.ts';
import { VaultError } from './error.ts';

/**
 * Runs `work` while no other command of this machine writes the vault.
 *
 * @throws VaultError VAULT_BUSY
 */
export async function withVaultLock<T>(vault: string, work: () => Promise<T>): Promise<T> {
  const path = `${vault}.lock`;
  try {
    return await withFileLock(path, 0, async () => {
      await removeLeavings(vault);
      return work();
    });
  } catch (error) {
    if (!(error instanceof LockHeld) || error.message !== path) throw error;
    throw new VaultError('VAULT_BUSY', `${vault}: another command is writing it`, {
      cause: error,
      hint: `Wait for it to end. If none is running, remove ${path}.`,
    });
  }
}

/** What a killed command was writing: encrypted, but in nobody's way any more. */
async function removeLeavings(vault: string): Promise<void> {
  const prefix = `${basename(vault)}.`;
  const names = await readdir(dirname(vault));
  for (const name of names.filter((each) => each.startsWith(prefix) && each.endsWith('.tmp')))
    await rm(join(dirname(vault), name), { force: true });
}

import { open, readFile, readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { VaultError } from './vault-error.ts';

/**
 * Runs `work` while no other command of this machine writes the vault. A lock that a crash left
 * behind is taken over: it names a process that is no more.
 *
 * @throws VaultError VAULT_BUSY
 */
export async function withVaultLock<T>(vault: string, work: () => Promise<T>): Promise<T> {
  const path = `${vault}.lock`;
  if (!(await take(path))) {
    if (await isHeld(path))
      throw new VaultError('VAULT_BUSY', `${vault}: another command is writing it`, {
        hint: `Wait for it to end. If none is running, remove ${path}.`,
      });
    await rm(path, { force: true });
    if (!(await take(path)))
      throw new VaultError('VAULT_BUSY', `${vault}: another command is writing it`, {});
  }
  try {
    await removeLeavings(vault);
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

/** What a killed command was writing: encrypted, but in nobody's way any more. */
async function removeLeavings(vault: string): Promise<void> {
  const prefix = `${basename(vault)}.`;
  const names = await readdir(dirname(vault));
  for (const name of names.filter((each) => each.startsWith(prefix) && each.endsWith('.tmp')))
    await rm(join(dirname(vault), name), { force: true });
}

async function take(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o600);
    await file.writeFile(`${process.pid}\n`);
    await file.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** A lock that says nothing was cut short by a crash, or is being written this moment: held. */
async function isHeld(path: string): Promise<boolean> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const pid = Number(text);
  if (!Number.isInteger(pid) || pid <= 0) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { checkWitness } from '../../authorship/index.ts';
import type { CheckedWitness } from '../../authorship/index.ts';
import { harmless } from '../../bytes/harmless.ts';
import type { Portfolio } from '../../disclosure/index.ts';
import { witnessName } from '../../release/ledger-files.ts';
import { BrokenInput } from '../command.ts';
import { writeDurably } from '../files/durable-file.ts';
import { readWitnesses } from '../proof/ledger-folder.ts';
import { entryFile, readReleaseLog } from './log-folder.ts';
import type { ReleaseLog } from './log-folder.ts';
import { configuredRoots } from '../proof/site-knowledge.ts';
import { askAuthority } from '../proof/time-witnesses.ts';

/**
 * Has the authorities of the profile sign that the newest entry of a log exists now, and with it all
 * before it. They see its digest and nothing else. An authority that fails is a warning.
 *
 * @returns whether one did.
 * @throws BrokenInput if none is configured, or nothing was released yet.
 */
export async function stampNewestEntry(
  log: ReleaseLog,
  { profile, profilePath }: Pick<Portfolio, 'profile' | 'profilePath'>,
): Promise<boolean> {
  const { timestamps } = profile;
  if (!timestamps)
    throw new BrokenInput(`${profilePath}: \`timestamps\`: no authority to ask`, {
      hint: 'Name some: `timestamps: { authorities: [{ id: digicert, url: http://timestamp.digicert.com }] }`.',
    });
  const { number } = (await readReleaseLog(log)).end;
  if (number === 0) throw new BrokenInput(`${log.folder}: nothing was released yet`);
  const data = new Uint8Array(await readFile(entryFile(log.folder, number)));
  const roots = await configuredRoots(timestamps, dirname(profilePath));
  let isStamped = false;
  for (const { id, url } of timestamps.authorities) {
    const path = join(log.folder, witnessName(number, { kind: 'rfc3161', name: id }));
    const asked = existsSync(path) ? null : await askAuthority(url, data, roots);
    if (asked?.status === 'got') await writeDurably(path, asked.bytes, 0o600);
    if (asked?.status === 'failed') console.error(harmless(`warning: ${id}: ${asked.problem}`));
    isStamped ||= existsSync(path);
  }
  return isStamped;
}

/** @returns what others attest of a log's entries, by their numbers. */
export async function checkEntryWitnesses(
  { folder }: ReleaseLog,
  count: number,
  { profile, profilePath }: Pick<Portfolio, 'profile' | 'profilePath'>,
): Promise<Readonly<Record<number, readonly CheckedWitness[]>>> {
  const names = existsSync(folder) ? await readdir(folder) : [];
  const roots = await configuredRoots(profile.timestamps, dirname(profilePath));
  const checked: Record<number, readonly CheckedWitness[]> = {};
  for (let number = 1; number <= count; number++) {
    const witnesses = await readWitnesses(folder, number, names);
    if (witnesses.length === 0) continue;
    const data = new Uint8Array(await readFile(entryFile(folder, number)));
    checked[number] = await Promise.all(
      witnesses.map((each) => checkWitness(each, data, { roots })),
    );
  }
  return checked;
}

import { join } from 'node:path';
import { makeRotation, readRotations } from '../../authorship/index.ts';
import type { Author, RotationStatement } from '../../authorship/index.ts';
import { today } from '../../disclosure/index.ts';
import type { Profile } from '../../schemas/profile.ts';
import { BrokenInput } from '../command.ts';
import { writeDurably } from '../files/durable-file.ts';
import { ledgerFolder, readRotationFiles } from '../proof/ledger-folder.ts';
import { prepareNextSeed, replaceSeed, requireSeed } from './seed.ts';
import { siteAuthor } from './site-author.ts';

/** Whose key is replaced, and why. */
export interface RotationWish {
  readonly profile: Profile;
  readonly contentDir: string;
  readonly reason: RotationStatement['reason'];
  readonly env: NodeJS.ProcessEnv;
}

/** A key that was replaced by another. */
export interface Rotated {
  /** The file of the statement by which the old key names the new one. */
  readonly statement: string;
  readonly before: Author;
  readonly after: Author;
}

/**
 * Replaces the seed by a newly drawn one. Called again after a crash, it goes on where it stopped.
 *
 * @throws BrokenInput if the seed is not in a file, or the statements there do not lead to its key.
 */
export async function rotateSeed({
  profile,
  contentDir,
  reason,
  env,
}: RotationWish): Promise<Rotated> {
  const { host } = new URL(profile.site);
  const { seed: old, path } = await requireSeed(host, env);
  if (path === null)
    throw new BrokenInput('COLOPHON_SEED: a seed from the environment cannot be replaced here', {
      hint: 'Rotate on the machine that has the seed in a file, then set the new secret.',
    });
  const before = siteAuthor(profile, old);
  const after = siteAuthor(profile, await prepareNextSeed(host, env));
  // The statement first: after a crash, running this again finds it and goes on from there.
  const on = today({ instant: new Date() }, profile.timezone);
  const statement = await stateRotation(ledgerFolder(contentDir), before, after, { reason, on });
  await replaceSeed(host, env, { old, fingerprint: before.fingerprint });
  return { statement, before, after };
}

/** @returns the file of the statement that leads from one key to the other, written if need be. */
async function stateRotation(
  folder: string,
  before: Author,
  after: Author,
  { reason, on }: Pick<RotationStatement, 'reason' | 'on'>,
): Promise<string> {
  const statements = await readRotationFiles(folder);
  const file = (number: number) => join(folder, `rotation-${number}.json`);
  const isStated =
    statements.length > 0 && (await readRotations(statements, after)).status === 'valid';
  if (isStated) return file(statements.length);
  if ((await readRotations(statements, before)).status === 'broken')
    throw new BrokenInput(`${folder}: the statements there do not lead to your key`);
  const number = statements.length + 1;
  await writeDurably(file(number), makeRotation(before, after, { number, reason, on }));
  return file(number);
}

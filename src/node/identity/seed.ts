import { randomBytes, randomUUID } from 'node:crypto';
import { constants, existsSync } from 'node:fs';
import { copyFile, link, mkdir, readFile, readdir, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { BrokenInput } from '../command.ts';
import { syncFolder, writeDurably } from '../files/durable-file.ts';
import { movedSiteHint } from './moved-site.ts';

/** A seed, and how it came to be. */
export interface StoredSeed {
  /** 32 bytes; everything secret is derived from it. */
  readonly seed: Uint8Array;
  readonly origin: 'environment' | 'file' | 'new-file';
  /** null if it came from the environment. */
  readonly path: string | null;
}

const PREFIX = 'colophon-seed-1:';

/**
 * Reads the author's seed: `COLOPHON_SEED` if it is set, else a file outside the content, which
 * is made on the first call.
 *
 * @param host - the host of the author's site, so that two portfolios never share a seed.
 * @throws BrokenInput if it cannot be understood, or if others on the machine could read it.
 */
export async function readSeed(host: string, env: NodeJS.ProcessEnv): Promise<StoredSeed> {
  const stored = await findSeed(host, env);
  if (stored) return stored;
  const path = seedFile(host, env);
  return { seed: await createSeed(path), origin: 'new-file', path };
}

/** As `readSeed`, but makes none. @returns null if there is none. */
export async function findSeed(host: string, env: NodeJS.ProcessEnv): Promise<StoredSeed | null> {
  const given = env['COLOPHON_SEED'];
  if (given) return { seed: parseSeed(given, 'COLOPHON_SEED'), origin: 'environment', path: null };
  const path = seedFile(host, env);
  if (!existsSync(path)) return null;
  return { seed: await readSeedFile(path), origin: 'file', path };
}

/** As `readSeed`, for commands that are of no use with a new seed. @throws BrokenInput */
export async function requireSeed(host: string, env: NodeJS.ProcessEnv): Promise<StoredSeed> {
  const stored = await findSeed(host, env);
  if (stored) return stored;
  const path = seedFile(host, env);
  const hint =
    'Run `npm run build` to make one, or `npm run identity -- restore` to bring yours back.';
  throw new BrokenInput(`${path}: there is no seed yet`, {
    hint: [hint, await movedSiteHint(path)].filter(Boolean).join(' '),
  });
}

async function readSeedFile(path: string): Promise<Uint8Array> {
  await refuseLoosePermissions(path);
  return parseSeed(await readFile(path, 'utf8'), path);
}

function seedFile(host: string, env: NodeJS.ProcessEnv): string {
  return join(stateFolder(host, env), 'seed');
}

/**
 * @returns the folder of the author's private state for one site: never inside the content or the
 *   output.
 */
export function stateFolder(host: string, env: NodeJS.ProcessEnv): string {
  const config = env['XDG_CONFIG_HOME'] || join(homedir(), '.config');
  return join(env['COLOPHON_HOME'] || join(config, 'colophon'), host);
}

const RETIRED = /^seed-[\da-f]{8}$/;

/**
 * Reads the seeds that were replaced: what the ledger said in their time opens with them. They lie
 * beside the seed; `COLOPHON_RETIRED_SEEDS` adds others, with white space between them.
 *
 * @returns each once, in no order that means anything.
 * @throws BrokenInput if one cannot be understood, or if others on the machine could read it.
 */
export async function readRetiredSeeds(
  host: string,
  env: NodeJS.ProcessEnv,
): Promise<readonly Uint8Array[]> {
  const given = (env['COLOPHON_RETIRED_SEEDS'] ?? '').split(/\s+/).filter(Boolean);
  const folder = stateFolder(host, env);
  const names = existsSync(folder) ? (await readdir(folder)).toSorted() : [];
  const seeds = [
    ...given.map((text) => parseSeed(text, 'COLOPHON_RETIRED_SEEDS')),
    ...(await Promise.all(
      names.filter((name) => RETIRED.test(name)).map((name) => readSeedFile(join(folder, name))),
    )),
  ];
  return [...new Map(seeds.map((seed) => [formatSeed(seed), seed])).values()];
}

/**
 * Begins the replacement of a seed. One that was begun and not finished goes on with the same new
 * seed: a statement that names its key may be written already.
 *
 * @returns the seed that will take the place of the one there is.
 */
export async function prepareNextSeed(host: string, env: NodeJS.ProcessEnv): Promise<Uint8Array> {
  const path = nextSeedFile(host, env);
  return existsSync(path) ? readSeedFile(path) : createSeed(path);
}

function nextSeedFile(host: string, env: NodeJS.ProcessEnv): string {
  return join(stateFolder(host, env), 'seed-next');
}

/**
 * Puts the prepared seed in the place of the old one, which is kept beside it. At every moment a
 * whole seed is in place, and none is lost.
 *
 * @param fingerprint - of the old seed's key.
 * @throws BrokenInput, with nothing replaced, if another seed is kept under the old one's name.
 */
export async function replaceSeed(
  host: string,
  env: NodeJS.ProcessEnv,
  { old, fingerprint }: { old: Uint8Array; fingerprint: string },
): Promise<void> {
  const folder = stateFolder(host, env);
  await archiveSeed(join(folder, `seed-${fingerprint.slice(0, 8)}`), old);
  await rename(nextSeedFile(host, env), seedFile(host, env));
  await syncFolder(folder);
}

/** After a crash the seed may be in the archive already. */
async function archiveSeed(path: string, seed: Uint8Array): Promise<void> {
  if (!existsSync(path)) return writeSeed(path, seed);
  if (formatSeed(await readSeedFile(path)) === formatSeed(seed)) return;
  throw new BrokenInput(`${path}: another seed is kept there`, {
    hint: 'Move it to a folder of its own: what the ledger said in its time opens with it.',
  });
}

/** Puts a seed where there is none. @throws BrokenInput if there is one. */
export async function placeSeed(
  host: string,
  env: NodeJS.ProcessEnv,
  seed: Uint8Array,
): Promise<string> {
  const path = seedFile(host, env);
  if (existsSync(path))
    throw new BrokenInput(`${path}: there is a seed already`, {
      hint: 'Move it away yourself if you are sure: whatever it signed needs it.',
    });
  await writeSeed(path, seed);
  return path;
}

/** @returns a seed as its file and the environment hold it. */
export function formatSeed(seed: Uint8Array): string {
  return `${PREFIX}${Buffer.from(seed).toString('base64url')}\n`;
}

/**
 * @param from - where the text is from, for the message.
 * @throws BrokenInput if the text is no seed.
 */
export function parseSeed(text: string, from: string): Uint8Array {
  const value = text.trim().replace(PREFIX, '');
  const seed = Buffer.from(value, 'base64url');
  if (/^[\w-]{43}$/.test(value) && seed.length === 32) return new Uint8Array(seed);
  throw new BrokenInput(`${from}: expected \`${PREFIX}\` and 43 base64url characters`, {
    hint: 'Restore it from your backup: a seed that was changed makes marks nobody can attribute to you.',
  });
}

async function createSeed(path: string): Promise<Uint8Array> {
  const seed = new Uint8Array(randomBytes(32));
  await writeSeed(path, seed);
  return seed;
}

/** Whole or not at all, and never over another seed, whoever wrote that in the meantime. */
async function writeSeed(path: string, seed: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    await writeDurably(temporary, formatSeed(seed), 0o600);
    await placeOnce(temporary, path);
  } finally {
    await rm(temporary, { force: true });
  }
  await syncFolder(dirname(path));
}

/** A rename would take the place of a file that is there; a link does not. */
async function placeOnce(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error;
    // A file system without links: not in one step, but never over another file either.
    await copyFile(from, to, constants.COPYFILE_EXCL);
  }
}

/** @throws BrokenInput if others on the machine could read the file. */
export async function refuseLoosePermissions(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const { mode } = await stat(path);
  if ((mode & 0o077) === 0) return;
  throw new BrokenInput(`${path}: expected a file that only you can read`, {
    hint: `Run \`chmod 600 ${path}\`.`,
  });
}

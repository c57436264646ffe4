import { randomBytes } from 'node:crypto';
import { constants, existsSync } from 'node:fs';
import { mkdir, open, readFile, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { BrokenInput } from './command.ts';

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
  const given = env['COLOPHON_SEED'];
  if (given) return { seed: parseSeed(given, 'COLOPHON_SEED'), origin: 'environment', path: null };
  const path = join(stateDir(env), host, 'seed');
  if (!existsSync(path)) return { seed: await createSeed(path), origin: 'new-file', path };
  await refuseLoosePermissions(path);
  return { seed: parseSeed(await readFile(path, 'utf8'), path), origin: 'file', path };
}

/** @returns the folder of the author's private state: never inside the content or the output. */
function stateDir(env: NodeJS.ProcessEnv): string {
  const config = env['XDG_CONFIG_HOME'] || join(homedir(), '.config');
  return env['COLOPHON_HOME'] || join(config, 'colophon');
}

function parseSeed(text: string, from: string): Uint8Array {
  const value = text.trim().replace(PREFIX, '');
  const seed = Buffer.from(value, 'base64url');
  if (/^[\w-]{43}$/.test(value) && seed.length === 32) return new Uint8Array(seed);
  throw new BrokenInput(`${from}: expected \`${PREFIX}\` and 43 base64url characters`, {
    hint: 'Restore it from your backup: a seed that was changed makes marks nobody can attribute to you.',
  });
}

/** Writes whole or not at all: a half-written seed would look like one and lose every mark. */
async function createSeed(path: string): Promise<Uint8Array> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const seed = new Uint8Array(randomBytes(32));
  const text = `${PREFIX}${Buffer.from(seed).toString('base64url')}\n`;
  const file = await open(path, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  return seed;
}

async function refuseLoosePermissions(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const { mode } = await stat(path);
  if ((mode & 0o077) === 0) return;
  throw new BrokenInput(`${path}: expected a file that only you can read`, {
    hint: `Run \`chmod 600 ${path}\`.`,
  });
}

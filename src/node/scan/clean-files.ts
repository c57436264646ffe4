import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { GatePorts } from '../../gate/index.ts';
import { writeDurably } from '../files/durable-file.ts';
import { sourceVersion } from '../files/source-version.ts';
import { stateFolder } from '../identity/seed.ts';

const PROJECT = fileURLToPath(new URL('../../..', import.meta.url));
const CACHE = join(PROJECT, 'node_modules', '.cache', 'colophon', 'clean-files');
/** Older ones are forgotten: a megabyte or two is enough for a site of many thousand pages. */
const MOST = 100_000;

/** Files that were clean before, kept between runs. */
export interface CleanFileStore {
  readonly clean: NonNullable<GatePorts['clean']>;
  /** Keeps what was added. */
  save(): Promise<void>;
}

/**
 * Opens the list of files in which nothing was found. It holds digests keyed with `key` and says
 * nothing without it; whoever has not the key cannot add to it either. Another version of the gate,
 * other terms or another name of a file give another digest.
 *
 * @param path - where the list lies.
 */
export async function openCleanFiles(key: Uint8Array, path = CACHE): Promise<CleanFileStore> {
  const gate = await sourceVersion('src/gate');
  const kept = new Set(existsSync(path) ? (await readFile(path, 'utf8')).split('\n') : []);
  const before = kept.size;
  return {
    clean: {
      under(context) {
        const contextKey = createHmac('sha256', key).update(gate).update(context).digest();
        const digest = (file: { path: string; bytes: Uint8Array }, scope: string) =>
          createHmac('sha256', contextKey)
            .update(JSON.stringify([scope, file.path]))
            .update(file.bytes)
            .digest('base64url')
            .slice(0, 24);
        return {
          of(file, scope) {
            const name = digest(file, scope);
            return { isKnown: kept.has(name), keep: () => void kept.add(name) };
          },
        };
      },
    },
    async save() {
      if (kept.size > before) await writeDurably(path, [...kept].slice(-MOST).join('\n'), 0o600);
    },
  };
}

/** The key of a site's list, derived from its seed. */
export function siteKey(seed: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', seed, '', 'colophon clean files', 32));
}

/** The key of a list that belongs to no site: this machine's own, made when it is first needed. */
export async function machineKey(env: NodeJS.ProcessEnv): Promise<Uint8Array> {
  const path = join(stateFolder('clean-files', env), 'key');
  if (!existsSync(path)) {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeFile(path, randomBytes(32), { mode: 0o600 });
  }
  return readFile(path);
}

import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { payloadOf } from '../../authorship/index.ts';
import type { Author } from '../../authorship/index.ts';
import { readLog, signEntry } from '../../release/release-log.ts';
import type { LogReading, NewEntry } from '../../release/release-log.ts';
import { MANIFEST } from '../../release/well-known.ts';
import { BrokenInput } from '../command.ts';
import { syncFolder, writeDurably } from '../files/durable-file.ts';
import { LockHeld, withFileLock } from '../files/file-lock.ts';
import { sha256 } from '../files/sha256.ts';

/** Where the private log of releases lies, and whose signatures count in it. */
export interface ReleaseLog {
  /** Of the author's private state; never with the content. */
  readonly folder: string;
  /** With the seed of today, which signs; then with those that were replaced. */
  readonly authors: readonly [Author, ...Author[]];
}

/** A release that waits for another one takes no longer than that one's last step. */
const WAIT_MS = 30_000;

/** @returns the folder of the log in the author's private state. */
export function releaseLogFolder(stateDir: string): string {
  return join(stateDir, 'releases');
}

/**
 * Writes an entry down and lets happen what it says, so that neither is without the other: the entry
 * is on the disk before `promote`, and takes its place in the log after it. A crash in between is
 * decided by what is there: see `settle`.
 *
 * @param promote - nothing for an entry about a release that is in place. *
 * @throws BrokenInput, with nothing released, if the log does not hold together.
 */
export async function recordEntry(
  log: ReleaseLog,
  entry: NewEntry,
  promote: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  await withLog(log, async () => {
    const { end } = expectWhole(await follow(log), log);
    const text = signEntry(entry, end, log.authors[0]);
    await writeDurably(pendingFile(log), text, 0o600);
    try {
      await promote();
    } finally {
      await settle(log);
    }
  });
}

/** Follows the log from its first entry. Writes nothing but what a crash left unsettled. */
export async function readReleaseLog(log: ReleaseLog): Promise<LogReading> {
  if (!existsSync(log.folder)) return { entries: [], end: { number: 0, hash: null }, broken: null };
  return withLog(log, () => follow(log));
}

/** @returns the entries as they were signed, oldest first; null where one is missing. */
export async function readEntryTexts({ folder }: ReleaseLog): Promise<readonly (string | null)[]> {
  const numbers = (await readdir(folder)).flatMap(
    (name) => /^([1-9]\d*)\.jws$/.exec(name)?.[1] ?? [],
  );
  const count = Math.max(0, ...numbers.map(Number));
  return Promise.all(
    Array.from({ length: count }, async (_each, index) => {
      const path = entryFile(folder, index + 1);
      return existsSync(path) ? readFile(path, 'utf8') : null;
    }),
  );
}

/** @returns the file of an entry. */
export function entryFile(folder: string, number: number): string {
  return join(folder, `${number}.jws`);
}

/** @returns the SHA-256 of the manifest in a folder; null if it is no release. */
export async function manifestHash(out: string): Promise<string | null> {
  const path = join(out, MANIFEST);
  return existsSync(path) ? sha256(await readFile(path)) : null;
}

async function withLog<T>(log: ReleaseLog, work: () => Promise<T>): Promise<T> {
  await mkdir(log.folder, { recursive: true, mode: 0o700 });
  const path = join(log.folder, 'lock');
  try {
    return await withFileLock(path, WAIT_MS, async () => {
      await settle(log);
      return work();
    });
  } catch (error) {
    if (!(error instanceof LockHeld)) throw error;
    throw new BrokenInput(`${log.folder}: another release is being written down`, {
      cause: error,
      hint: `Wait for it to end. If none is running, remove ${path}.`,
    });
  }
}

async function follow(log: ReleaseLog): Promise<LogReading> {
  const keys = log.authors.map(({ publicKey }) => publicKey);
  return readLog(await readEntryTexts(log), { keys, sha256 });
}

function expectWhole(reading: LogReading, { folder }: ReleaseLog): LogReading {
  const { broken } = reading;
  if (!broken) return reading;
  throw new BrokenInput(`${entryFile(folder, broken.number)}: breaks the log of releases`, {
    hint: `\`npm run nda -- log\` says how. Restore it from your backup, or move ${folder} away to begin a new log.`,
  });
}

function pendingFile({ folder }: ReleaseLog): string {
  return join(folder, 'next.jws');
}

/**
 * Decides about an entry that has no place yet, by what lies in the folder it speaks of: the release
 * is there, then the entry is true and takes its place; or it is not, then nothing was released.
 */
async function settle(log: ReleaseLog): Promise<void> {
  const pending = pendingFile(log);
  if (!existsSync(pending)) return;
  const { out, manifest, number } = payloadOf(await readFile(pending, 'utf8')) ?? {};
  const isThere = typeof out === 'string' && (await manifestHash(out)) === manifest;
  if (isThere) await rename(pending, entryFile(log.folder, Number(number)));
  else await rm(pending);
  await syncFolder(log.folder);
}

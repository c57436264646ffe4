import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readLedgerVersion } from '../../authorship/index.ts';
import type { Witness } from '../../authorship/index.ts';
import type { IssuedVersion } from '../../release/ledger.ts';
import { versionName } from '../../release/ledger-files.ts';
import { LEDGER_FOLDER } from '../../release/well-known.ts';
import { BrokenInput } from '../command.ts';
import { writeDurably } from '../files/durable-file.ts';

/** A version as it lies in a folder: `N.sd-jwt`, with its witnesses beside it. */
export interface FiledVersion {
  readonly text: string;
  readonly witnesses: readonly Witness[];
}

/** @returns where an author's ledger is kept: with the content, because it has to be backed up. */
export function ledgerFolder(contentDir: string): string {
  return join(contentDir, 'ledger');
}

/**
 * Reads the versions in a folder, oldest first; none if the folder does not exist.
 *
 * @throws BrokenInput if a number is missing: what was dropped must not go unnoticed.
 */
export async function readVersions(folder: string): Promise<readonly FiledVersion[]> {
  const names = existsSync(folder) ? await readdir(folder) : [];
  const numbers = names
    .flatMap((name) => /^([1-9]\d*)\.sd-jwt$/.exec(name)?.[1] ?? [])
    .map(Number)
    .toSorted((a, b) => a - b);
  const missing = numbers.findIndex((number, index) => number !== index + 1);
  if (missing >= 0)
    throw new BrokenInput(`${folder}: version ${missing + 1} of the ledger is missing`, {
      hint: 'Restore the file from your backup or from the published site.',
    });
  return Promise.all(
    numbers.map(async (number) => ({
      text: await readFile(join(folder, versionName(number)), 'utf8'),
      witnesses: await readWitnesses(folder, number, names),
    })),
  );
}

function openingsFile(folder: string, number: number): string {
  return join(folder, `${number}.openings`);
}

/** @returns the time stamps that lie beside the file with a number: `N.NAME.tsr`, `N.ots`. */
export async function readWitnesses(
  folder: string,
  number: number,
  names: readonly string[],
): Promise<readonly Witness[]> {
  const found = names.toSorted().flatMap((file) => {
    const [, of, authority, kind] = /^(\d+)\.(?:([a-z\d-]+)\.)?(tsr|ots)$/.exec(file) ?? [];
    if (Number(of) !== number) return [];
    const isToken = kind === 'tsr';
    return [
      {
        file,
        kind: isToken ? ('rfc3161' as const) : ('opentimestamps' as const),
        name: authority ?? 'calendars',
      },
    ];
  });
  return Promise.all(
    found.map(async ({ file, ...witness }) => ({
      ...witness,
      bytes: new Uint8Array(await readFile(join(folder, file))),
    })),
  );
}

/** Keeps a version for good: after this it may be published. */
export async function keepVersion(
  folder: string,
  { number, text, openings }: IssuedVersion,
): Promise<void> {
  await writeDurably(openingsFile(folder, number), openings);
  await writeDurably(join(folder, versionName(number)), text);
}

/** @returns the sealed records of a version; null if they are lost. */
export async function readOpenings(folder: string, number: number): Promise<string | null> {
  const file = openingsFile(folder, number);
  return existsSync(file) ? readFile(file, 'utf8') : null;
}

/**
 * @returns what the last release published of this author's ledger: nothing if the release is of
 *   another site.
 */
export async function publishedVersions(outDir: string, site: string): Promise<readonly string[]> {
  const folder = join(outDir, LEDGER_FOLDER);
  const versions = await readVersions(folder);
  const newest = await readLedgerVersion(versions.at(-1)?.text ?? '');
  const isOther = newest.status === 'valid' && newest.version.site !== site;
  return isOther ? [] : versions.map(({ text }) => text);
}

/** @returns the statements by which the author's keys follow each other, oldest first. */
export async function readRotationFiles(folder: string): Promise<readonly string[]> {
  const names = existsSync(folder) ? await readdir(folder) : [];
  const numbers = names
    .flatMap((name) => /^rotation-([1-9]\d*)\.json$/.exec(name)?.[1] ?? [])
    .map(Number)
    .toSorted((a, b) => a - b);
  return Promise.all(
    numbers.map((number) => readFile(join(folder, `rotation-${number}.json`), 'utf8')),
  );
}

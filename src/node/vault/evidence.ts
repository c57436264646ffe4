import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { readAgreement } from './agreements.ts';
import { isEvidenceName } from './document.ts';
import type { VaultDocument } from './document.ts';
import { VaultError } from './error.ts';
import { sha256 } from '../files/sha256.ts';

/**
 * Reads letters that consents rest on.
 *
 * @throws VaultError VAULT_REFUSED for a name that no file may have, or that two have.
 */
export async function readEvidence(paths: readonly string[]): Promise<Record<string, string>> {
  const names = paths.map((path) => basename(path));
  if (new Set(names).size < names.length)
    throw new VaultError('VAULT_REFUSED', '--evidence: two files of one name', {
      hint: 'Each is kept under its own: rename one of them.',
    });
  const entries = paths.map(async (path, index) => {
    const file = basename(path);
    // Letters are called after whoever wrote them.
    const place = paths.length > 1 ? `--evidence, number ${index + 1}` : '--evidence';
    if (!isEvidenceName(file)) throw refused(`${place}: expected a plainer file name`);
    const bytes = await readFile(path).catch((cause: unknown) => {
      throw refused(`${place}: expected a file that can be read`, cause);
    });
    return [file, bytes.toString('base64')] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

function refused(message: string, cause?: unknown): VaultError {
  return new VaultError('VAULT_REFUSED', message, { cause });
}

/** @returns the SHA-256 of each letter in a vault, by its file name. */
export function evidenceHashes({ evidence = {} }: VaultDocument): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(evidence).map(([file, base64]) => [file, sha256(Buffer.from(base64, 'base64'))]),
  );
}

/** @returns files that are no agreement's logo and no consent rests on: most likely the wrong ones. */
export function strayEvidence(document: VaultDocument): readonly string[] {
  const agreements = Object.entries(document.agreements).flatMap(
    ([id, text]) => readAgreement({ id, text, file: id }).agreement ?? [],
  );
  const hashes = agreements.flatMap(({ consents }) =>
    consents.map(({ evidence }) => evidence.sha256),
  );
  const logos = agreements.flatMap(({ client }) => client.logos);
  return [...evidenceHashes(document)]
    .filter(([file, hash]) => !hashes.includes(hash) && !logos.includes(file))
    .map(([file]) => file);
}

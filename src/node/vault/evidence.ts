import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { readAgreement } from './agreements.ts';
import { isEvidenceName } from './document.ts';
import type { VaultDocument } from './document.ts';
import { VaultError } from './error.ts';
import { sha256 } from '../files/sha256.ts';

/** Reads letters that consents rest on. @throws VaultError VAULT_REFUSED for a name no file may have. */
export async function readEvidence(paths: readonly string[]): Promise<Record<string, string>> {
  const entries = paths.map(async (path) => {
    const file = basename(path);
    if (!isEvidenceName(file))
      throw new VaultError('VAULT_REFUSED', `${path}: expected a plainer file name`, {});
    return [file, (await readFile(path)).toString('base64')] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** @returns the SHA-256 of each letter in a vault, by its file name. */
export function evidenceHashes({ evidence = {} }: VaultDocument): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(evidence).map(([file, base64]) => [file, sha256(Buffer.from(base64, 'base64'))]),
  );
}

/** @returns letters that no consent rests on, which are most likely the wrong files. */
export function strayEvidence(document: VaultDocument): readonly string[] {
  const named = Object.entries(document.agreements).flatMap(
    ([id, text]) =>
      readAgreement({ id, text, file: id }).agreement?.consents.map(
        ({ evidence }) => evidence.sha256,
      ) ?? [],
  );
  return [...evidenceHashes(document)]
    .filter(([, hash]) => !named.includes(hash))
    .map(([file]) => file);
}

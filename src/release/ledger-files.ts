import { z } from 'zod';
import type { WitnessedVersion } from '../authorship/index.ts';
import { LEDGER_FOLDER } from './well-known.ts';

/** A file of a release, before it is written. */
export interface ReleaseFile {
  readonly file: string;
  readonly content: string | Uint8Array;
}

/** `/.well-known/colophon/ledger.json`: names only; each file speaks for itself. */
export const LedgerIndex = z.strictObject({
  format: z.literal('colophon-ledger/1'),
  versions: z.array(
    z.strictObject({
      version: z.int().min(1),
      /** Beside the index. */
      file: z.string().regex(/^ledger\/[\w.-]+$/),
      witnesses: z.array(
        z.strictObject({
          kind: z.enum(['rfc3161', 'opentimestamps']),
          name: z.string(),
          file: z.string().regex(/^ledger\/[\w.-]+$/),
        }),
      ),
    }),
  ),
});
export type LedgerIndex = z.infer<typeof LedgerIndex>;

/** @returns the ledger as files, and the index that lists them, relative to the release's root. */
export function ledgerFiles(versions: readonly WitnessedVersion[]): {
  readonly index: string;
  readonly files: readonly ReleaseFile[];
} {
  const index: LedgerIndex = {
    format: 'colophon-ledger/1',
    versions: versions.map(({ witnesses }, at) => ({
      version: at + 1,
      file: `ledger/${versionName(at + 1)}`,
      witnesses: witnesses.map(({ kind, name }) => ({
        kind,
        name,
        file: `ledger/${witnessName(at + 1, { kind, name })}`,
      })),
    })),
  };
  const files = versions.flatMap(({ text, witnesses }, at) => [
    { file: `${LEDGER_FOLDER}/${versionName(at + 1)}`, content: text },
    ...witnesses.map((each) => ({
      file: `${LEDGER_FOLDER}/${witnessName(at + 1, each)}`,
      content: each.bytes,
    })),
  ]);
  return { index: `${JSON.stringify(index, null, 2)}\n`, files };
}

/** @returns the name of a version's file. */
export function versionName(number: number): string {
  return `${number}.sd-jwt`;
}

/** @returns the name of a witness's file, beside that of its version. */
export function witnessName(
  number: number,
  { kind, name }: { readonly kind: 'rfc3161' | 'opentimestamps'; readonly name: string },
): string {
  return kind === 'rfc3161' ? `${number}.${name}.tsr` : `${number}.ots`;
}

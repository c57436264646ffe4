import { z } from 'zod';
import { canonicalJson } from '../../bytes/canonical-json.ts';
import { parseJson } from '../../bytes/json.ts';
import { fromUtf8, toUtf8 } from '../../bytes/utf8.ts';
import { Term } from '../../schemas/agreement.ts';
import { Day, FileName, Slug, Text } from '../../schemas/fields.ts';

/** A finding of the gate, or of `nda -- audit`, that somebody has looked at and accepts for a while. */
const Exception = z
  .strictObject({
    /** The id of the finding, as reports print it. */
    finding: z
      .string('expected the id of a finding')
      .regex(/^[0-9a-f]{16}$/, 'expected the id of a finding: 16 hexadecimal digits'),
    reason: Text,
    /** Who accepts it. */
    by: Text,
    on: Day,
    /** The last day it counts: what is accepted for ever is forgotten. */
    until: Day,
  })
  .refine(({ on, until }) => until >= on, {
    path: ['until'],
    message: 'expected the same day as `on` or a later one',
  });
export type Exception = z.infer<typeof Exception>;

/** Terms that belong to no agreement. */
export const VaultTerms = z.array(Term, 'expected a list of terms');
export const VaultExceptions = z.array(Exception, 'expected a list of exceptions');

/** What lies in a vault. */
const VaultDocument = z.strictObject({
  version: z.literal('colophon-vault/1'),
  /** To whom it is sealed, since an age file does not say; empty if to a passphrase. */
  recipients: z.array(z.string().regex(/^age1[0-9a-z]+$/)),
  /** The YAML text of each agreement, by its id. */
  agreements: z.record(Slug, z.string()),
  /** Confidential terms of no agreement. */
  terms: VaultTerms.optional(),
  /** Letters that consents rest on, and logos that agreements name: in base64, by file name. */
  evidence: z.record(FileName, z.base64()).optional(),
  exceptions: VaultExceptions.optional(),
});
export type VaultDocument = z.infer<typeof VaultDocument>;

/** @returns whether a file of this name can be kept as evidence. */
export function isEvidenceName(name: string): boolean {
  return FileName.safeParse(name).success;
}

/** @returns a vault that holds nothing. */
export function emptyVault(recipients: readonly string[]): VaultDocument {
  return { version: 'colophon-vault/1', recipients: [...recipients], agreements: {} };
}

/** Writes a document as the one text that stands for it: canonical JSON, ended by a line feed. */
export function writeVaultDocument(document: VaultDocument): Uint8Array {
  return toUtf8(`${canonicalJson(document)}\n`);
}

/** @returns the document; null if the bytes are none. */
export function readVaultDocument(bytes: Uint8Array): VaultDocument | null {
  const parsed = VaultDocument.safeParse(parseJson(fromUtf8(bytes) ?? ''));
  return parsed.success ? parsed.data : null;
}

import { z } from 'zod';
import { fromBase64url, toBase64url } from '../bytes/base64.ts';
import { readAuthorDocument } from './author-document.ts';
import type { AuthorDocument } from './author-document.ts';
import { parseJson } from '../bytes/json.ts';
import type { WitnessedVersion } from './read-proof.ts';

/** What a verifier knows of an author before it looks at anything. */
export interface Knowledge {
  readonly document: AuthorDocument;
  /** The ledger, oldest first; a page may leave old versions out. */
  readonly versions: readonly WitnessedVersion[];
  /** Statements by which the author's keys follow each other, oldest first. */
  readonly rotations: readonly string[];
  /** Certificates that time stamps may lead to, DER. */
  readonly roots: readonly Uint8Array[];
}

const WrittenKnowledge = z.strictObject({
  author: z.string(),
  versions: z.array(
    z.strictObject({
      text: z.string(),
      witnesses: z.array(
        z.strictObject({
          kind: z.enum(['rfc3161', 'opentimestamps']),
          name: z.string(),
          bytes: z.string(),
        }),
      ),
    }),
  ),
  rotations: z.array(z.string()),
  roots: z.array(z.string()),
});

/** Writes knowledge as JSON that can stand inside a page's script element. */
export function writeKnowledge(
  author: string,
  { versions, rotations, roots }: Omit<Knowledge, 'document'>,
): string {
  const written: z.infer<typeof WrittenKnowledge> = {
    author,
    versions: versions.map(({ text, witnesses }) => ({
      text,
      witnesses: witnesses.map(({ kind, name, bytes }) => ({
        kind,
        name,
        bytes: toBase64url(bytes),
      })),
    })),
    rotations: [...rotations],
    roots: roots.map(toBase64url),
  };
  // `</script>` and `<!--` must not appear (HTML §4.12.1.3); in JSON both have another spelling.
  return JSON.stringify(written).replaceAll('<', '\\u003c');
}

/** @returns the knowledge, or null if it is not whole or its author document is not genuine. */
export function readKnowledge(text: string): Knowledge | null {
  const written = WrittenKnowledge.safeParse(parseJson(text));
  if (!written.success) return null;
  const { author, versions, rotations, roots } = written.data;
  const verdict = readAuthorDocument(author);
  if (verdict.status !== 'valid') return null;
  const bytesOf = (base64url: string) => fromBase64url(base64url) ?? new Uint8Array();
  return {
    document: verdict.document,
    versions: versions.map((version) => ({
      text: version.text,
      witnesses: version.witnesses.map((each) => ({ ...each, bytes: bytesOf(each.bytes) })),
    })),
    rotations,
    roots: roots.map(bytesOf),
  };
}

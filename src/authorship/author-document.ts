import { ed25519 } from '@noble/curves/ed25519.js';
import { z } from 'zod';
import { fromBase64url, toBase64url } from '../bytes/base64.ts';
import { canonicalJson } from '../bytes/canonical-json.ts';
import { parseJson } from '../bytes/json.ts';
import { toUtf8 } from '../bytes/utf8.ts';
import { CARRIER_IDS } from '../marks/index.ts';
import type { Author } from './author.ts';

const Bytes32 = z.string().refine((text) => fromBase64url(text)?.length === 32);
const Url = z.url({ protocol: /^https?$/ }).max(2000);

/** One mark of a public work. */
export const PublicMark = z.strictObject({
  /** 8 bytes as hexadecimal digits. */
  id: z.string().regex(/^[\da-f]{16}$/),
  carrier: z.enum(CARRIER_IDS),
  /** Slug of the work. */
  work: z.string().max(200),
  /** The page it is on. */
  url: Url,
});
export type PublicMark = z.infer<typeof PublicMark>;

const Unsigned = z.strictObject({
  format: z.literal('colophon-author/1'),
  name: z.string().max(200),
  site: Url,
  /** Public key as a JWK (RFC 8037 §2). */
  key: z.strictObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: Bytes32 }),
  /** Finds the overt marks; base64url. */
  detectionKey: Bytes32,
  marks: z.array(PublicMark).max(100_000),
});

/** What an author publishes, so that strangers can find and attribute marks. */
export const AuthorDocument = Unsigned.extend({ signature: z.string() });
export type AuthorDocument = z.infer<typeof AuthorDocument>;

/** What reading an author's document can tell. A valid one was made by the holder of its key. */
export type AuthorDocumentVerdict =
  | { readonly status: 'valid'; readonly document: AuthorDocument }
  | { readonly status: 'malformed' }
  | { readonly status: 'bad-signature' };

/**
 * Writes the document for `/.well-known/colophon/author.json`.
 *
 * @param marks - marks of public works only; the caller sees to that.
 */
export function makeAuthorDocument(author: Author, marks: readonly PublicMark[]): string {
  const unsigned: z.infer<typeof Unsigned> = {
    format: 'colophon-author/1',
    name: author.name,
    site: author.site,
    key: { kty: 'OKP', crv: 'Ed25519', x: toBase64url(author.publicKey) },
    detectionKey: toBase64url(author.detectionKey),
    marks: marks.map(({ id, carrier, work, url }) => ({ id, carrier, work, url })),
  };
  const signature = toBase64url(author.sign(signedBytes(unsigned)));
  return `${JSON.stringify({ ...unsigned, signature }, null, 2)}\n`;
}

/** Reads a document from a stranger. Never throws. */
export function readAuthorDocument(text: string): AuthorDocumentVerdict {
  const parsed = AuthorDocument.safeParse(parseJson(text));
  if (!parsed.success) return { status: 'malformed' };
  const { signature, ...unsigned } = parsed.data;
  const isGenuine = verify(fromBase64url(signature), unsigned);
  return isGenuine ? { status: 'valid', document: parsed.data } : { status: 'bad-signature' };
}

function signedBytes(unsigned: z.infer<typeof Unsigned>): Uint8Array {
  return toUtf8(`colophon-author/1\n${canonicalJson(unsigned)}`);
}

/** Broken keys, points and strings make the check throw; all of them mean the same here. */
function verify(signature: Uint8Array | null, unsigned: z.infer<typeof Unsigned>): boolean {
  const key = fromBase64url(unsigned.key.x);
  if (!signature || signature.length !== 64 || !key) return false;
  try {
    // RFC 8032 §5.1.7 without the ZIP 215 extensions: one signature, one meaning.
    return ed25519.verify(signature, signedBytes(unsigned), key, { zip215: false });
  } catch {
    return false;
  }
}

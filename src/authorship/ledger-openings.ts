import { z } from 'zod';
import { fromBase64url, toBase64url } from '../bytes/base64.ts';
import { canonicalJson } from '../bytes/canonical-json.ts';
import type { Json } from '../bytes/canonical-json.ts';
import { fromUtf8, toUtf8 } from '../bytes/utf8.ts';
import type { LedgerAuthor, WorkRecord } from './ledger.ts';
import { parseJson } from '../bytes/json.ts';

// A ledger can be opened only with the records it was made from, and content changes. So each
// version keeps its records beside it, for the author's eyes alone: the key comes from the seed.

const LABEL = 'colophon-openings/1:';
const IV_SIZE = 12;
/** The size of the file must not tell how many works there are. */
const PAD = 16_384;

const Records = z.array(
  z.strictObject({ work: z.string(), claims: z.record(z.string(), z.json()) }),
);

/**
 * Encrypts the records of a version with AES-256-GCM. The IV is a keyed hash of the plain text: the
 * same records give the same file, and two different texts never share an IV (as in RFC 8452, SIV).
 */
export async function sealOpenings(
  records: readonly WorkRecord[],
  author: Pick<LedgerAuthor, 'ledgerHash'>,
): Promise<string> {
  const json = toUtf8(canonicalJson(records.map(({ work, claims }): Json => ({ work, claims }))));
  // JSON may end in spaces.
  const plain = new Uint8Array(Math.ceil(json.length / PAD) * PAD).fill(0x20);
  plain.set(json);
  const iv = new Uint8Array(author.ledgerHash('openings/1/iv', plain).slice(0, IV_SIZE));
  const cipher = { name: 'AES-GCM', iv };
  const sealed = await globalThis.crypto.subtle.encrypt(cipher, await keyOf(author), plain);
  return `${LABEL}${toBase64url(Uint8Array.of(...iv, ...new Uint8Array(sealed)))}\n`;
}

/** @returns the records; null if the file is damaged or was made with another seed. */
export async function openOpenings(
  text: string,
  author: Pick<LedgerAuthor, 'ledgerHash'>,
): Promise<readonly WorkRecord[] | null> {
  const bytes = text.startsWith(LABEL) ? fromBase64url(text.slice(LABEL.length).trim()) : null;
  if (!bytes) return null;
  const cipher = { name: 'AES-GCM', iv: bytes.slice(0, IV_SIZE) };
  const key = await keyOf(author);
  try {
    const plain = await globalThis.crypto.subtle.decrypt(cipher, key, bytes.slice(IV_SIZE));
    const records = Records.safeParse(parseJson(fromUtf8(new Uint8Array(plain)) ?? ''));
    return records.success ? records.data : null;
  } catch {
    return null;
  }
}

function keyOf({ ledgerHash }: Pick<LedgerAuthor, 'ledgerHash'>): Promise<CryptoKey> {
  const raw = new Uint8Array(ledgerHash('openings/1/key', new Uint8Array()));
  return globalThis.crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

import { fromBase64url, toBase64url } from '../bytes/base64.ts';
import { canonicalJson } from '../bytes/canonical-json.ts';
import type { Json } from '../bytes/canonical-json.ts';
import { concat } from '../bytes/concat.ts';
import { parseJson } from '../bytes/json.ts';
import { fromUtf8, toUtf8 } from '../bytes/utf8.ts';
import type { Author } from './author.ts';

// What lies beside the content and is for the author's eyes alone: the key comes from the seed.

const IV_SIZE = 12;
/** The size of the file must not tell how much is in it. */
const PAD = 16_384;

type Keyed = Pick<Author, 'ledgerHash'>;

/**
 * Encrypts a record with AES-256-GCM. The IV is a keyed hash of the plain text: the same record
 * gives the same file, and two different texts never share an IV (as in RFC 8452, SIV).
 *
 * @param use - which kind of record, such as `openings/1`: each has a key of its own.
 * @returns one line of text that begins with the use.
 */
export async function sealRecord(use: string, record: Json, author: Keyed): Promise<string> {
  const json = toUtf8(canonicalJson(record));
  // JSON may end in spaces.
  const plain = new Uint8Array(Math.ceil(json.length / PAD) * PAD).fill(0x20);
  plain.set(json);
  const iv = new Uint8Array(author.ledgerHash(`${use}/iv`, plain).slice(0, IV_SIZE));
  const cipher = { name: 'AES-GCM', iv };
  const sealed = await globalThis.crypto.subtle.encrypt(cipher, await keyOf(use, author), plain);
  return `${labelOf(use)}${toBase64url(concat([iv, new Uint8Array(sealed)]))}\n`;
}

/** @returns the record; null if the text is damaged, of another use, or of another seed. */
export async function openRecord(use: string, text: string, author: Keyed): Promise<unknown> {
  const label = labelOf(use);
  const bytes = text.startsWith(label) ? fromBase64url(text.slice(label.length).trim()) : null;
  if (!bytes) return null;
  const cipher = { name: 'AES-GCM', iv: bytes.slice(0, IV_SIZE) };
  const key = await keyOf(use, author);
  try {
    const plain = await globalThis.crypto.subtle.decrypt(cipher, key, bytes.slice(IV_SIZE));
    return parseJson(fromUtf8(new Uint8Array(plain)) ?? '');
  } catch {
    return null;
  }
}

function labelOf(use: string): string {
  return `colophon-${use}:`;
}

function keyOf(use: string, { ledgerHash }: Keyed): Promise<CryptoKey> {
  const raw = new Uint8Array(ledgerHash(`${use}/key`, new Uint8Array()));
  return globalThis.crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

import { fromBase64url } from '../bytes/base64.ts';
import { canonicalJson } from '../bytes/canonical-json.ts';
import { fromUtf8, toUtf8 } from '../bytes/utf8.ts';

// This file runs in visitors' browsers: it stands on WebCrypto alone and stays small.

/** What an egg says once it is open. */
export interface EggStatement {
  readonly version: 1;
  /** The slug of the work it is about. */
  readonly work: string;
  readonly statement: string;
  /** Who signed. */
  readonly name: string;
  readonly date?: string;
  /** Ed25519 public key: `x` of its JWK (RFC 8037 §2). */
  readonly key: string;
}

/** What opening an egg can tell. `isSigned` is null if this platform cannot check Ed25519. */
export type OpenedEgg =
  | {
      readonly status: 'opened';
      readonly statement: EggStatement;
      readonly isSigned: boolean | null;
    }
  | { readonly status: 'wrong-phrase' }
  | { readonly status: 'malformed' };

/** Turns a phrase into the key of an egg; slow on purpose. */
export type EggKeys = (phrase: string, salt: Uint8Array<ArrayBuffer>) => Promise<CryptoKey>;

/** A sealed egg: version 1 byte, id 8, tag 8, salt 16, IV 12, ciphertext with its GCM tag. */
export const EGG_VERSION = 1;
export const EGG_LAYOUT = { id: 1, tag: 9, salt: 17, iv: 33, ciphertext: 45 } as const;
/** A page of a stranger must not make a reader decrypt megabytes. */
export const MAX_EGG_SIZE = 16_384;

const ITERATIONS = 600_000;

/**
 * Makes the ways of typing a phrase one: width and composition (NFKC), case, and white space.
 */
export function normalizePhrase(phrase: string): string {
  return phrase.normalize('NFKC').toLowerCase().normalize('NFKC').trim().replace(/\s+/gu, ' ');
}

/** PBKDF2-HMAC-SHA-256 with 600,000 rounds (RFC 8018 §5.2), then AES-256. */
export const deriveEggKey: EggKeys = async (phrase, salt) => {
  const { subtle } = globalThis.crypto;
  const secret = toUtf8(normalizePhrase(phrase));
  const base = await subtle.importKey('raw', secret, 'PBKDF2', false, ['deriveKey']);
  const rounds = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ITERATIONS };
  return subtle.deriveKey(rounds, base, { name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
};

/** Opens a sealed egg and checks its signature. Never throws on what a page holds. */
export async function openEgg(
  sealed: string,
  phrase: string,
  keys: EggKeys = deriveEggKey,
): Promise<OpenedEgg> {
  const bytes = sealed.length > MAX_EGG_SIZE * 2 ? null : fromBase64url(sealed.trim());
  if (!bytes || bytes[0] !== EGG_VERSION || bytes.length < EGG_LAYOUT.ciphertext + 16)
    return { status: 'malformed' };
  const key = await keys(phrase, bytes.slice(EGG_LAYOUT.salt, EGG_LAYOUT.iv));
  const plain = await decrypt(bytes, key);
  return plain ? readStatement(plain) : { status: 'wrong-phrase' };
}

async function decrypt(bytes: Uint8Array<ArrayBuffer>, key: CryptoKey): Promise<Uint8Array | null> {
  const iv = bytes.slice(EGG_LAYOUT.iv, EGG_LAYOUT.ciphertext);
  try {
    const cipher = { name: 'AES-GCM', iv, additionalData: boundTo(bytes) };
    return new Uint8Array(
      await globalThis.crypto.subtle.decrypt(cipher, key, bytes.slice(EGG_LAYOUT.ciphertext)),
    );
  } catch {
    return null;
  }
}

/** The public version and id are authenticated with the ciphertext. */
export function boundTo(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes.slice(0, EGG_LAYOUT.tag));
}

async function readStatement(plain: Uint8Array): Promise<OpenedEgg> {
  const fields = parseFields(fromUtf8(plain));
  if (!fields) return { status: 'malformed' };
  const { signature, ...statement } = fields;
  return { status: 'opened', statement, isSigned: await verifyStatement(statement, signature) };
}

function parseFields(text: string | null): (EggStatement & { signature: string }) | null {
  try {
    const value = JSON.parse(text ?? '') as Record<string, unknown> | null;
    const names = ['work', 'statement', 'name', 'key', 'signature'];
    const isWhole =
      value?.['version'] === 1 && names.every((name) => typeof value[name] === 'string');
    const isDated = value?.['date'] === undefined || typeof value['date'] === 'string';
    // The checks above are the type; what else stands there is signed too, or the signature fails.
    return isWhole && isDated ? (value as unknown as EggStatement & { signature: string }) : null;
  } catch {
    return null;
  }
}

/** What is signed: a domain of its own, so that no other signature can pass for this one. */
export function signedBytes(statement: EggStatement): Uint8Array<ArrayBuffer> {
  return toUtf8(`colophon-egg/1\n${canonicalJson({ ...statement })}`);
}

async function verifyStatement(
  statement: EggStatement,
  signature: string,
): Promise<boolean | null> {
  const { subtle } = globalThis.crypto;
  const bytes = fromBase64url(signature);
  if (!bytes || bytes.length !== 64) return false;
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: statement.key };
  try {
    const key = await subtle.importKey('jwk', jwk, 'Ed25519', false, ['verify']);
    return await subtle.verify('Ed25519', key, bytes, signedBytes(statement));
  } catch (error) {
    // A browser without Ed25519 says so by this name; anything else is a broken key or statement.
    return (error as Error).name === 'NotSupportedError' ? null : false;
  }
}

import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { toHex } from '../bytes/hex.ts';
import { deriveEggKey, deriveKeys, keyedHash } from '../marks/index.ts';
import type { EggKeys, EggSealer } from '../marks/index.ts';

/** Who is named in public documents. */
export interface AuthorName {
  readonly name: string;
  /** Whole URL of the site's root. */
  readonly site: string;
}

/** An author with the seed at hand: can sign and mark. Holds the secrets in closures only. */
export interface Author extends AuthorName, EggSealer {
  /** Ed25519, 32 bytes. */
  readonly publicKey: Uint8Array;
  /** See `fingerprintOf`. */
  readonly fingerprint: string;
  /** Published with the site: whoever has it can find the overt marks. */
  readonly detectionKey: Uint8Array;
  /** @returns an Ed25519 signature, 64 bytes. Deterministic (RFC 8032 §5.1.6). */
  sign(bytes: Uint8Array): Uint8Array;
  /** A keyed hash that only the ledger uses, 32 bytes. */
  ledgerHash(domain: string, bytes: Uint8Array): Uint8Array;
}

/**
 * Makes an author from a seed.
 *
 * @param seed - 32 random bytes, kept secret and backed up.
 * @throws MarkError SEED_MALFORMED if `seed` has another size.
 */
export function createAuthor(seed: Uint8Array, { name, site }: AuthorName): Author {
  const keys = deriveKeys(seed);
  const publicKey = ed25519.getPublicKey(keys.signing);
  return {
    name,
    site,
    publicKey,
    fingerprint: fingerprintOf(publicKey),
    detectionKey: keys.detection,
    sign: (bytes) => ed25519.sign(bytes, keys.signing),
    blind: (domain, bytes) => keyedHash(keys.covert, domain, bytes),
    ledgerHash: (domain, bytes) => keyedHash(keys.ledger, domain, bytes),
    eggKeys: rememberKeys(deriveEggKey),
  };
}

/** The SHA-256 of the raw public key as 64 hexadecimal digits, in eight groups joined by hyphens. */
export function fingerprintOf(publicKey: Uint8Array): string {
  return (toHex(sha256(publicKey)).match(/.{8}/g) ?? []).join('-');
}

/** One egg stands on a page in each language and is read back from each: derive its key once. */
function rememberKeys(derive: EggKeys): EggKeys {
  const known = new Map<string, Promise<CryptoKey>>();
  return (phrase, salt) => {
    const name = `${toHex(salt)} ${phrase}`;
    const key = known.get(name) ?? derive(phrase, salt);
    known.set(name, key);
    return key;
  };
}

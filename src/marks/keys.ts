import { expand, extract } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { canonicalJson } from '../bytes/canonical-json.ts';
import { toUtf8 } from '../bytes/utf8.ts';
import { MarkError } from './errors.ts';

/** Everything that is derived from an author's seed. */
export interface MarkKeys {
  /** Ed25519 private key (RFC 8032 §5.1.5), 32 bytes. Secret. */
  readonly signing: Uint8Array;
  /** Reads overt marks. Published: whoever has it can find marks, and could also make them. */
  readonly detection: Uint8Array;
  /** Reads covert marks. Secret. */
  readonly covert: Uint8Array;
  /** Salts, names and decoys of the ledger. Secret. */
  readonly ledger: Uint8Array;
  /** Secret keys of the author's own certificate authority and of the certificate it issues. */
  readonly credentialAuthority: Uint8Array;
  readonly credentialSigner: Uint8Array;
  /** Names findings of the gate. Secret, so that names of two sites do not relate. */
  readonly findings: Uint8Array;
}

export const SEED_SIZE = 32;
export const MARK_ID_SIZE = 8;

/** Those that hide in a page itself. */
const PAGE_CARRIERS = ['text', 'acrostic', 'phrase'] as const;
/** Those that hide in files of one kind, for whoever knows which mark to look for. */
const FILE_CARRIERS = ['markup', 'style', 'script', 'svg', 'pdf', 'office', 'audio'] as const;

/** Those that can hide in work that is delivered to somebody else. */
export const DELIVERED_CARRIERS = [...FILE_CARRIERS, 'image'] as const;
export type DeliveredCarrierId = (typeof DELIVERED_CARRIERS)[number];

/** Where a mark hides. Written into public documents, so never renamed and never reused. */
export const CARRIER_IDS = [
  ...PAGE_CARRIERS,
  ...DELIVERED_CARRIERS,
  'constant',
  'wording',
] as const;
export type CarrierId = (typeof CARRIER_IDS)[number];
export type PageCarrierId = (typeof PAGE_CARRIERS)[number];
export type FileCarrierId = (typeof FILE_CARRIERS)[number];

/**
 * Derives an author's keys. The labels carry a version: other rules need other labels, so that no
 * key is ever used in two ways.
 *
 * @param seed - 32 random bytes.
 * @throws MarkError SEED_MALFORMED if `seed` has another size.
 * @see RFC 5869.
 */
export function deriveKeys(seed: Uint8Array): MarkKeys {
  if (seed.length !== SEED_SIZE)
    throw new MarkError('SEED_MALFORMED', `seed: expected ${SEED_SIZE} bytes, got ${seed.length}`);
  const pseudorandomKey = extract(sha256, seed, toUtf8('colophon/seed/1'));
  const key = (label: string) => expand(sha256, pseudorandomKey, toUtf8(label), 32);
  return {
    signing: key('colophon/signing/ed25519/1'),
    detection: key('colophon/mark/detection/1'),
    covert: key('colophon/mark/covert/1'),
    ledger: key('colophon/ledger/1'),
    credentialAuthority: key('colophon/credential/authority/1'),
    credentialSigner: key('colophon/credential/signer/1'),
    findings: key('colophon/findings/1'),
  };
}

/**
 * Names a mark: 8 bytes that say nothing without `key`, and the same at every build.
 *
 * @param label - tells marks of one work in one carrier apart, such as the language.
 */
export function markId(
  key: Uint8Array,
  carrier: CarrierId,
  work: string,
  label: string,
): Uint8Array {
  return keyedHash(key, 'mark-id/1', toUtf8(canonicalJson([carrier, work, label]))).slice(
    0,
    MARK_ID_SIZE,
  );
}

/**
 * HMAC-SHA-256 of a domain and data. The domain ends in a zero byte and must hold none, so that
 * two domains never see the same input.
 */
export function keyedHash(key: Uint8Array, domain: string, data: Uint8Array): Uint8Array {
  return openKeyedHash(key, domain)(data);
}

/** As `keyedHash`, for much data of one key and domain: what all of it begins with is hashed once. */
export function openKeyedHash(key: Uint8Array, domain: string): (data: Uint8Array) => Uint8Array {
  const begun = hmac.create(sha256, key).update(toUtf8(`colophon/${domain}\0`));
  return (data) => begun.clone().update(data).digest();
}

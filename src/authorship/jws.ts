import { compactVerify, errors, importJWK } from 'jose';
import { fromBase64url, toBase64url } from '../bytes/base64.ts';
import { canonicalJson } from '../bytes/canonical-json.ts';
import type { Json } from '../bytes/canonical-json.ts';
import { parseJson } from '../bytes/json.ts';
import { fromUtf8, toUtf8 } from '../bytes/utf8.ts';

/** What signs: an author, or a test's. */
export interface Signer {
  readonly fingerprint: string;
  /** @returns an Ed25519 signature, 64 bytes. */
  sign(bytes: Uint8Array): Uint8Array;
}

/** An Ed25519 public key as JSON (RFC 8037 §2). */
export interface Ed25519Jwk {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly x: string;
}

/** @returns the JWK of a raw public key of 32 bytes. */
export function toJwk(publicKey: Uint8Array): Ed25519Jwk {
  return { kty: 'OKP', crv: 'Ed25519', x: toBase64url(publicKey) };
}

/**
 * Signs a JSON object as a compact JWS whose header says EdDSA, the signer's fingerprint as `kid`,
 * and `typ`.
 *
 * @see RFC 7515 §3.1 and RFC 8037 §3.1.
 */
export function signJws(typ: string, payload: Json, signer: Signer): string {
  const header = encode({ alg: 'EdDSA', kid: signer.fingerprint, typ });
  const signed = `${header}.${encode(payload)}`;
  return `${signed}.${toBase64url(signer.sign(toUtf8(signed)))}`;
}

function encode(value: Json): string {
  return toBase64url(toUtf8(canonicalJson(value)));
}

/** What checking a JWS can tell. `unsupported`: this platform has no Ed25519. */
export type JwsVerdict = 'valid' | 'bad-signature' | 'unsupported';

/**
 * Checks a compact JWS of a stranger: algorithm, `typ` and signature. Never throws.
 *
 * @param typ - what `signJws` was given, so that no signature passes for one of another kind.
 */
export async function verifyJws(token: string, jwk: Ed25519Jwk, typ: string): Promise<JwsVerdict> {
  if (!token.split('.').every(isCanonical)) return 'bad-signature';
  try {
    const key = await importJWK({ ...jwk }, 'EdDSA');
    const { protectedHeader } = await compactVerify(token, key, { algorithms: ['EdDSA'] });
    return protectedHeader.typ === typ ? 'valid' : 'bad-signature';
  } catch (error) {
    return isUnsupported(error) ? 'unsupported' : 'bad-signature';
  }
}

/** A browser without Ed25519 says so by this name; anything else is a broken key or token. */
export function isUnsupported(error: unknown): boolean {
  return (
    error instanceof errors.JOSENotSupported ||
    (error instanceof Error && error.name === 'NotSupportedError')
  );
}

/** The last character of base64url can hold bits that decode to nothing: two texts, one meaning. */
export function isCanonical(part: string): boolean {
  const bytes = fromBase64url(part);
  return bytes !== null && toBase64url(bytes) === part;
}

/** @returns the payload of a compact JWS, not verified; null if it is no JSON object. */
export function payloadOf(token: string): Record<string, unknown> | null {
  const [, payload, signature, ...more] = token.split('.');
  if (payload === undefined || signature === undefined || more.length > 0) return null;
  const value = parseJson(fromUtf8(fromBase64url(payload) ?? new Uint8Array()) ?? '');
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  // The line above is the type.
  return isObject ? (value as Record<string, unknown>) : null;
}

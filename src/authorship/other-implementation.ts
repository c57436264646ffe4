import { SDJwtInstance } from '@sd-jwt/core';
import { fromBase64url } from '../bytes/base64.ts';
import { toUtf8 } from '../bytes/utf8.ts';
import { toJwk } from './jws.ts';

/**
 * An SD-JWT verifier that shares no code with ours, for tests: what it takes, strangers' software
 * takes.
 */
export function otherImplementation(publicKey: Uint8Array): SDJwtInstance<Record<string, unknown>> {
  const verifier = async (data: string, signature: string) => {
    const { subtle } = globalThis.crypto;
    const key = await subtle.importKey('jwk', toJwk(publicKey), 'Ed25519', false, ['verify']);
    const bytes = fromBase64url(signature) ?? new Uint8Array();
    return subtle.verify('Ed25519', key, bytes, toUtf8(data));
  };
  const hasher = async (data: string | ArrayBuffer) =>
    new Uint8Array(await globalThis.crypto.subtle.digest('SHA-256', toUtf8(String(data))));
  return new SDJwtInstance<Record<string, unknown>>({ hasher, verifier, kbVerifier: verifier });
}

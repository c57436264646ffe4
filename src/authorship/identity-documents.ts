import type { Author } from './author.ts';
import { fingerprintOf } from './author.ts';
import { toJwk } from './jws.ts';
import { sshPublicKey } from './sshsig.ts';
import { SSH_NAMESPACE } from './statement.ts';

/** What the documents say of an author. */
type Named = Pick<Author, 'site' | 'publicKey'>;

/**
 * @param site - whole URL of the site's root, ending in `/`.
 * @returns the author's decentralized identifier.
 * @see did:web Method Specification, section 2.1.
 */
export function didOf(site: string): string {
  const { host, pathname } = new URL(site);
  const path = pathname.split('/').filter(Boolean);
  // A port is written with an encoded colon, since colons separate the path.
  return ['did:web', encodeURIComponent(host), ...path].join(':');
}

/**
 * Writes the DID document. Keys that were replaced stay listed, so that what they signed can be
 * checked, and may sign nothing new.
 *
 * @param retired - public keys, oldest first.
 * @see Decentralized Identifiers (DIDs) v1.0, sections 5.2 and 5.3.
 */
export function makeDidDocument(
  { site, publicKey }: Named,
  retired: readonly Uint8Array[],
): string {
  const id = didOf(site);
  const keyId = (key: Uint8Array) => `${id}#${fingerprintOf(key)}`;
  return json({
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/suites/jws-2020/v1'],
    id,
    alsoKnownAs: [site],
    verificationMethod: [publicKey, ...retired].map((key) => ({
      id: keyId(key),
      type: 'JsonWebKey2020',
      controller: id,
      publicKeyJwk: toJwk(key),
    })),
    authentication: [keyId(publicKey)],
    assertionMethod: [keyId(publicKey)],
  });
}

/** Writes the JWK set (RFC 7517 §5); `kid` is the fingerprint that our signatures name. */
export function makeJwks({ publicKey }: Named, retired: readonly Uint8Array[]): string {
  return json({
    keys: [publicKey, ...retired].map((key) => ({
      ...toJwk(key),
      kid: fingerprintOf(key),
      alg: 'EdDSA',
      use: 'sig',
    })),
  });
}

/**
 * Writes the line by which `ssh-keygen -Y verify` knows the author, under the name of the host.
 *
 * @see ssh-keygen(1), "ALLOWED SIGNERS".
 */
export function makeAllowedSigners({ site, publicKey }: Named): string {
  return `${principalOf(site)} namespaces="${SSH_NAMESPACE}" ${sshPublicKey(publicKey)}\n`;
}

/** @returns the name under which `ssh-keygen` knows the author. */
export function principalOf(site: string): string {
  return new URL(site).host;
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

import { toBase64url } from '../bytes/base64.ts';
import { canonicalJson } from '../bytes/canonical-json.ts';
import { toUtf8 } from '../bytes/utf8.ts';
import type { Signer } from '../authorship/index.ts';
import type { HashedFile } from './withheld-images.ts';

/**
 * The list of every file of a release, in canonical JSON (RFC 8785). It holds no time, so that
 * the same content gives the same release.
 */
export function manifestText(files: readonly HashedFile[]): string {
  const sorted = files.toSorted((a, b) => (a.file < b.file ? -1 : 1));
  const hashes = Object.fromEntries(sorted.map(({ file, sha256 }) => [file, sha256]));
  return `${canonicalJson({ format: 'colophon-manifest/1', files: hashes })}\n`;
}

/**
 * Signs a text as a JWS whose payload stands in a file of its own.
 *
 * @see RFC 7515, appendix F ("Detached Content"), and RFC 8037 for EdDSA.
 */
export function detachedJws(text: string, signer: Signer): string {
  const header = toBase64url(toUtf8(canonicalJson({ alg: 'EdDSA', kid: signer.fingerprint })));
  const payload = toBase64url(toUtf8(text));
  const signature = toBase64url(signer.sign(toUtf8(`${header}.${payload}`)));
  return `${header}..${signature}`;
}

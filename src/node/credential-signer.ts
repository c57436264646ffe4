import { issueOwnCertificate } from '../credentials/certificate.ts';
import type { CredentialSigner } from '../credentials/certificate.ts';
import { toUtf8 } from '../bytes/utf8.ts';
import { keyedHash } from '../marks/index.ts';

/** @returns who signs content credentials, with keys derived from the seed for nothing else. */
export function credentialSigner(name: string, seed: Uint8Array): CredentialSigner {
  const key = (role: string) => keyedHash(seed, 'content-credential/1', toUtf8(role));
  return issueOwnCertificate(name, { authority: key('authority'), signer: key('signer') });
}

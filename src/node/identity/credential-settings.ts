import { X509Certificate, createPrivateKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { fromBase64url } from '../../bytes/base64.ts';
import { issueOwnCertificate } from '../../credentials/certificate.ts';
import type { CredentialAlgorithm, CredentialSigner } from '../../credentials/certificate.ts';
import { deriveKeys } from '../../marks/index.ts';
import type { CredentialSettings } from '../../release/credentials.ts';
import type { Profile } from '../../schemas/profile.ts';
import { BrokenInput } from '../command.ts';

/** Names the file with the key of the author's own certificate. */
export const CREDENTIAL_KEY = 'COLOPHON_CREDENTIAL_KEY';

const ALGORITHMS: Readonly<Record<string, CredentialAlgorithm>> = {
  Ed25519: 'EdDSA',
  'P-256': 'ES256',
  'P-384': 'ES384',
};

/**
 * Finds who signs content credentials: the author's own certificate if the profile names one, else
 * one that the seed issues.
 *
 * @returns null if the profile wants none.
 * @throws BrokenInput if certificate and key are not there, do not fit, or lie where they may leak.
 */
export async function credentialSettings(
  { contentCredentials }: Pick<Profile, 'contentCredentials'>,
  of: {
    readonly name: string;
    readonly seed: Uint8Array;
    readonly contentDir: string;
    readonly env: NodeJS.ProcessEnv;
  },
): Promise<CredentialSettings | null> {
  if (contentCredentials === false) return null;
  const { certificate = null, digitalSourceType: sourceType = 'composite' } =
    contentCredentials === true ? {} : contentCredentials;
  const signer =
    certificate === null ? ownSigner(of.name, of.seed) : await certifiedSigner(certificate, of);
  return { signer, sourceType };
}

function ownSigner(name: string, seed: Uint8Array): CredentialSigner {
  const { credentialAuthority: authority, credentialSigner: signer } = deriveKeys(seed);
  return issueOwnCertificate(name, { authority, signer });
}

async function certifiedSigner(
  certificate: string,
  { contentDir, env }: { contentDir: string; env: NodeJS.ProcessEnv },
): Promise<CredentialSigner> {
  const chain = await readChain(join(contentDir, certificate));
  const key = await readKey(env[CREDENTIAL_KEY], contentDir);
  const [own] = chain;
  if (!own?.checkPrivateKey(key))
    throw new BrokenInput(
      `${CREDENTIAL_KEY}: not the key of the first certificate in ${certificate}`,
    );
  const { d = '', crv = '' } = key.export({ format: 'jwk' });
  const algorithm = ALGORITHMS[crv];
  const secretKey = fromBase64url(d);
  if (!algorithm || !secretKey)
    throw new BrokenInput(`${CREDENTIAL_KEY}: expected a key of Ed25519, P-256 or P-384`);
  return { chain: chain.map(({ raw }) => new Uint8Array(raw)), algorithm, secretKey };
}

/** Validators want the issuer's own certificate left out; more than a few are nobody's chain. */
async function readChain(path: string): Promise<readonly X509Certificate[]> {
  if (!existsSync(path)) throw new BrokenInput(`${path}: no such file`);
  const text = await readFile(path, 'latin1');
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  if (/PRIVATE KEY/.test(text))
    throw new BrokenInput(`${path}: holds a private key`, {
      hint: `Take it out, and replace it if the file was ever committed; ${CREDENTIAL_KEY} names its place.`,
    });
  try {
    if (blocks.length > 0) return blocks.map((block) => new X509Certificate(block));
  } catch (cause) {
    throw new BrokenInput(`${path}: a certificate that cannot be read`, { cause });
  }
  throw new BrokenInput(`${path}: expected certificates as PEM, the author's own first`);
}

async function readKey(path: string | undefined, contentDir: string): Promise<KeyObject> {
  if (!path)
    throw new BrokenInput(`${CREDENTIAL_KEY}: expected the path of the certificate's key`, {
      hint: 'Set it in the environment, or take `certificate` out of profile.yaml.',
    });
  const inside = relative(dirname(contentDir), resolve(path));
  if (!inside.startsWith('..'))
    throw new BrokenInput(`${CREDENTIAL_KEY}: the key lies beside the content`, {
      hint: 'Keep it where no repository and no release can take it along.',
    });
  if (!existsSync(path)) throw new BrokenInput(`${CREDENTIAL_KEY}: no such file`);
  try {
    return createPrivateKey(await readFile(path));
  } catch (cause) {
    throw new BrokenInput(
      `${CREDENTIAL_KEY}: expected a private key as PEM, without a passphrase`,
      {
        cause,
      },
    );
  }
}

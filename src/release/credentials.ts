import { addCredential } from '../credentials/credential.ts';
import type { CredentialSigner } from '../credentials/certificate.ts';
import type { CredentialFormat } from '../credentials/container.ts';
import type { ReleasePorts } from './release.ts';

const FORMATS: readonly (readonly [RegExp, CredentialFormat])[] = [
  [/\.png$/i, 'image/png'],
  [/\.jpe?g$/i, 'image/jpeg'],
  [/\.webp$/i, 'image/webp'],
  [/\.avif$/i, 'image/avif'],
  [/\.pdf$/i, 'application/pdf'],
];

/** Who signs pictures and PDF files, and what is said of them. */
export interface CredentialSettings {
  readonly signer: CredentialSigner;
  readonly sourceType: string;
}

/**
 * Signs the marked pictures and PDF files of a release. One without a mark gets no credential: nothing
 * would bind it to the author once the manifest is stripped.
 *
 * @param marked - files, each with the id of its mark.
 * @returns how many were signed.
 */
export async function addCredentials(
  { signer, sourceType }: CredentialSettings,
  marked: ReadonlyMap<string, string>,
  ports: ReleasePorts,
): Promise<number> {
  let signed = 0;
  for (const [file, markId] of marked) {
    const format = FORMATS.find(([ending]) => ending.test(file))?.[1];
    if (!format) continue;
    const bytes = await ports.read(file);
    await ports.write(file, await addCredential(bytes, { format, markId, signer, sourceType }));
    signed++;
  }
  return signed;
}

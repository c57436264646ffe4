import { addCredential } from '../credentials/credential.ts';
import type { CredentialSigner } from '../credentials/certificate.ts';
import type { CredentialFormat } from '../credentials/container.ts';
import { readImagesBack } from './image-marks.ts';
import type { ReleaseInput, ReleasePorts } from './release.ts';

const FORMATS: readonly (readonly [RegExp, CredentialFormat])[] = [
  [/\.png$/i, 'image/png'],
  [/\.jpe?g$/i, 'image/jpeg'],
  [/\.webp$/i, 'image/webp'],
];

/**
 * Signs the marked pictures of a release. A picture without a mark gets no credential: nothing
 * would bind it to the author once the manifest is stripped.
 *
 * @returns how many were signed.
 */
export async function addCredentials(
  signer: CredentialSigner,
  marked: readonly string[],
  { images, author }: ReleaseInput,
  ports: ReleasePorts,
): Promise<number> {
  let signed = 0;
  for (const file of marked) {
    const format = FORMATS.find(([ending]) => ending.test(file))?.[1];
    if (!format) continue;
    const bytes = await ports.read(file);
    const open = () => ports.openImage(bytes);
    const { found } = await readImagesBack([file], images, open, author.detectionKey);
    for (const markId of found) {
      await ports.write(file, addCredential(bytes, { format, markId, signer }));
      signed++;
    }
  }
  return signed;
}

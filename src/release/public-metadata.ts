import { Unreadable, isPdf, withoutMetadata, withoutPdfMetadata } from '../gate/index.ts';
import type { ReleasePorts } from './release.ts';
import type { HashedFile } from './withheld-images.ts';

/** What pictures and PDF files of a release may hold beside what they show. */
export interface MetadataPolicy {
  /** Whether what is too much is taken out, or stops the release. */
  readonly publicMetadata: 'clean' | 'refuse';
  /** Whether the release signs its pictures. */
  readonly credentials: boolean;
}

type Folder = Pick<ReleasePorts, 'list' | 'read' | 'write' | 'sha256'>;

/**
 * Takes out of every picture and PDF what is not needed to show it, if that is the policy.
 *
 * @returns what the changed files were before: a withheld picture is known by its hash.
 */
export async function cleanMetadata(
  policy: MetadataPolicy,
  folder: Folder,
): Promise<readonly HashedFile[]> {
  if (policy.publicMetadata !== 'clean') return [];
  const changed: HashedFile[] = [];
  for (const file of (await folder.list()).filter(isCleaned)) {
    const bytes = await folder.read(file);
    const clean = await cleaned(bytes, policy);
    if (clean === bytes) continue;
    changed.push({ file, sha256: await folder.sha256(bytes) });
    await folder.write(file, clean);
  }
  return changed;
}

/** By its name, so that a large site is not read twice; the gate judges every file by its bytes. */
function isCleaned(file: string): boolean {
  return /\.(?:png|apng|jpe?g|jfif|webp|gif|pdf)$/i.test(file);
}

/** @returns the file without it, or as it is if it is damaged: the gate says so, and why. */
async function cleaned(bytes: Uint8Array, policy: MetadataPolicy): Promise<Uint8Array> {
  if (isPdf(bytes)) return withoutPdfMetadata(bytes);
  try {
    return withoutMetadata(bytes, policy);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return bytes;
  }
}

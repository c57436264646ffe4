import { join } from 'node:path';

/** What Git LFS commits in the place of a large file. */
const POINTER =
  /^version https:\/\/git-lfs\.github\.com\/spec\/v1\n(?:\S+ .*\n)*?oid sha256:([0-9a-f]{64})\nsize \d+\n/;
/** The specification lets a pointer have fewer than 1024 bytes. */
const MAX_SIZE = 1024;

/**
 * @returns the SHA-256 of the file that a blob stands for; null if it is no pointer.
 * @see https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md
 */
export function lfsPointer(blob: Uint8Array): string | null {
  if (blob.length >= MAX_SIZE) return null;
  return POINTER.exec(Buffer.from(blob).toString('utf8'))?.[1] ?? null;
}

/** @returns where Git LFS keeps a file, below the folder of the repository. */
export function lfsFile(gitDir: string, hash: string): string {
  return join(gitDir, 'lfs', 'objects', hash.slice(0, 2), hash.slice(2, 4), hash);
}

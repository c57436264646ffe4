import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Pictures that the image service made and that cannot carry a mark: too small, too flat, moving. */
export interface UnmarkableImages {
  /** @param sha256 - of the picture as it is published, hexadecimal. */
  add(sha256: string): Promise<void>;
  has(sha256: string): boolean;
}

/**
 * Kept beside Astro's cache of pictures and as long as that: what comes from the cache is not made
 * again, and nobody would know any more that its mark never held.
 */
export function unmarkableImages(folder: string): UnmarkableImages {
  return {
    async add(sha256) {
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, sha256), '');
    },
    has: (sha256) => existsSync(join(folder, sha256)),
  };
}

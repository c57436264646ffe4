import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { PublicPortfolio } from '../../disclosure/index.ts';

/** Puts recordings, captions and the like, as they are, beside the pages that refer to them. */
export async function copyPublishedFiles(
  files: PublicPortfolio['files'],
  folder: string,
): Promise<void> {
  for (const { from, to } of files) {
    await mkdir(dirname(join(folder, to)), { recursive: true });
    await copyFile(from, join(folder, to));
  }
}

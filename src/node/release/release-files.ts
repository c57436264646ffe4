import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { parseJson } from '../../bytes/json.ts';
import type { ManifestFiles } from '../../release/manifest-change.ts';
import { MANIFEST } from '../../release/well-known.ts';
import { BrokenInput } from '../command.ts';

const Manifest = z.object({
  format: z.literal('colophon-manifest/1'),
  files: z.record(z.string(), z.string()),
});

/** @returns the files of the release in a folder; null if it holds none. */
export async function releaseFiles(outDir: string): Promise<ManifestFiles | null> {
  const path = join(outDir, MANIFEST);
  if (!existsSync(path)) return null;
  const manifest = Manifest.safeParse(parseJson(await readFile(path, 'utf8')));
  if (manifest.success) return manifest.data.files;
  throw new BrokenInput(`${path}: expected a colophon-manifest/1`, { hint: 'Build again.' });
}

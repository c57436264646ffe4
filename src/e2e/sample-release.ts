import { cp, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { copyProject } from './project-copy.ts';
import type { ProjectCopy } from './project-copy.ts';

/** The day the sample is looked at in tests; between its embargo and its first delivery to come. */
export const SAMPLE_DAY = '2026-11-23';

const SAMPLE = fileURLToPath(new URL('../../content', import.meta.url));

/**
 * Releases the sample portfolio from a copy of the project.
 *
 * @param base - the sub-path it shall live under, such as `/portfolio`.
 */
export async function releaseSample(base?: string): Promise<ProjectCopy> {
  const project = await copySample(base);
  const { code, stderr } = await project.run('build', '--as-of', SAMPLE_DAY);
  if (code !== 0) throw new Error(`the sample was not released:\n${stderr}`);
  return project;
}

/** Copies the project with the sample portfolio, under a sub-path if one is named. */
export async function copySample(base?: string): Promise<ProjectCopy> {
  const project = await copyProject();
  // A ledger that somebody's build left there is signed with another seed than that of the tests.
  const isContent = (path: string) => basename(path) !== 'ledger';
  await cp(SAMPLE, project.content, { recursive: true, filter: isContent });
  const profile = join(project.content, 'profile.yaml');
  const text = (await readFile(profile, 'utf8')).replace(/^base:.*$/m, '');
  await writeFile(profile, base ? `base: ${base}\n${text}` : text);
  return project;
}

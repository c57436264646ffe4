import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { folderHash } from './project-copy.ts';
import type { ProjectCopy } from './project-copy.ts';
import { SAMPLE_DAY } from './sample-release.ts';
import { copyReleasedSample } from './shared-release.ts';

let project: ProjectCopy;
beforeAll(async () => {
  project = await copyReleasedSample();
});
afterAll(() => project.remove());

/** @returns every picture in Astro's cache of those it has made, with when it was written. */
async function cachedPictures(): Promise<ReadonlyMap<string, number>> {
  const names = await readdir(project.cache, { recursive: true });
  const pictures = names.filter((name) => /\.(?:webp|avif|png|jpe?g)$/.test(name));
  const times = pictures.map(async (name) => (await stat(join(project.cache, name))).mtimeMs);
  const written = await Promise.all(times);
  return new Map(pictures.map((name, index) => [name, written[index] ?? 0]));
}

/** Makes a picture of the site again from its source, after Astro and before the gate. */
const OPTIMIZER = `
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const optimizer = {
  name: 'optimizer',
  hooks: {
    async 'astro:build:done'({ dir }) {
      const source = 'content/case-studies/herbarium-at-scale/open-flower.webp';
      const made = sharp(source).resize(960).webp({ quality: 70 });
      await made.toFile(fileURLToPath(new URL('_astro/PICTURE', dir)));
    },
  },
};
`;

test('a second build marks nothing again, and a picture that lost its mark stops it', async () => {
  const pictures = await readdir(join(project.dist, '_astro'));
  const picture = pictures.find((each) => /^open-flower.*\.webp$/.test(each)) ?? '';
  expect(picture).not.toBe('');
  const before = await folderHash(project.dist);
  const config = join(project.dir, 'astro.config.mjs');
  const text = await readFile(config, 'utf8');
  expect(text).toContain('integrations: colophon()');
  const spoiling = OPTIMIZER.replace('PICTURE', picture);
  await writeFile(config, spoiling + text.replace('colophon(),', '[optimizer, ...colophon()],'));
  const made = await cachedPictures();
  const { code, stderr } = await project.run('build', '--as-of', SAMPLE_DAY);
  // Nothing is marked again that the first build, in another folder, has marked.
  expect(made.size).toBeGreaterThan(10);
  expect(await cachedPictures()).toEqual(made);
  expect(stderr).toContain('mark-lost');
  expect(stderr).toContain(picture);
  expect(code).toBe(1);
  expect(await folderHash(project.dist)).toBe(before);
});

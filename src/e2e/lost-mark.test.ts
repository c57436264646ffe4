import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { folderHash } from './project-copy.ts';
import type { ProjectCopy } from './project-copy.ts';
import { SAMPLE_DAY, releaseSample } from './sample-release.ts';

let project: ProjectCopy;
beforeAll(async () => {
  project = await releaseSample();
});
afterAll(() => project.remove());

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

test('a picture that something made again without its mark stops the release', async () => {
  const pictures = await readdir(join(project.dist, '_astro'));
  const picture = pictures.find((each) => /^open-flower.*\.webp$/.test(each)) ?? '';
  expect(picture).not.toBe('');
  const before = await folderHash(project.dist);
  const config = join(project.dir, 'astro.config.mjs');
  const text = await readFile(config, 'utf8');
  expect(text).toContain('integrations: colophon()');
  const spoiling = OPTIMIZER.replace('PICTURE', picture);
  await writeFile(config, spoiling + text.replace('colophon(),', '[optimizer, ...colophon()],'));
  const { code, stderr } = await project.run('build', '--as-of', SAMPLE_DAY);
  expect(stderr).toContain('mark-lost');
  expect(stderr).toContain(picture);
  expect(code).toBe(1);
  expect(await folderHash(project.dist)).toBe(before);
});

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SAMPLE_DAY } from './sample-release.ts';
import { copySampleWithPictures } from './shared-release.ts';

test('all pictures of the sample are read, and the gate has nothing to say of them', async () => {
  const project = await copySampleWithPictures();
  try {
    const profile = join(project.content, 'profile.yaml');
    const text = await readFile(profile, 'utf8');
    await writeFile(profile, text.replace(/^picturesUnread:.*$/m, ''));
    const { code, stderr } = await project.run('build', '--as-of', SAMPLE_DAY);
    expect(stderr).toMatch(/^pictures .* 1\d\d read/m);
    expect(stderr).not.toMatch(/warning|error/i);
    expect(code).toBe(0);
  } finally {
    await project.remove();
  }
});

import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { copySampleWithPictures } from './shared-release.ts';

const AGREEMENTS = fileURLToPath(new URL('../../content/agreements', import.meta.url));

test('the sample is released on the day its last agreement opens, and shows what was sealed until then', async () => {
  const project = await copySampleWithPictures();
  try {
    const { code, stderr } = await project.run('build', '--as-of', await lastOpening());
    expect({ code, stderr }).toMatchObject({ code: 0 });
    const opened = ['', 'ja/', 'ru/'].map((locale) =>
      join(project.dist, locale, 'case-studies/night-train-timetable/index.html'),
    );
    expect(opened.filter((page) => !existsSync(page))).toEqual([]);
  } finally {
    await project.remove();
  }
});

/** @returns the latest day on which a level of an agreement of the sample begins. */
async function lastOpening(): Promise<string> {
  const files = (await readdir(AGREEMENTS)).filter((each) => each.endsWith('.yaml'));
  const texts = await Promise.all(files.map((file) => readFile(join(AGREEMENTS, file), 'utf8')));
  const days = texts.flatMap((text) =>
    [...text.matchAll(/\bfrom: (\d{4}-\d\d-\d\d)/g)].flatMap(([, day]) => day ?? []),
  );
  return days.toSorted().at(-1) ?? '';
}

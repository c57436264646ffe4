import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { formatProblem } from '../../disclosure/index.ts';
import { readContentFolder } from './content-folder.ts';
import { addRetraction, readRetractions, retractionsFile } from './retractions-file.ts';
import { writeSmallContent } from './small-content.ts';

let dir: string;
let path: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'content-'));
  path = retractionsFile(dir);
});
afterEach(() => rm(dir, { recursive: true }));

const works = [{ work: 'berths' }, { work: 'quay' }];
const read = () => readRetractions(path, 'content/retractions.yaml', works);

test('what is added is read again, beside what an author wrote', async () => {
  await addRetraction(path, { work: 'berths', on: '2026-06-01', reason: 'they asked: "now"' });
  await writeFile(path, `${await readFile(path, 'utf8')}# until they call\n`);
  await addRetraction(path, { work: 'quay', on: '2026-06-02' });
  const { retractions, problems } = await read();
  expect(problems).toEqual([]);
  expect([...retractions.values()]).toEqual([
    { work: 'berths', on: '2026-06-01', reason: 'they asked: "now"' },
    { work: 'quay', on: '2026-06-02' },
  ]);
  expect(await readFile(path, 'utf8')).toMatch(
    /^# Works that were taken down[^]*# until they call/,
  );
});

test.each([
  ['work: berths', 'expected a list'],
  ['- { work: berths }', '`0.on`: is missing'],
  ['- { work: berth, on: 2026-06-01 }', '`0.work`: expected the slug of a work'],
  ['- { work: berths, on: 2026-06-01, isGone: false }', '`0.isGone`'],
  ['- [', 'expected valid YAML'],
])('%s is a mistake, with its field', async (text, message) => {
  await writeFile(path, text);
  const { problems } = await read();
  expect(problems.map(formatProblem).join('\n')).toContain(message);
});

test('a work whose folder is gone may stay on the list', async () => {
  await writeFile(path, '- { work: old, on: 2026-06-01, isGone: true }');
  expect((await read()).problems).toEqual([]);
});

test('an empty file and a list that is no list', async () => {
  await writeFile(path, '# nothing yet\n');
  expect(await read()).toMatchObject({ problems: [] });
  await addRetraction(path, { work: 'quay', on: '2026-06-02' });
  expect((await read()).retractions.size).toBe(1);
  await writeFile(path, 'a: 1');
  await expect(addRetraction(path, { work: 'quay', on: '2026-06-02' })).rejects.toThrow('a list');
});

test('a mistake in it stops the content from being read', async () => {
  await writeSmallContent(dir);
  await writeFile(path, '- { work: brths, on: 2026-06-01 }');
  const { portfolio, problems } = await readContentFolder(dir, {});
  expect(portfolio).toBeNull();
  expect(problems).toHaveLength(1);
});

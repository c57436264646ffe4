import { existsSync } from 'node:fs';
import { chmod, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeBelow, writeSmallContent } from '../node/content/small-content.ts';
import { listFiles } from '../node/files/staging-folder.ts';
import { copyProject, folderHash } from './project-copy.ts';
import type { ProjectCopy } from './project-copy.ts';

/** A whole life of a vault, in order: each test goes on where the one before ended. */
let project: ProjectCopy;
const state = () => join(project.dir, 'state/ada.example');
const day = ['--as-of', '2026-06-01'];
/** What must be nowhere but in the vault. */
const SECRETS = /quorvexil|qvxm|orrowby/i;

beforeAll(async () => {
  project = await copyProject();
  await writeSmallContent(project.content);
});
afterAll(() => project.remove());

async function run(script: string, ...args: string[]) {
  const result = await project.run(script, ...args);
  expect(result.stdout + result.stderr).not.toMatch(SECRETS);
  return result;
}

/** @returns the files below the content and the state that tell a secret. */
async function telling(): Promise<readonly string[]> {
  const folders = [project.content, state()];
  const files = await Promise.all(
    folders.map(async (folder) => (await listFiles(folder)).map((file) => join(folder, file))),
  );
  const texts = await Promise.all(files.flat().map((file) => readFile(file, 'latin1')));
  return files.flat().filter((_file, index) => SECRETS.test(texts[index] ?? ''));
}

let accepted = '';

test('agreements go into the vault, and no plain word of them is left', async () => {
  expect(await run('vault', 'init')).toMatchObject({ code: 0 });
  expect(await run('vault', 'seal', '--remove-plain')).toMatchObject({ code: 0 });
  expect(existsSync(join(project.content, 'agreements'))).toBe(false);
  expect(await telling()).toEqual([]);
});

test('a build from the vault is gated as before', async () => {
  await writeBelow(project.dir, 'public/licence.txt', 'The QVXM licence, of somebody else.\n');
  const { code, stderr } = await run('build', ...day);
  expect(code).toBe(1);
  accepted =
    /licence\.txt:1:5: confidential-term agr-2345\/client \[([0-9a-f]{16})\]/.exec(stderr)?.[1] ??
    '';
  expect(accepted).not.toBe('');
  expect(existsSync(project.dist)).toBe(false);
  expect((await run('nda', 'log')).stdout).toContain('0 entries');
});

test('a finding that is accepted in the vault, by its id and for a while, goes through', async () => {
  const editor = join(project.dir, 'editor');
  const exception = `- { finding: ${accepted}, reason: not them, by: Ada, on: 2026-05-01, until: 2026-06-30 }`;
  await writeFile(editor, `#!/bin/sh\necho '${exception}' > "$1"\n`);
  await chmod(editor, 0o700);
  process.env['EDITOR'] = editor;
  expect(await run('vault', 'edit', 'exceptions')).toMatchObject({ code: 0 });
  const { code, stderr } = await run('build', ...day);
  expect(stderr).toContain(`accepted until 2026-06-30: confidential-term [${accepted}]`);
  expect(stderr).not.toContain('not them');
  expect({ code, stderr }).toMatchObject({ code: 0 });
  expect(await telling()).toEqual([]);
});

test('the log tells what was published and by which permission, for the author alone', async () => {
  const { code, stdout } = await run('nda', 'log', '--json');
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    broken: null,
    gaps: [],
    entries: [
      {
        kind: 'release',
        asOf: '2026-06-01',
        out: project.dist,
        gate: {
          accepted: [{ id: accepted, rule: 'confidential-term', term: 'agr-2345/client' }],
        },
        works: [
          {
            work: 'berths',
            level: 'anonymous',
            withheld: ['N', 'F', 'S', 'P'],
            permissions: [{ agreement: 'agr-2345', step: '2025-01-01', consents: [] }],
            urls: [
              'https://ada.example/case-studies/berths/',
              'https://ada.example/ja/case-studies/berths/',
              'https://ada.example/ru/case-studies/berths/',
            ],
          },
        ],
      },
    ],
  });
  expect((await stat(join(state(), 'releases/1.jws'))).mode & 0o777).toBe(0o600);
});

test('the sheet for the client says what stands there', async () => {
  // The state of the tests lies inside the project, where no sheet may.
  const inside = await run('nda', 'report', 'agr-2345', '--lang', 'en', ...day);
  expect(inside).toMatchObject({ code: 2 });
  const path = `${project.dir}-sheet.html`;
  const { code } = await run('nda', 'report', 'agr-2345', '--lang', 'en', '--to', path, ...day);
  expect(code).toBe(0);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  const sheet = await readFile(path, 'utf8');
  await rm(path);
  for (const said of [
    'Quorvexil Maritime',
    'without your name',
    'from 2025-01-01 on',
    '1 place looked like one',
    '/ja/case-studies/berths/',
  ])
    expect(sheet).toContain(said);
  expect(sheet).not.toContain('zephyrbolt');
});

test('without the key nothing is built, and the last release stays', async () => {
  const before = await folderHash(project.dist);
  const key = join(state(), 'vault-key');
  await rename(key, `${key}.away`);
  const { code, stderr } = await run('build', ...day);
  await rename(`${key}.away`, key);
  expect(code).toBe(2);
  expect(stderr).toContain('there is no key to the vault');
  expect(stderr).not.toContain('    at ');
  expect(await folderHash(project.dist)).toBe(before);
});

test('a work that is retracted is gone at once, stays away, and the log proves when', async () => {
  process.env['COLOPHON_AS_OF'] = '2026-06-01';
  const wrong = await run('retract', '--study', 'berth');
  expect(wrong).toMatchObject({ code: 2 });
  const { code, stdout } = await run(
    'retract',
    '--study',
    'berths',
    '--reason',
    'they asked',
    '--json',
  );
  expect(code).toBe(0);
  const done = JSON.parse(stdout);
  expect(done.urls.pages).toEqual([
    'https://ada.example/case-studies/berths/',
    'https://ada.example/ja/case-studies/berths/',
    'https://ada.example/ru/case-studies/berths/',
  ]);
  expect(done.urls.feeds).toContain('https://ada.example/sitemap.xml');
  expect(done.urls.feeds).toContain('https://ada.example/rss.xml');
  expect(done.places.map((each: { name: string }) => each.name)).toContain('web archives');
  const left = await readdir(join(project.dist, 'case-studies')).catch(() => []);
  expect(left).not.toContain('berths');
  for (const file of await listFiles(project.dist))
    expect(await readFile(join(project.dist, file), 'latin1'), file).not.toMatch(
      /case-studies\/berths/,
    );
  const log = JSON.parse((await run('nda', 'log', '--json')).stdout);
  expect(log).toMatchObject({
    broken: null,
    entries: [
      { kind: 'release' },
      { kind: 'release', retracted: ['berths'], works: [] },
      { kind: 'retraction', work: 'berths', manifest: done.manifest, asked: done.asked },
    ],
  });
  expect(await readFile(join(project.content, 'retractions.yaml'), 'utf8')).toContain('they asked');
  expect((await run('nda', '--json')).stdout).toMatch(/"because": "retracted on \d{4}/);
  delete process.env['COLOPHON_AS_OF'];
});

test('a log that somebody changed is told, and stops the next release', async () => {
  const entry = join(state(), 'releases/2.jws');
  const text = await readFile(entry, 'utf8');
  await writeFile(entry, text.replace(/.{6}$/, 'AAAAAA'));
  const { code, stdout } = await run('nda', 'log');
  expect(code).toBe(1);
  expect(stdout).toContain('BROKEN at entry 2: its signature does not fit');
  expect(await run('nda', 'report', 'agr-2345', ...day)).toMatchObject({ code: 1 });
  await writeFile(entry, text);
  expect(await run('nda', 'log')).toMatchObject({ code: 0 });
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { build } from 'vite';
import { stripVTControlCharacters } from 'node:util';
import { BrokenInput } from '../command.ts';
import { keepUnprinted } from '../unprinted.ts';
import { tellBuildFailure } from './build-failure.ts';

const WITHHELD = 'the crates had been numbered twice';
let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'failure-'));
});
afterAll(() => rm(root, { recursive: true }));

/** What Vite says of a program, as Astro passes it on. */
async function failureOf(program: string, name = 'page.js'): Promise<unknown> {
  await writeFile(join(root, name), program);
  const input = join(root, name);
  const settings = { write: false, rolldownOptions: { input } } as const;
  const config = { root, configFile: false, logLevel: 'silent', build: settings } as const;
  return build(config).then(
    () => null,
    (error: unknown) => error,
  );
}

test('an error of Vite keeps its place and its sense, and quotes nothing', async () => {
  const failure = await failureOf(`const a = 1;\nconst text = \`${WITHHELD}\` const b = ;\n`);
  // Otherwise nothing is shown here.
  expect(stripVTControlCharacters((failure as Error).message)).toContain(WITHHELD);
  const told = tellBuildFailure(failure);
  expect(told).toBeInstanceOf(BrokenInput);
  const { message, stack } = told as BrokenInput;
  expect(message).toMatch(/page\.js:2:\d+/);
  expect(stripVTControlCharacters(message)).toBe(message);
  expect(message).not.toContain('crates');
  expect(`${message}${stack}`).not.toMatch(/^\s+at /m);
});

test('a name in a path or a message is masked', async () => {
  keepUnprinted([{ kind: 'name', writings: ['Quorvexil Maritime'] }]);
  const failure = await failureOf(`import './quorvexil-maritime.png';\n`);
  expect((failure as Error).message).toContain('quorvexil-maritime');
  const { message } = tellBuildFailure(failure) as BrokenInput;
  expect(message).toContain('▇▇▇.png');
  expect(message).not.toMatch(/quorvexil/i);
});

test('our own mistakes and answers stay as they are', () => {
  const broken = new BrokenInput('a', { hint: 'b' });
  const mistake = new Error('bundle: expected one chunk');
  expect(tellBuildFailure(broken)).toBe(broken);
  expect(tellBuildFailure(mistake)).toBe(mistake);
});

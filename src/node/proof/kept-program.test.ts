import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keptProgram } from './kept-program.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'colophon-programs-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** @returns the program, and whether it was made. */
async function take(name: string, program: string): Promise<readonly [string, boolean]> {
  let isMade = false;
  const make = () => {
    isMade = true;
    return Promise.resolve(program);
  };
  return [await keptProgram(name, make, folder), isMade];
}

test('a program is made once, and each has its own name', async () => {
  expect(await take('a', 'one;\n')).toEqual(['one;\n', true]);
  expect(await take('a', 'two;\n')).toEqual(['one;\n', false]);
  expect(await take('b', 'two;\n')).toEqual(['two;\n', true]);
});

test('one that was made of other sources, or is no program, is made again', async () => {
  await take('old', 'one;');
  const path = join(folder, 'old.js');
  const kept = await readFile(path, 'utf8');
  for (const other of [kept.replace(/[\da-f]{64}/, '0'.repeat(64)), '']) {
    await writeFile(path, other);
    expect(await take('old', 'two;')).toEqual(['two;', true]);
  }
});

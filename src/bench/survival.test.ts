import { expect, test } from 'vitest';
import { rewriting, textFile, textOf } from './journeys/journey.ts';
import type { Journey } from './journeys/journey.ts';
import { MissingTool } from './journeys/tools.ts';
import { travel } from './survival.ts';
import type { Sample } from './survival.ts';

/** Files that carry a letter, looked for in what arrives. */
const samples: readonly Sample[] = ['a', 'b'].map((letter) => ({
  name: letter,
  files: [textFile(`${letter}.txt`, `${letter} marked`)],
  read: async ([file]) => {
    const text = file ? textOf(file) : '';
    if (text.includes('forged')) return 'wrong';
    return text.includes(letter) ? 'back' : 'lost';
  },
}));

async function table(...journeys: Journey[]) {
  const columns = [{ name: 'letter', samples }];
  return travel({ title: 'Letters', inputs: 'Two.', columns, journeys }, () => undefined);
}

test('a cell counts what came back', async () => {
  const half = rewriting('without a', (text) => text.replaceAll('a', ''));
  const { markdown, wrong } = await table(half);
  expect(markdown).toContain('| without a | 1 of 2 |');
  expect(wrong).toEqual([]);
});

test('a journey that fails says why, and the next one starts', async () => {
  const crash = rewriting('crash', () => {
    throw new Error('out of road');
  });
  const { markdown } = await table(
    crash,
    rewriting('walk', (text) => text),
  );
  expect(markdown).toContain('| crash | failed: out of road |');
  expect(markdown).toContain('| walk | 2 of 2 |');
});

test('a journey that fails for one file says so beside those that arrived', async () => {
  const partly = rewriting('partly', (text) => {
    if (text.startsWith('a')) throw new Error('no a');
    return text;
  });
  const { markdown } = await table(partly);
  expect(markdown).toContain('| partly | 1 of 2, 1 failed |');
  expect(markdown).toContain('- partly: failed: no a');
});

test('a program that is not there is no loss of the mark', async () => {
  const missing = rewriting('missing', () => {
    throw new MissingTool('soffice');
  });
  expect((await table(missing)).markdown).toContain('| missing | not on this machine |');
});

test('a mark that nobody put there is told apart from a lost one', async () => {
  const { wrong } = await table(rewriting('forge', () => 'forged'));
  expect(wrong).toEqual(['Letters, letter, forge, a', 'Letters, letter, forge, b']);
});

test('a file travels once, however many columns look at it', async () => {
  let calls = 0;
  const counted = rewriting('counted', (text) => {
    calls += 1;
    return text;
  });
  const columns = ['one', 'two'].map((name) => ({ name, samples }));
  await travel({ title: 'T', inputs: 'I', columns, journeys: [counted] }, () => undefined);
  expect(calls).toBe(2);
});

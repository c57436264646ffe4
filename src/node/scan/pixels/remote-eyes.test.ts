import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { remoteEyes } from './remote-eyes.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'colophon-eyes-'));
});
afterEach(() => rm(folder, { recursive: true }));

const DEADLY = Uint8Array.of(1);
const DEADLY_ONCE = Uint8Array.of(2);
const HARMLESS = Uint8Array.of(3);

/** Ends as V8 ends a process when it has to give up; the picture in between only the first time. */
const PROGRAM = `
import { existsSync, writeFileSync } from 'node:fs';
const seenBefore = new URL('./seen-before', import.meta.url);
process.on('message', ({ kind, number, question }) => {
  if (kind !== 'question') return;
  const [first] = question.bytes;
  if (first === 1) process.abort();
  if (first === 2 && !existsSync(seenBefore)) {
    writeFileSync(seenBefore, '');
    process.abort();
  }
  process.send({ number, answer: [{ kind: 'text', name: 'eng', text: String(first) }] });
});
`;

async function openEyes() {
  const path = join(folder, 'eyes.mjs');
  await writeFile(path, PROGRAM);
  return remoteEyes({ logos: [], models: [], columnModel: null }, pathToFileURL(path));
}

const seen = (text: string) => [{ kind: 'text', name: 'eng', text }];

test('a picture that ends the process cannot be read, and the others are', async () => {
  const eyes = await openEyes();
  const [deadly, ...others] = await Promise.allSettled([
    eyes.read(DEADLY),
    eyes.read(HARMLESS),
    eyes.compare(HARMLESS, DEADLY),
    eyes.read(HARMLESS),
  ]);
  expect(deadly).toMatchObject({ status: 'rejected', reason: expect.any(Error) });
  expect(others).toEqual(others.map(() => ({ status: 'fulfilled', value: seen('3') })));
  expect(await eyes.read(HARMLESS)).toEqual(seen('3'));
  await eyes.close();
});

test('an end that no picture is the cause of is no matter', async () => {
  const eyes = await openEyes();
  expect(await Promise.all([eyes.read(DEADLY_ONCE), eyes.read(HARMLESS)])).toEqual([
    seen('2'),
    seen('3'),
  ]);
  await eyes.close();
});

test('nothing is looked at again once the eyes are closed', async () => {
  const eyes = await openEyes();
  const reading = expect(eyes.read(DEADLY)).rejects.toThrow();
  await eyes.close();
  await reading;
});

import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { bundle } from './bundle.ts';
import * as sources from './sound/decode-sound.ts';

const FIXTURES = fileURLToPath(new URL('./sound/fixtures/', import.meta.url));

test('bytes that packages keep in their sources come through', async () => {
  await using folder = await temporaryFolder();
  const code = await bundle({
    ssr: { noExternal: true, target: 'node' },
    build: {
      target: 'node20',
      ssr: fileURLToPath(new URL('./sound/decode-sound.ts', import.meta.url)),
    },
  });
  // It is text to whoever looks at it. Not shown if it is not: it is long.
  expect(/[\0-\x08\v\f\x0E-\x1F]/.test(code)).toBe(false);
  const path = join(folder.path, 'decode-sound.mjs');
  await writeFile(path, code);
  const bundled = (await import(pathToFileURL(path).href)) as typeof sources;
  const names = (await readdir(FIXTURES)).filter((name) => name.startsWith('marked.'));
  expect(names).toHaveLength(4);
  for (const name of names) {
    const file = { name, bytes: new Uint8Array(await readFile(join(FIXTURES, name))) };
    const decoded = await bundled.decodeSound(file);
    expect(decoded).toEqual(await sources.decodeSound(file));
    expect(decoded).not.toEqual(file);
  }
});

async function temporaryFolder() {
  const path = await mkdtemp(join(tmpdir(), 'bundle-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
}

/// <reference types="astro/client" />
import { posix } from 'node:path';
import { expect, test } from 'vitest';

// As text: the script itself needs a DOM. What it does is tried in a real browser.
const sources = import.meta.glob(
  [
    './*egg*.ts',
    '!./*.test.ts',
    './make.ts',
    '../site/egg-words.ts',
    '../marks/egg.ts',
    '../bytes/*.ts',
    '!../bytes/*.test.ts',
  ],
  {
    query: '?raw',
    import: 'default',
    eager: true,
  },
);

test.each(Object.entries(sources))('%s brings no library into visitors’ browsers', (at, source) => {
  const imports = [...String(source).matchAll(/^import (?!type).* from '(.+)'/gm)];
  const others = imports.map(([, from]) => pathFromHere(from ?? '', at)).filter(isNoOwnSource);
  expect(others).toEqual([]);
});

/** @returns what the script at `at` imports as `from`, written as the keys of `sources` are. */
function pathFromHere(from: string, at: string): string {
  if (!from.startsWith('.')) return from;
  const file = posix.join(posix.dirname(at), from);
  return file.startsWith('.') ? file : `./${file}`;
}

function isNoOwnSource(file: string): boolean {
  return !(file in sources);
}

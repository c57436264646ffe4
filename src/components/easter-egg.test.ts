/// <reference types="astro/client" />
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

test.each(Object.entries(sources))('%s brings no library into visitors’ browsers', (_, source) => {
  const imports = [...String(source).matchAll(/^import (?!type).* from '(.+)'/gm)];
  const others = imports.map(([, from]) => from).filter((from) => !OWN.test(from ?? ''));
  expect(others).toEqual([]);
});

const OWN =
  /^(?:\.\/(?:make|egg-form)|\.\.\/site\/egg-words|\.\.\/(?:bytes\/[\w-]+|marks\/egg))\.ts$/;

import { gzipSync, zstdCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { scanFiles } from '../../gate/index.ts';
import { decompress } from './decompress.ts';

const TERMS = [{ id: 'client', writings: ['Harbour Maritime'], kind: 'name' }] as const;

test.each([
  ['gzip', gzipSync],
  ['zstd', zstdCompressSync],
])('a name is found over two members of %s, and none in what is no text', async (name, pack) => {
  const scanned = async (...parts: readonly (string | Uint8Array)[]) => {
    const bytes = new Uint8Array(Buffer.concat(parts.map((part) => pack(part))));
    const { findings } = await scanFiles([{ path: 'file', bytes }], TERMS, decompress);
    return findings.map(({ term, path }) => `${term} ${path}`);
  };
  expect(await scanned('работа для Harb', 'our Maritime и других')).toEqual(['client seam']);
  expect(await scanned('работа для Harbour', 'and Maritime')).toEqual([]);
  expect(await scanned('one', 'Harbour Maritime')).toEqual([`client ${name}`]);
});

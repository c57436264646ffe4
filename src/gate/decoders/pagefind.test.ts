import { encode } from 'cborg';
import { expect, test } from 'vitest';
import { concat } from '../../bytes/concat.ts';
import { toUtf8 } from '../../bytes/utf8.ts';
import type { GatePorts } from '../decoder.ts';
import { pagefind } from './pagefind.ts';

const layersOf = (content: Uint8Array) => [
  ...(pagefind.layers(concat([toUtf8('pagefind_dcd'), content]), {} as GatePorts) as Iterable<{
    readonly kind: string;
    readonly name: string;
    readonly text?: string;
  }>),
];
const namesOf = (content: Uint8Array) => layersOf(content).map(({ name }) => name);

test('a page is a file of JSON', () => {
  expect(layersOf(toUtf8('{"content":"東浜"}'))).toMatchObject([
    { kind: 'bytes', name: 'content' },
  ]);
});

test('tables whose strings are texts are read in UTF-8, whole and string by string', () => {
  const table = encode([
    ['東浜', 7],
    ['Щёлоков', [1, 2]],
  ]);
  expect(namesOf(table)).toEqual(['content', 'strings']);
  expect(layersOf(table).at(-1)?.text).toBe('東浜\nЩёлоков');
});

test.each([
  ['bytes', encode([Uint8Array.of(0xd9, 0xe9, 0xb8), 'a'])],
  ['a string that is cut', encode(['東浜倉庫']).subarray(0, -2)],
  ['what is no CBOR', Uint8Array.of(0x63, 0xff, 0xfe, 0xfd)],
])('%s may be in any charset', (_what, table) => {
  expect(namesOf(table)).toEqual(
    expect.arrayContaining(['content/utf-16le', 'content/windows-1251']),
  );
});

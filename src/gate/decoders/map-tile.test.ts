import { expect, test } from 'vitest';
import { mapTile } from './map-tile.ts';

const ascii = (text: string) => [...new TextEncoder().encode(text)];
const field = (id: number, bytes: readonly number[]) => [id * 8 + 2, bytes.length, ...bytes];
const texts = (bytes: Uint8Array) =>
  [...(mapTile.layers(bytes, {} as never) as Iterable<{ text: string }>)].map(({ text }) => text);

const glyph = field(3, [8, 65, ...field(2, [1, 2, 3]), 24, 9]);
const stack = field(1, [...field(1, ascii('Harbour Sans')), ...field(2, ascii('0-255')), ...glyph]);

test('names of the letters of a map are read', () => {
  const bytes = Uint8Array.from(stack);
  expect(mapTile.accepts(bytes, 'file')).toBe(true);
  expect(texts(bytes)[0]).toBe('Harbour Sans\n0-255');
});

test('a message with any field that is not of a map is none', () => {
  const isTile = (bytes: readonly number[]) => mapTile.accepts(Uint8Array.from(bytes), 'file');
  const name = field(1, ascii('places'));
  expect(isTile(field(3, [...name, 40, 1]))).toBe(true);
  expect(isTile(field(3, [...name, 48, 1]))).toBe(false);
  expect(isTile(field(3, field(1, [0xff])))).toBe(false);
  expect(isTile(field(3, [8, 1]))).toBe(false);
  expect(isTile([...field(3, name), 1])).toBe(false);
  expect(isTile(field(3, name).slice(0, -1))).toBe(false);
  expect(isTile(field(1, [...field(1, ascii('places')), ...field(2, ascii('x'))]))).toBe(false);
});

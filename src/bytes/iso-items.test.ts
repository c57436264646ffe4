import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { itemLocations, itemTypes } from './iso-items.ts';

test('a few bytes cannot stand for millions of extents', () => {
  // Version 0, numbers of no size, one item with 65,535 extents.
  const table = Uint8Array.from([0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0xff, 0xff]);
  expect(() => itemLocations(table, [0, table.length])).toThrow('lie nowhere');
});

test('each number says where it stands', () => {
  const table = Uint8Array.from([0, 0, 0, 0, 0x21, 0x10, 0, 1, 0, 9, 0, 0, 7, 0, 1, 1, 2, 3]);
  expect(itemLocations(table, [0, table.length])).toEqual([
    {
      id: 9,
      isInFile: true,
      base: { at: 12, size: 1, value: 7 },
      extents: [{ offset: { at: 15, size: 2, value: 258 }, length: 3 }],
    },
  ]);
});

property.prop([fc.uint8Array({ maxLength: 64 })])('any bytes are read or refused', (bytes) => {
  for (const read of [itemLocations, itemTypes])
    try {
      read(bytes, [0, bytes.length]);
    } catch (error) {
      expect(error).toBeInstanceOf(RangeError);
    }
});

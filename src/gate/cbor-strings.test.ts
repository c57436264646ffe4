import { fc, test as property } from '@fast-check/vitest';
import { encode } from 'cborg';
import { expect, test } from 'vitest';
import { concat } from '../bytes/concat.ts';
import { toUtf8 } from '../bytes/utf8.ts';
import { cborStrings, credentialStrings } from './cbor-strings.ts';

const box = (content: Uint8Array, size = content.length + 8) =>
  concat([Uint8Array.of(0, 0, size >> 8, size & 255), toUtf8('cbor'), content]);

property.prop([fc.array(fc.string({ maxLength: 300, unit: 'binary' }))])(
  'strings of any size are read one by one',
  (strings) => {
    const all = strings.map((each) => each.toWellFormed());
    expect([...cborStrings(encode({ list: all, number: 70_000 }))]).toEqual([
      'list',
      ...all,
      'number',
    ]);
  },
);

property.prop([fc.uint8Array()])('any bytes are gone through', (bytes) => {
  expect(Array.isArray([...cborStrings(bytes)])).toBe(true);
});

test('what credentials say is found in boxes, in one that is cut as well', () => {
  const claim = encode({ name: 'Harbour Vale', when: 1 });
  const others = toUtf8('a book of carbon, cbor');
  expect([...credentialStrings(concat([others, box(claim), others]))]).toContain('Harbour Vale');
  expect([...credentialStrings(box(claim, 5000))]).toContain('Harbour Vale');
});

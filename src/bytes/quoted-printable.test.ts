import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { fromQuotedPrintable } from './quoted-printable.ts';

test.prop([fc.string({ unit: 'grapheme' })])(
  'what was encoded byte by byte is read again',
  (text) => {
    const bytes = [...new TextEncoder().encode(text)];
    const encoded = bytes.map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`);
    expect(fromQuotedPrintable(encoded.join(''))).toBe(text);
  },
);

test('a soft line break joins the line, other signs of equality stay', () => {
  expect(fromQuotedPrintable('one=\r\ntwo a=b =zz')).toBe('onetwo a=b =zz');
});

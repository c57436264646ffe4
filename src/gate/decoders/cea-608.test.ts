import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { captionText } from './cea-608.ts';

/** The eighth bit makes the number of bits odd. */
function checked(byte: number): number {
  const bits = byte.toString(2).replaceAll('0', '').length;
  return bits % 2 === 1 ? byte : byte | 0x80;
}

const pairs = (...bytes: readonly number[]) => Uint8Array.from(bytes, checked);
const codes = (text: string) => [...text].map((letter) => letter.charCodeAt(0));

property.prop([fc.stringMatching(/^(?:[A-Za-z ]{2}){0,40}$/)])(
  'letters come out as they were written',
  (text) => {
    expect(captionText(pairs(...codes(text)))).toBe(text);
  },
);

property.prop([fc.uint8Array({ maxLength: 200 })])('any bytes are read', (bytes) => {
  expect(captionText(bytes)).not.toMatch(/[\u0000-\u0009\u000B-\u001F]/);
});

test('a mark that is sent twice counts once', () => {
  const backspace = [0x14, 0x21];
  expect(captionText(pairs(...codes('abcd'), ...backspace, ...backspace))).toBe('abc');
  expect(captionText(pairs(...codes('abcd'), ...backspace, 0, 0, ...backspace))).toBe('ab');
});

test('letters of other languages take the place of the one that stands in', () => {
  expect(captionText(pairs(...codes('CAFE'), 0x12, 0x21))).toBe('CAFÉ');
  expect(captionText(pairs(0x11, 0x37, ...codes('ab'), 0x5c, 0x7e))).toBe('♪abéñ');
});

test('a new row is a new line', () => {
  expect(captionText(pairs(0x14, 0x70, ...codes('ab'), 0x14, 0x50, ...codes('cd')))).toBe(
    '\nab\ncd',
  );
});

import { describe, expect, test } from 'vitest';
import { turned } from './turned.ts';
import { rewritten } from './writing.ts';

const read = (text: string) => rewritten(text, turned.edits(text));

describe('what is upside down is turned back:', () => {
  test.each([
    ['ɹnoqɹɐH ɹoɟ', 'for harbour'],
    ['ǝɯɔ∀', 'acme'],
    ['ɐʞmɐwоd ʁvɓ', 'для ромашка'],
    ['above\nɹnoqɹɐɥ\nbelow', 'above\nharbour\n'],
  ])('%j', (written, text) => {
    expect(read(written).toLowerCase()).toContain(text);
  });
});

test('a line of any length is turned around its marks, as often as there are some', () => {
  const long = `${'x'.repeat(5000)}ɹnoqɹɐɥ${'y'.repeat(5000)}`;
  expect(read(long.repeat(3)).match(/harbour/g)).toHaveLength(3);
});

test('a long line is turned as one', () => {
  expect(read('ɹnoqɹɐɥ '.repeat(100)).match(/harbour/g)).toHaveLength(100);
});

test('other text stays as it is', () => {
  const text = 'a line, /fəˈnɛtɪks/ and всё';
  expect(read(text)).toBe(text);
});

import { describe, expect, test } from 'vitest';
import { TURNED } from './turned.ts';
import { rewritten } from './writing.ts';

const [latin, russian] = TURNED.map(
  ({ edits }) =>
    (text: string) =>
      rewritten(text, edits(text)),
);

describe('what is upside down is turned back:', () => {
  test.each([
    ['ɹnoqɹɐH ɹoɟ', 'for Harbour'],
    ['ǝɯɔ∀', 'Acme'.toLowerCase()],
    ['above\nɹnoqɹɐɥ\nbelow', 'above\nharbour\nbelow'],
  ])('%j', (turned, text) => {
    expect(latin?.(turned).toLowerCase()).toBe(text.toLowerCase());
  });

  test('Russian', () => {
    expect(russian?.('ɐʞmɐwоd ʁvɓ')).toBe('для ромашка');
  });
});

test('a line of any length is turned around its marks, as often as there are some', () => {
  const long = `${'x'.repeat(5000)}ɹnoqɹɐɥ${'y'.repeat(5000)}`;
  expect(latin?.(long.repeat(3)).match(/harbour/g)).toHaveLength(3);
});

test('other text stays as it is', () => {
  const text = 'a line, /fəˈnɛtɪks/ and всё';
  expect(latin?.(text)).toBe(text);
  expect(russian?.(text)).toBe(text);
});

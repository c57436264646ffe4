import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { LOST, bytesIn, utf8WithLosses } from './two-bytes.ts';

const letters = fc.string({
  unit: fc.constantFrom(...'ケストレル東浜倉庫株式会社ａｱﾞ。'),
  minLength: 1,
});

test.prop([letters, fc.constantFrom('shift_jis', 'gbk', 'euc-jp')])(
  'the bytes of a text in a charset are read as the text again',
  (text, charset) => {
    const bytes = bytesIn(charset, text.replace(/[ａｱﾞ]/g, ''));
    expect(new TextDecoder(charset).decode(Uint8Array.from(bytes ?? []))).toBe(
      text.replace(/[ａｱﾞ]/g, ''),
    );
  },
);

test('a letter of another charset is told', () => {
  expect(bytesIn('shift_jis', 'ケ한')).toBeNull();
});

test('a letter that is not whole is one sign, and a text with too many of them is none', () => {
  const utf8 = [...new TextEncoder().encode('東浜倉庫')];
  expect(utf8WithLosses(utf8)).toBe('東浜倉庫');
  expect(utf8WithLosses(utf8.with(4, LOST))).toBe('東\uFFFD倉庫');
  expect(utf8WithLosses(utf8.with(3, LOST).with(2, LOST))).toBeNull();
  expect(utf8WithLosses([0x41, 0xe6, 0x41])).toBe('A\uFFFDA');
});

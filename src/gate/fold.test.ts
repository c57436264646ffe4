import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { fold } from './fold.ts';

const SAME: readonly (readonly [what: string, one: string, other: string])[] = [
  ['case', 'HARBOUR', 'harbour'],
  ['accents', 'Société Générale', 'Societe Generale'],
  ['decomposed accents', 'e\u0301toile', 'étoile'],
  ['full width', 'ＡＢＣ１２', 'abc12'],
  ['Cyrillic look-alikes', 'раcе', 'pace'],
  ['ё and й', 'ёлка й', 'елка и'],
  ['katakana and hiragana', 'カメラ', 'かめら'],
  ['half-width kana', 'ｶﾒﾗ', 'カメラ'],
  ['voiced kana, in two characters', 'カ\u3099', 'ガ'],
  ['small kana', 'キャノン', 'キヤノン'],
  ['invisible characters', 'har\u200Bbo\u00ADur\u2060', 'harbour'],
  ['bidi controls', '\u202Eharbour\u202C', 'harbour'],
  ['circled and mathematical letters', '𝐡ⓐrbour', 'harbour'],
  ['ligatures', 'ofﬁce', 'office'],
  ['spaces and dashes of all kinds', 'a\u00A0b\u2014c_d', 'a b c d'],
  ['edges inside an identifier', 'harbourValeApi', 'harbour vale api'],
];

test.each(SAME)('%s make no difference', (_what, one, other) => {
  expect(fold(one).text).toBe(fold(other).text);
});

test.prop([fc.string({ unit: 'grapheme' })])('folding twice changes nothing more', (text) => {
  const once = fold(text).text;
  expect(fold(once).text).toBe(once);
});

describe('offsets', () => {
  test.prop([fc.string({ unit: 'binary' })])('point into the source, never backwards', (text) => {
    const { text: folded, offsets } = fold(text);
    expect(offsets).toHaveLength(folded.length);
    offsets.forEach((offset, index) => {
      expect(offset).toBeLessThan(text.length);
      expect(offset).toBeGreaterThanOrEqual(offsets[index - 1] ?? 0);
    });
  });
});

import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { GAP, fold } from './fold.ts';

function lettersOf(text: string): string {
  const { codes, length } = fold(text);
  return String.fromCharCode(...codes.subarray(0, length));
}

/** The letters with a space wherever a word could end. */
function wordsOf(text: string): string {
  const { codes, gaps, length } = fold(text);
  return [...codes.subarray(0, length)]
    .map((code, at) => ((gaps[at] ?? 0) > GAP.none ? ' ' : '') + String.fromCharCode(code))
    .join('')
    .trim();
}

const SAME: readonly (readonly [what: string, one: string, other: string])[] = [
  ['case', 'HARBOUR', 'harbour'],
  ['accents', 'Société Générale', 'Societe Generale'],
  ['decomposed accents', 'e\u0301toile', 'étoile'],
  ['full width', 'ＡＢＣ１２', 'abc12'],
  ['Cyrillic look-alikes', 'раcе', 'pace'],
  ['Greek look-alikes', 'Ηαrbοur', 'harbour'],
  ['Armenian look-alikes', 'hаrbօսr', 'harbour'],
  ['digits for letters', 'h4rb0ur', 'harbour'],
  ['ё and й', 'ёлка й', 'елка и'],
  ['stress marks', 'Рома\u0301шка', 'Ромашка'],
  ['katakana and hiragana', 'カメラ', 'かめら'],
  ['half-width kana', 'ﾊﾞｽ', 'バス'],
  ['voiced kana, in two characters', 'カ\u3099', 'ガ'],
  ['small kana', 'キャノン', 'キヤノン'],
  ['old kanji', '國學院', '国学院'],
  ['invisible characters', 'har\u200Bbo\u00ADur\u2060', 'harbour'],
  ['bidi controls', '\u202Eharbour\u202C', 'harbour'],
  ['circled and mathematical letters', '𝐡ⓐrbour', 'harbour'],
  ['letters in black squares, and flags', '🅷🅰🇷bour', 'harbour'],
  ['ligatures', 'ofﬁce straße', 'office strasse'],
  ['squared words', '㈱', '株'],
];

test.each(SAME)('%s make no difference', (_what, one, other) => {
  expect(lettersOf(one)).toBe(lettersOf(other));
});

test('what is voiced is another kana', () => {
  expect(lettersOf('バス')).not.toBe(lettersOf('ハス'));
});

describe('a word may end', () => {
  test.each([
    ['a\u00A0b\u2014c_d', 'a b c d'],
    ['harbourVale', 'harbour vale'],
    ['XMLHarbour', 'xml harbour'],
    ['theXHarbour', 'the x harbour'],
    ['harbour2x', 'harbour z x'],
    ['株式Harbourの', '株式 harbour の'],
    ['Ha', 'ha'],
  ])('inside %j', (text, words) => {
    expect(wordsOf(text)).toBe(words.replaceAll(/[ilI]/g, 'l'));
  });

  test('after a word that a hyphen stands before, as after any other', () => {
    const { gaps } = fold('-a b');
    expect(gaps[1]).toBe(GAP.space);
  });

  test('after a hyphen at the end of a line only perhaps', () => {
    expect([...fold('har-\n bour').gaps]).toContain(GAP.joint);
    expect([...fold('har-bour').gaps]).toContain(GAP.mark);
  });
});

test.prop([fc.string({ unit: 'grapheme' })])('folding twice changes nothing more', (text) => {
  const once = lettersOf(text);
  expect(lettersOf(once)).toBe(once);
});

test.prop([fc.string({ unit: 'binary' }), fc.nat(40), fc.nat(40)])(
  'offsets point into the part, never backwards',
  (text, start, size) => {
    const from = Math.min(start, text.length);
    const to = Math.min(from + size, text.length);
    const { offsets, length } = fold(text, from, to);
    for (let index = 0; index < length; index++) {
      expect(offsets[index]).toBeGreaterThanOrEqual(Math.max(from, offsets[index - 1] ?? 0));
      expect(offsets[index]).toBeLessThan(to);
    }
  },
);

test.prop([fc.string({ unit: 'binary', maxLength: 80 }), fc.nat(80)])(
  'a text is folded in parts as in one',
  (text, at) => {
    const middle = Math.min(at, text.length);
    // A pair of surrogates, and a kana with its mark, are not to be parted.
    fc.pre(!/[\uDC00-\uDFFF\u3099\u309a\uff9e\uff9f]/.test(text.charAt(middle)));
    const [whole, first, second] = [fold(text), fold(text, 0, middle), fold(text, middle)];
    expect([
      ...first.codes.subarray(0, first.length),
      ...second.codes.subarray(0, second.length),
    ]).toEqual([...whole.codes.subarray(0, whole.length)]);
  },
);

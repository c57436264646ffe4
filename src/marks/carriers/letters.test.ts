import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { NO_INITIAL, foldLetters, initialOf } from './letters.ts';

test.each([
  ['Made by Ada', 'madebyada'],
  ['Éclair, naïve', 'eclairnaive'],
  ['Ёлка Йод', 'елкаиод'],
  ['コロフォン', 'ころふおん'],
  ['がっこう', 'かつこう'],
  ['ﾊﾟｽﾜｰﾄﾞ', 'はすわと'],
  ['Ｗｉｄｅ １２', 'wide'],
])('%s folds to %s', (text, folded) => {
  expect(foldLetters(text)).toBe(folded);
});

test.prop([fc.string({ unit: 'grapheme' })])('folding twice is folding once', (text) => {
  expect(foldLetters(foldLetters(text))).toBe(foldLetters(text));
});

test.each([
  ['“Quoted” first', 'q'],
  ['— Да, сказал он', 'д'],
  ['「はい」', 'は'],
  ['バッファ', 'は'],
  ['2026 was dry', NO_INITIAL],
  ['…', NO_INITIAL],
  ['', NO_INITIAL],
])('%s begins with %s', (passage, initial) => {
  expect(initialOf(passage)).toBe(initial);
});

import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { readings } from './readings.ts';
import { rewritten } from './writing.ts';

/** The text without readings, and behind each line of it that with readings alone. */
const read = (text: string) => rewritten(text, readings.edits(text));

describe('readings are taken out, and read by themselves:', () => {
  test.each([
    ['北《きた》浜《はま》倉庫《そうこ》の', '北浜倉庫の', 'きたはまそうこの'],
    ['北浜（きたはま）倉庫（そうこ）の', '北浜倉庫の', 'きたはまそうこの'],
    ['北浜(きたはま)倉庫【ソウコ】の', '北浜倉庫の', 'きたはまソウコの'],
    ['｜Harbour《ハーバー》のいえ', 'Harbourのいえ', 'ハーバーのいえ'],
    ['{北浜|きた|はま}{倉庫|そうこ}', '北浜倉庫', 'きたはまそうこ'],
    ['[[rb:北浜 > きたはま]]倉庫', '北浜倉庫', 'きたはま倉庫'],
    ['[北浜]^(きたはま){倉庫}(そうこ)', '北浜倉庫', 'きたはまそうこ'],
    ['\\ruby{北浜}{きたはま}\\ruby[g]{倉庫}{そうこ}', '北浜倉庫', 'きたはまそうこ'],
  ])('%s', (text, base, reading) => {
    expect(read(text)).toBe(`${base}\n${reading}`);
    expect(read(`あ\n${text}\nい`)).toBe(`あ\n${base}\n${reading}\nい`);
  });

  test('notes are taken out', () => {
    expect(read('北［＃「北」に傍点］浜')).toBe('北浜');
  });
});

test.each([
  'の倉庫（北浜）、港(3)、「きた」（いう）',
  'const {a|b} = f(x)[y](z)',
  'call(me), {a|b|c}, \\rubyx{a}{b}',
  'い|う《》',
])('what is no reading stays: %s', (text) => {
  expect(read(text)).toBe(text);
});

const kanji = fc.constantFrom(...'北浜倉庫東京港');
const kana = fc.string({ unit: fc.constantFrom(...'きたはまそうこ'), minLength: 1, maxLength: 4 });

test.prop([
  fc.array(fc.tuple(kanji, fc.option(kana)), { minLength: 1, maxLength: 12 }),
  fc.constantFrom('《》', '（）', '()', '【】', '｢｣'),
])(
  'kanji with readings behind some of them are read as they are',
  (letters, [open = '', close = '']) => {
    const text = letters.map(([base, reading]) => base + (reading ? open + reading + close : ''));
    expect(read(text.join('')).split('\n')[0]).toBe(letters.map(([base]) => base).join(''));
  },
);

import { describe, expect, test } from 'vitest';
import { errorsIn, scan } from './planted-text.ts';

// Text that was read in a wrong charset and saved so. Written by iconv, and read by what TextDecoder has; IBM 437 by
// Python.

const AROUND = 'made for them, and it was good work: ';

const PLANTS: readonly (readonly [how: string, text: string])[] = [
  ['KOI8-R in windows-1251', 'уЕЧЕТОЩК рПТФ'],
  ['windows-1251 in KOI8-R', 'яЕБЕПМШИ оНПР'],
  ['DOS in windows-1251', '‘ҐўҐа­л© Џ®ав'],
  ['windows-1251 in DOS', '╤хтхЁэ√щ ╧юЁЄ'],
  ['KOI8-R in Latin letters', 'óÅ×ÅÒÎÙÊ ðÏÒÔ'],
  ['DOS in Latin letters', '‘¥¢¥à\u00ADë© \u008F®àâ'],
  ['DOS in IBM 437', 'æÑóÑα¡δ⌐ Å«αΓ'],
  ['windows-1251 in Polish letters', 'Ńĺâĺđíűé Ďîđň'],
  ['UTF-8 in KOI8-R', 'п║п╣п╡п╣я─п╫я▀п╧ п÷п╬я─я┌'],
  ['UTF-8 in DOS', '╨б╨╡╨▓╨╡╤А╨╜╤Л╨╣ ╨Я╨╛╤А╤В'],
  ['UTF-8 in IBM 437', '╨í╨╡╨▓╨╡╤Ç╨╜╤ï╨╣ ╨ƒ╨╛╤Ç╤é'],
  ['UTF-8 in letters of a Macintosh', '–°–µ–≤–µ—Ä–Ω—ã–π –ü–æ—Ä—Ç'],
  ['UTF-8 in Polish letters', 'ĐˇĐµĐ˛ĐµŃ€Đ˝Ń‹Đą ĐźĐľŃ€Ń‚'],
  ['an accent in windows-1251', 'kestrelhГ¤fen.example'],
  ['an accent in KOI8-R', 'kestrelhц╓fen.example и kц╤'],
  ['an accent in letters of a Macintosh', 'kestrelh√§fen.example'],
  ['an accent in Polish letters', 'kestrelhĂ¤fen.example'],
  ['an accent in Shift_JIS', 'kestrelhﾃ､fen.example'],
  ['Shift_JIS in Latin letters', 'Š”Ž®‰ïŽÐƒPƒXƒgƒŒƒ‹'],
  ['Shift_JIS in IBM 437', 'èöÄ«ë∩Ä╨âPâXâgâîâï'],
  [
    'Shift_JIS in Latin-1',
    '\u008A\u0094\u008E®\u0089ï\u008EÐ\u0083P\u0083X\u0083g\u0083\u008C\u0083\u008B',
  ],
  ['EUC-JP in Latin letters', '³ô¼°²ñ¼Ò¥±¥¹¥È¥ì¥ë'],
  ['UTF-8 in Shift_JIS', '譬ｪ蠑丈ｼ夂､ｾ繧ｱ繧ｹ繝医Ξ繝ｫ'],
  ['UTF-8 in windows-1251', 'ж ЄејЏдјљз¤ѕг‚±г‚№гѓ€гѓ¬гѓ«'],
];

describe('a name is found that was read in a wrong charset:', () => {
  test.each(PLANTS)('%s', async (_how, text) => {
    for (const content of [AROUND + text, `{"a":"${escaped(text)}"}`]) {
      expect(await errorsIn('a.txt', content)).toMatchObject([{ rule: 'confidential-term' }]);
    }
  });

  test('with bytes lost on the way, as a doubt', async () => {
    // Shift_JIS has no letter for two of the bytes: browsers show U+FFFD, Windows a dot.
    for (const text of ['繝峨Ν繝｡繝ｭ譚ｱ豬懷�蠎ｫ', '繝峨Ν繝｡繝ｭ譚ｱ豬懷・蠎ｫ']) {
      const terms = [{ id: 'long', writings: ['ドルメロ東浜倉庫'], kind: 'name' }] as const;
      expect(await scan('a.txt', AROUND + AROUND + text, terms)).toMatchObject([
        { rule: 'possible-term', term: 'long' },
      ]);
    }
  });
});

/** As Python writes JSON by default. */
function escaped(text: string): string {
  return text.replace(
    /[^ -~]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

describe('what only looks like it is left alone:', () => {
  test.each([
    ['a tree of folders', '├── src\n│   ├── a.ts\n└── ╔══╗ ░▒▓█ «Я» ╚══╝'],
    ['abbreviations', 'ГОСТ, вУЗ, НИИ и кПа; «ЖКГ», уЕЧЕТ; ЮНЕСКО №5 §3'],
    ['words with accents', 'à l’œuvre “São João”, Ångström, cœur; Đorđe, Łódź, ĄĘŁ; ¥500, ½ ¼'],
    ['Japanese', '･ｹﾃｰｼｮﾝ, ﾃﾞｰﾀ・東京・大阪 械器と邪気'],
  ])('%s', async (_what, content) => {
    expect(await scan('a.txt', content)).toEqual([]);
  });
});

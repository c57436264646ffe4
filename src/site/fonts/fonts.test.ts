import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { fontStylesheet, formatRanges, parseRanges } from './faces.ts';
import type { FontFace } from './faces.ts';
import { pageGlyphs } from './glyphs.ts';
import { DISPLAY_FAMILY, displayOnly, wishesOf, withoutBold } from './page-faces.ts';

const face = (role: FontFace['role'], covers: RegExp, name: string = role): FontFace => ({
  name,
  family: role.startsWith('japanese') ? 'J' : 'T',
  style: role === 'italic' ? 'italic' : 'normal',
  weight: role === 'japanese-bold' ? '600' : '400',
  role,
  pages: 'all',
  covers: (code) => covers.test(String.fromCodePoint(code)),
});
const latin = face('text', /[\u0020-\u00ff]/, 'latin');
const cyrillic = face('text', /\p{sc=Cyrillic}/u, 'cyrillic');
const italic = face('italic', /[\u0020-\u00ff]/);
const most = face('japanese', /[\u3000-\u9fff]/, 'most');
const rare = face('japanese', /[\u3000-\uffff]/, 'rare');
const bold = face('japanese-bold', /[\u3000-\u9fff]/);
const faces = [latin, cyrillic, italic, most, rare, bold];

function lettersBy(html: string, shared = pageGlyphs(html)) {
  const wishes = wishesOf(pageGlyphs(html), { text: shared.all, italic: shared.italic }, faces);
  return Object.fromEntries(wishes.map((wish) => [wish.face.name, wish.letters.join('')]));
}

describe('the letters of a page', () => {
  test('are those a reader sees, in both cases, attributes included', () => {
    const { all } = pageGlyphs('<html lang="en"><style>q</style><p>ab</p><img alt="ç">');
    expect([...all].toSorted().join('')).toBe('ABabÇç');
  });

  test('are told apart by how they are set', () => {
    const page = pageGlyphs(
      '<h1>d</h1><p>a<em>i<b>x</b></em></p><h3>h</h3><dt class="label">l<b>l</b></dt>' +
        '<table data-stacked><tr><td>s</td><td>t</td></tr></table><a class="name semibold">n</a>',
    );
    expect([...page.italic].toSorted().join('')).toBe('IXix');
    expect([...page.bold].toSorted().join('')).toBe('HNSXhnsx');
    expect(page.unlabelled).not.toContain('l');
    expect([...page.display].toSorted().join('')).toBe('DHdh');
  });

  test('count invisible marks as nothing', () => {
    expect(pageGlyphs('<p>a\u200b\u2060\u200c</p>').all).toEqual(new Set(['a', 'A']));
  });

  test('take from a script what is of the language of the page, written with escapes or not', () => {
    const script = '<script>x("\\u6f22","字","жук")</script>';
    expect([...pageGlyphs(`<html lang="ja">${script}`).all].join('')).toBe('漢字');
    expect(pageGlyphs(`<html lang="ru">${script}`).all).toContain('ж');
    expect(pageGlyphs(`<html lang="en">${script}`).all.size).toBe(0);
  });
});

describe('a page ships', () => {
  test('no alphabet it does not use', () => {
    expect(Object.keys(lettersBy('<p>ab</p>'))).toEqual(['latin']);
  });

  test('the letters that the pages of its language share', () => {
    const shared = pageGlyphs('<p>abc</p>');
    expect(lettersBy('<p>b</p>', shared)['latin']).toBe('ABCabc');
  });

  test('its own Japanese, each letter from the first font that has it', () => {
    const page = '<html lang="ja"><p>漢ａ</p><p><b>字</b></p>';
    expect(lettersBy(page)).toEqual({ most: '字漢', rare: 'Ａａ', 'japanese-bold': '字' });
  });

  test('Japanese semibold in Japanese alone', () => {
    expect(lettersBy('<html lang="en"><th>字</th>')).toEqual({ most: '字' });
  });

  test('the face for its language, where there are two', () => {
    const both = [
      { ...latin, name: 'wide', pages: 'not-japanese' as const },
      { ...latin, name: 'narrow', pages: 'japanese' as const },
    ];
    const namesIn = (lang: string) => {
      const page = pageGlyphs(`<html lang="${lang}"><p>a`);
      const shared = { text: page.all, italic: page.italic };
      return wishesOf(page, shared, both).map((wish) => wish.face.name);
    };
    expect(namesIn('ja')).toEqual(['narrow']);
    expect(namesIn('ru')).toEqual(['wide']);
  });

  test('headings alone where all would be too much, under a name of their own', () => {
    const page = pageGlyphs('<html lang="ja"><h1>題</h1><p>a漢</p>');
    const wishes = wishesOf(page, { text: page.all, italic: page.italic }, faces);
    const left = displayOnly(wishes, page);
    expect(left.map(({ face: { name }, letters, family }) => [name, letters, family])).toEqual([
      ['latin', ['A', 'a'], undefined],
      ['most', ['題'], DISPLAY_FAMILY],
    ]);
    expect(withoutBold(wishes).some((wish) => wish.face === bold)).toBe(false);
  });
});

describe('ranges of letters', () => {
  test.prop([fc.uniqueArray(fc.integer({ min: 0, max: 0x10ffff }))])(
    'say what they were made of',
    (codes) => {
      const back = parseRanges(formatRanges(codes)).flatMap(([from, to]) =>
        Array.from({ length: to - from + 1 }, (_each, index) => from + index),
      );
      expect(back).toEqual(codes.toSorted((a, b) => a - b));
    },
  );

  test('may have wildcards', () => {
    expect(parseRanges('U+4??, u+26')).toEqual([
      [0x400, 0x4ff],
      [0x26, 0x26],
    ]);
  });
});

test('a style sheet names file, weight and letters', () => {
  const file = {
    face: latin,
    letters: ['a', 'b', 'z'],
    bytes: new Uint8Array(),
    url: '/f/a.woff2',
  };
  expect(fontStylesheet([file])).toBe(
    "@font-face{font-family:'T';font-style:normal;font-weight:400;font-display:swap;" +
      "src:url(/f/a.woff2) format('woff2');unicode-range:U+61-62,U+7A}\n",
  );
});

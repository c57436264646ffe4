import { describe, expect, test } from 'vitest';
import { errorsIn, scan } from './planted-text.ts';

// Letters that are not written, but called: by their numbers, by their names, or by what stands for them.

const RU = 'Северный Порт';
const JA = '株式会社ケストレル';
const codes = (text: string) => Array.from(text, (letter) => letter.charCodeAt(0));
const each = (text: string, write: (code: number) => string, between: string) =>
  codes(text).map(write).join(between);
const hex4 = (code: number) => code.toString(16).toUpperCase().padStart(4, '0');
const NAME = 'Quorvexil Maritime';
const source = (body: string) => `\\documentclass{article}\n\\begin{document}\n${body}\n`;

const PLANTS: readonly (readonly [what: string, path: string, content: string])[] = [
  ['a sum of SQL', 'a.sql', `SELECT ${each(NAME, (code) => `CHR(${code})`, '||')} FROM dual;`],
  ['a sum of Transact-SQL', 'a.sql', `SELECT ${each(RU, (code) => `NCHAR(${code})`, ' + ')};`],
  ['a literal with a break in it', 'a.sql', `SELECT 'Quorvexil' || chr(10) || 'Maritime';`],
  ['a sum of Basic', 'a.bas', `a = ${each(RU, (code) => `ChrW(&H${hex4(code)})`, ' & ')}`],
  ['a sum of Basic over lines', 'a.bas', `a = ${each(NAME, (code) => `Chr(${code})`, ' & _\n  ')}`],
  [
    'a sum of Basic among literals',
    'a.bas',
    `a = "Qu" & Chr(111) & "rvexil " & Chr(77) & "aritime"`,
  ],
  ['a sum of PHP', 'a.txt', `$a = ${each(NAME, (code) => `chr(${code})`, '.')};`],
  ['a sum of Python', 'a.py', `a = ${each(RU, (code) => `chr(0x${code.toString(16)})`, ' + ')}`],
  ['a sum of PowerShell', 'a.ps1', `$a = ${each(NAME, (code) => `[char]${code}`, '+')}`],
  ['a sum of PowerShell among literals', 'a.ps1', "$a = 'Qu' + [Char]0x6f + 'rvexil Maritime'"],
  ['a text of PowerShell', 'a.ps1', '"Quorv$([char]0x65)xil Maritime"'],
  ['a cell of a table', 'a.csv', `=${each(RU, (code) => `UNICHAR(${code})`, '&')}`],
  ['a sum of JavaScript', 'a.js', each(RU, (code) => `String.fromCharCode(${code})`, '+')],
  [
    'names of Latin letters',
    'a.py',
    'a = "Qu\\N{LATIN SMALL LETTER O}rvexil\\N{SPACE}M\\N{LATIN SMALL LETTER A WITH ACUTE}ritime"',
  ],
  [
    'names of Cyrillic letters',
    'a.py',
    'a = "Северн\\N{CYRILLIC SMALL LETTER YERU}\\N{CYRILLIC SMALL LETTER SHORT I} \\N{CYRILLIC CAPITAL LETTER PE}орт"',
  ],
  [
    'names of kana and kanji',
    'a.py',
    'a = "\\N{CJK UNIFIED IDEOGRAPH-682A}式会社\\N{KATAKANA LETTER KE}ス\\N{katakana letter to}レル"',
  ],
  ['numbers in braces, of Perl', 'a.pl', `"${each(RU, (code) => `\\N{U+${hex4(code)}}`, '')}"`],
  ['a row of numbers', 'a.md', `It is ${each(RU, (code) => `U+${hex4(code)}`, ' ')}, they say.`],
  ['a list of numbers', 'a.md', `It is (${each(JA, (code) => `U+${hex4(code)}`, ', ')}).`],
  ['what R cannot print', 'a.txt', `## [1] "${each(RU, (code) => `<U+${hex4(code)}>`, '')}"`],
  [
    'what R cannot print, on a page',
    'a.html',
    `<!doctype html><pre>## "${each(JA, (code) => `&lt;U+${hex4(code)}&gt;`, '')}"</pre>`,
  ],
  ['numbers of TeX', 'a.tex', source(each(RU, (code) => `^^^^${hex4(code).toLowerCase()}`, ''))],
  ['bytes of TeX', 'a.toc', 'kestrelh^^c3^^a4fen.example'],
  ['a byte of TeX', 'a.tex', source('kestrelh^^e4fen.example')],
  ['a letter with a sign', 'a.tex', source('kestrelh\\"afen.example')],
  ['a letter with a sign in braces', 'a.bib', '@misc{a, title = {kestrelh{\\"{a}}fen.example}}'],
  ['a letter with a hook', 'a.tex', source('Q\\v{u}orvexil Mar\\v\\i time')],
  ['a letter by its number', 'a.tex', source('Q\\symbol{117}orvexil \\char"4D aritime')],
  [
    'Cyrillic letters by their names',
    'a.tex',
    source('{\\CYRS\\cyre\\cyrv\\cyre\\cyrr\\cyrn\\cyrery\\cyrishrt} \\CYRP \\cyro\\cyrr\\cyrt'),
  ],
  [
    'a text of the registry',
    'a.reg',
    'Windows Registry Editor Version 5.00\r\n\r\n[HKEY_CURRENT_USER\\a]\r\n"b"=hex(2):51,00,75,00,6f,00,72,00,76,00,65,00,78,00,69,00,6c,00,20,00,4d,00,\\\r\n  61,00,72,00,69,00,74,00,69,00,6d,00,65,00,00,00\r\n',
  ],
  [
    'texts of the registry',
    'a.reg',
    'Windows Registry Editor Version 5.00\r\n\r\n"b"=hex(7):21,04,35,04,32,04,35,04,40,04,3d,04,4b,04,39,04,20,00,1f,04,3e,04,40,\\\r\n  04,42,04,00,00,00,00\r\n',
  ],
  [
    'Japanese of seven bits in an address',
    'a.html',
    '<!doctype html><a href="https://a.example/?q=%1B%24B3t%3C02q%3CR%251%259%25H%25l%25k%1B%28B">a</a>',
  ],
  ['Japanese of seven bits in JSON', 'a.json', '{"a":"\\u001b$B3t<02q<R%1%9%H%l%k\\u001b(B"}'],
  ['Japanese of seven bits without escapes', 'a.txt', '$B3t<02q<R%1%9%H%l%k(B'],
];

describe('a name is found in', () => {
  test.each(PLANTS)('%s', async (_what, path, content) => {
    expect(await errorsIn(path, content)).toMatchObject([{ rule: 'confidential-term' }]);
  });
});

describe('what only looks like it is left alone:', () => {
  test.each([
    [
      'a sum of other letters',
      'a.sql',
      `SELECT CHR(81) || CHR(85) || 'orvexil' || f(3) || 'Maritime'`,
    ],
    ['calls that are added', 'a.js', `a=f(1)+g(2);char(3)&b;d.chr(4).e(5)+"Quorvexil"`],
    [
      'letters without a name',
      'a.py',
      String.raw`"\N{LATIN SMALL LETTER} \N{} \N{x} \N{U+110000}"`,
    ],
    [
      'a range of letters',
      'a.css',
      'unicode-range: U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC;',
    ],
    [
      'letters of a font',
      'a.css',
      `@font-face{unicode-range:U+0020,${each(JA, (code) => `U+${hex4(code)}`, ',')};src:url(a)}`,
    ],
    ['quotes in a string', 'a.json', String.raw`{"a":"{\"Quor\":\"vexil\"} ^^zz ^^^^"}`],
    ['a variable', 'a.sh', '$Bill(Below) $B $@ab(B'],
    ['bytes that are no text', 'a.reg', 'REGEDIT4\r\n"b"=hex:51,75,6f,72,76,65,\\\r\n  ff,00\r\n'],
  ])('%s', async (_what, path, content) => {
    expect(await scan(path, content)).toEqual([]);
  });
});

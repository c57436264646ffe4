import { describe, expect, test } from 'vitest';
import { errorsIn, scan } from './planted-text.ts';

// How programs other than editors of text write letters: as pandoc, ezdxf, pg_dump, draw.io and phones did.

const SCC = `Scenarist_SCC V1.0

00:00:00:00	9420 9420 9470 9470 d175 ef72 76e5 f8e9 ec20 cd61 f2e9 f4e9 6de5 942f 942f
`;
const card = (value: string) => `BEGIN:VCARD\r\nVERSION:2.1\r\n${value}\r\nEND:VCARD\r\n`;

const PLANTS: readonly (readonly [what: string, path: string, content: string])[] = [
  ['captions of television', 'a.scc', SCC],
  [
    'lyrics with a time for each part of a word',
    'a.lrc',
    '[00:01.00]<00:01.00>Quor<00:01.10>vexil <00:01.20>Mari<00:01.30>time\n',
  ],
  [
    'a text of AutoCAD',
    'a.dxf',
    '  0\r\nTEXT\r\n  1\r\n\\U+0421\\U+0435\\U+0432\\U+0435\\U+0440\\U+043D\\U+044B\\U+0439 \\U+041F\\U+043E\\U+0440\\U+0442\r\n',
  ],
  [
    'a text of a Japanese AutoCAD',
    'a.dxf',
    '  1\r\n\\M+18A94\\M+18EAE\\M+189EF\\M+18ED0\\M+18350\\M+18358\\M+18367\\M+1838C\\M+1838B\r\n',
  ],
  [
    'a text of AutoCAD that goes on in the next group',
    'a.dxf',
    '  0\r\nMTEXT\r\n  3\r\na long text about Quorv\r\n  1\r\nexil Maritime\r\n',
  ],
  [
    'a name in STEP',
    'a.step',
    "ISO-10303-21;\n#1=PRODUCT('\\X2\\0421043504320435044004".concat(
      "3D044B0439\\X0\\ \\X2\\041F043E04400442\\X0\\','',$);\n",
    ),
  ],
  [
    'an address of draw.io',
    'a.html',
    '<a href="https://viewer.diagrams.net/#RXU5JCsAgDHxN7jY%2BwS4nD32CYKCCYgkqPr%2B2Qls8BGbLMCBVqBub89DRkge5gFQcY%2BooVEXeAwpnQc6AKNoBroNbjM%2FUA3uOXKi6W9aGXXKBnp%2B3AjstxIlql6Z%2FawPfgEaGfRc%3D">x</a>',
  ],
  [
    'bytes of PostgreSQL',
    'a.sql',
    'COPY t FROM stdin;\n1\t\\\\x51756f72766578696c204d61726974696d65\n',
  ],
  [
    'a card in Shift_JIS',
    'a.vcf',
    card(
      'ORG;CHARSET=SHIFT_JIS;ENCODING=QUOTED-PRINTABLE:=8A=94=8E=AE=89=EF=8E=D0=83=50=\r\n=83=58=83=67=83=8C=83=8B',
    ),
  ],
  [
    'a card in KOI8-R',
    'a.vcf',
    card('ORG;ENCODING=QUOTED-PRINTABLE;CHARSET=KOI8-R:=F3=C5=D7=C5=D2=CE=D9=CA=20=F0=CF=D2=D4'),
  ],
  [
    'an answer of a server in pieces',
    'a.warc',
    'WARC/1.0\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7\r\nQuorvex\r\nb\r\nil Maritime\r\n0\r\n\r\n',
  ],
  [
    'a string of Lua',
    'a.lua',
    'local a = "\\81\\117\\111\\114\\118\\101\\120\\105\\108\\32\\77\\97\\114\\105\\116\\105\\109\\101"\n',
  ],
  [
    'a record of a name server',
    'a.zone',
    'a IN TXT "\\208\\161\\208\\181\\208\\178\\208\\181\\209\\128\\208\\189\\209\\139\\208\\185 \\208\\159\\208\\190\\209\\128\\209\\130"\n',
  ],
  [
    'a string of Perl',
    'a.pl',
    'my $a = "\\x{421}\\x{435}\\x{432}\\x{435}\\x{440}\\x{43d}\\x{44b}\\x{439}\\x{20}\\x{41f}\\x{43e}\\x{440}\\x{442}";\n',
  ],
  ['a string of Ruby', 'a.rb', 'a = "\\u{421 435 432 435 440 43d 44b 439 20 41f 43e 440 442}"\n'],
  ['a column of SharePoint', 'a.json', '{"Quorvexil_x0020_Maritime":1}'],
  [
    'a command of PowerShell',
    'a.cmd',
    'powershell -EncodedCommand VwByAGkAdABlACAAIgBRAHUAbwByAHYAZQB4AGkAbAAgAE0AYQByAGkAdABpAG0AZQAiAA==\n',
  ],
  [
    'a value in a database of Microsoft',
    'a.sql',
    'INSERT a VALUES (0x210435043204350440043D044B04390420001F043E0440044204)\n',
  ],
  [
    'Russian in UTF-8 that was taken for windows-1251',
    'a.json',
    '{"a":"РЎРµРІРµСЂРЅС‹Р№ РџРѕСЂС‚"}',
  ],
  ['Russian that was taken for Latin letters', 'a.json', '{"a":"Ñåâåðíûé Ïîðò"}'],
  [
    'a value in a directory (LDIF)',
    'a.ldif',
    'version: 1\n\ndn: cn=a\ndescription:: QSBsb25nIGRlc2NyaXB0aW9uIGluIHdoaWNoIGF0IHNvbWUgcGxhY2UsIGFmdGVyI\n G1hbnkgd29yZHMsIHRoZXJlIGlzIHRoZSBuYW1lIG9mIHRoZSBjbGllbnQsIHdoaWNoIGlzIFF1b3J\n 2ZXhpbCBNYXJpdGltZSwgYW5kIHRoZW4gaXQgZ29lcyBvbg==\nsn: b\n',
  ],
  [
    'a page of Next.js, which sends its data in pieces',
    'a.html',
    '<!doctype html><script>self.__next_f.push([1,"3:{\\"a\\":\\"Quorve"])</script><script>self.__next_f.push([1,"xil Maritime\\"}"])</script>',
  ],
  [
    'a page of React Router, which does so too',
    'a.html',
    '<!doctype html><script>window.__reactRouterContext.streamController.enqueue("[\\"Quorve");</script><script>window.__reactRouterContext.streamController.enqueue("xil Maritime\\"]");</script>',
  ],
  ['a card in base64', 'a.vcf', card('ORG;ENCODING=BASE64:ipSOronvjtCDUINYg2eDjIOL\r\n')],
];

describe('a name is found in', () => {
  test.each(PLANTS)('%s', async (_what, path, content) => {
    expect(await errorsIn(path, content)).toMatchObject([{ rule: 'confidential-term' }]);
  });
});

describe('what only looks like it is left alone:', () => {
  test.each([
    ['captions that say something else', 'a.scc', SCC.replace('d175 ef72', 'd175 6d6d')],
    ['a folder behind a backslash', 'a.txt', String.raw`C:\xcafe\U+Drive \M+ and \S\a`],
    [
      'groups of a drawing that are two texts',
      'a.dxf',
      'MTEXT\r\n  1\r\nQuorv\r\n  1\r\nexil Maritime\r\n',
    ],
    [
      'an address with a mark on its page',
      'a.html',
      '<a href="https://app.diagrams.net/help#ReadThisFirstAndThenTheRest">a</a>',
    ],
    [
      'a card of somebody else',
      'a.vcf',
      card('N;CHARSET=SHIFT_JIS;ENCODING=QUOTED-PRINTABLE:=89=EF=8E=D0'),
    ],
    ['octal bytes', 'a.c', String.raw`char a[] = "\101\102\103\177";`],
    ['French, Russian and signs', 'a.txt', 'créée à l’œuvre; «Я» — «Ты», 20 °C, 5 µm'],
  ])('%s', async (_what, path, content) => {
    expect(await scan(path, content)).toEqual([]);
  });
});

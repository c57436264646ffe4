import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { escapeHtml } from '../../bytes/escape-html.ts';
import { NAME, again, base64, errorsIn, hex, html, scan } from './planted-text.ts';
import type { Plant } from './planted-text.ts';

const binary = (text: string) =>
  [...Buffer.from(text)].map((byte) => byte.toString(2).padStart(8, '0')).join(' ');
const bytesEscaped = (text: string) => hex(text).replace(/../g, '\\x$&');
const octal = (text: string) =>
  [...Buffer.from(text)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
/** As `xxd` shows it: the place, the bytes, and the letters. */
const dump = (text: string, line: string) =>
  (text.match(/[^]{1,16}/g) ?? [])
    .map((part, at) =>
      line
        .replace('%o', (at * 16).toString(16).padStart(8, '0'))
        .replace('%x', hex(part).replace(/..(?!$)/g, '$& '))
        .replace('%a', part),
    )
    .join('\n');
const plantUml = (text: string) => {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const own = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_';
  const code = base64(deflateRawSync(text)).replaceAll('=', '');
  return code.replace(/./g, (digit) => own[digits.indexOf(digit)] ?? '');
};
/** 株式会社ケストレル */
const EUC_JP = Buffer.from('b3f4bcb0b2f1bcd2a5b1a5b9a5c8a5eca5eb', 'hex');

const CODED: readonly Plant[] = [
  ['base64 in the middle of a text that begins with a bracket', 'a.txt', `< 3 ${base64(NAME)}`],
  ['ascii85', 'a.txt', 'see <~;0?etG%Go4C`lG\\EbTW0D.N~> there'],
  [
    'an address of PlantUML',
    'a.html',
    html(
      `<img src="https://www.plantuml.com/plantuml/svg/${plantUml(`@startuml\nAda -> ${NAME}: asks\n@enduml`)}">`,
    ),
  ],
  [
    'lines of hexadecimal digits',
    'a.txt',
    `${hex(`12345678 ${NAME}`).replace(/.{24}/g, '$&\n')}\n`,
  ],
  ['a dump', 'a.txt', dump(`POST /a HTTP/1.1 ${NAME}`, '%o: %x  %a')],
  ['a dump with colons', 'a.txt', dump(`Host 1.1 by ${NAME}`, '%x').replaceAll(' ', ':')],
  ['binary digits', 'index.html', html(`<pre>${binary(NAME)}</pre>`)],
  [
    'UTF-8 that was saved as Latin',
    'a.html',
    html(Buffer.from('Северный Порт').toString('latin1')),
  ],
  ['UTF-8 in escapes of bytes', 'a.php', `$a = "${bytesEscaped('Северный Порт')}";`],
  ['UTF-8 in octal escapes', 'a.sh', `printf '${octal('Северный Порт')}'`],
  ['UTF-8 in a list of bytes', 'a.js', `x(new Uint8Array([${[...Buffer.from('Северный Порт')]}]))`],
  ['escapes of eight digits', 'a.toml', 'a = "\\U00000051uorvexil Maritime"'],
  ['breaks and forms of TeX', 'a.tex', '\\begin{a} Quor\\-vexil \\textbf{Mari}time'],
  [
    'EUC-JP of an even length',
    'a.html',
    Uint8Array.from([...Buffer.from('<meta charset=euc-jp>'), ...EUC_JP]),
  ],
  [
    'entities that a document declares',
    'a.svg',
    '<!DOCTYPE svg [<!ENTITY a "Quor"><!ENTITY b "&a;vexil">]><svg><text>&b; Maritime</text></svg>',
  ],
];

/** Text in elements, in text in elements. */
const inElements = (times: number, text: string) =>
  again(times, (inner) => `<p title="${escapeHtml(inner)}">a</p>`, text);
const inScripts = (times: number, text: string) =>
  again(
    times,
    (inner) => `<script>x(${JSON.stringify(inner).replaceAll('<', '\\u003c')})</script>`,
    text,
  );

const NESTED: readonly Plant[] = [
  ['entities nine times over', 'a.html', html(again(9, escapeHtml, '&#81;uorvexil &#77;aritime'))],
  ['attributes in attributes', 'a.html', html(inElements(7, NAME))],
  ['scripts in scripts', 'a.html', html(inScripts(7, `<p>Quorvexil <b>Mari</b>time`))],
  [
    'references in CDATA in an address in a style',
    'a.html',
    html(
      `<style>a{b:url("data:image/svg+xml,${encodeURIComponent(`<svg><desc><![CDATA[${'&amp;#97;'.repeat(90)} &amp;#81;uorvexil Maritime ${'&amp;#97;'.repeat(90)}]]></desc></svg>`)}")}</style>`,
    ),
  ],
  [
    'base64 in an address in JSON in an attribute, three times over',
    'a.html',
    html(
      again(
        3,
        (text) =>
          `<a data-a="${escapeHtml(JSON.stringify({ a: encodeURIComponent(text) }))}">a</a>`,
        base64(NAME),
      ),
    ),
  ],
];

describe.each([
  ['what programs show and pack', CODED],
  ['writings within writings', NESTED],
] as const)('a term is found in %s:', (_channel, plants) => {
  test.each(plants)('%s', async (_place, path, content) => {
    const found = await errorsIn(path, content);
    expect(found.map(({ rule }) => rule)).toEqual(['confidential-term']);
    expect(JSON.stringify(found)).not.toMatch(/quorvexil|maritime|северн|ケストレル/i);
  });
});

describe('what looks much like it is left alone:', () => {
  test.each([
    [
      'keys that a manual only hints at',
      'a.html',
      html(
        '<pre>-----BEGIN CERTIFICATE-----\nXXXX\nXXXXXXXXXXXXXXXXXXXXXXXX\n-----END CERTIFICATE-----\nbegin 644 x\nwords\n</pre>',
      ),
    ],
    [
      'numbers in a row',
      'a.txt',
      'b4:74:9f:1c:22:70 12:30-14:45 20 21 22 23 24 25 26 27\n10101010 11111111 00000000',
    ],
    ['letters that stand for themselves', 'a.html', html('Ã‚ge, Â© 2026, Señor Ærøskøbing, naïve')],
    [
      'an address of a manual',
      'a.html',
      html('<a href="https://plantuml.com/guide/sequence-diagrams-in-short">'),
    ],
  ])('%s', async (_what, path, content) => {
    expect(await scan(path, content)).toEqual([]);
  });

  test.each([
    ['BinHex', '(This file must be converted with BinHex 4.0)\n:$f*TEQKPH#jdCA0d,R0d6abcdefgh:'],
    ['yEnc', '=ybegin line=128 size=22 name=a.txt\r\nx\u0099\u009c\u009e\r\n=yend size=22'],
    ['a binary patch', 'GIT binary patch\nliteral 12\nTcmb;F(Jt1fvM6?2lXpR&d|q9K<Pc1\n'],
    ['entities without end', `<!DOCTYPE a [<!ENTITY a "&b;&b;"><!ENTITY b "&a;&a;">]><a>&a;</a>`],
    [
      'an entity that is long, and named many times',
      `<!DOCTYPE a [<!ENTITY a "${'x'.repeat(100_000)}">]><a>${'&a;'.repeat(10_000)}</a>`,
    ],
  ])('but %s is refused', async (_what, content) => {
    expect(await scan('a.txt', content)).toMatchObject([
      { rule: 'unreadable-file', hint: expect.not.stringContaining('mistake') },
    ]);
  });
});

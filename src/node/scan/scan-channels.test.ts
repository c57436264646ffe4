import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { encode } from 'cborg';
import { domainToASCII } from 'node:url';
import { describe, expect, test } from 'vitest';
import { NAME, again, base64, errorsIn, hex, html, scan } from './planted-text.ts';
import type { Plant } from './planted-text.ts';

const percent = (text: string) =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
/** Every letter as an escape. */
const escaped = (text: string) =>
  [...text].map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
const reversed = (text: string) => [...text].toReversed().join('');
const base32 = (text: string) =>
  [...Buffer.from(text)]
    .map((byte) => byte.toString(2).padStart(8, '0'))
    .join('')
    .replace(
      /.{1,5}/g,
      (bits) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[parseInt(bits.padEnd(5, '0'), 2)] ?? '',
    );
const tags = (text: string) =>
  [...text].map((letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0))).join('');
const selectors = (text: string) =>
  [...Buffer.from(text)]
    .map((byte) => String.fromCodePoint(byte < 16 ? 0xfe00 + byte : 0xe0100 + byte - 16))
    .join('');

const TEXT: readonly Plant[] = [
  ['decimal and hexadecimal entities', 'a.html', html('&#81;uorvexil &#x4D;aritime')],
  ['entities without an end', 'a.html', html('&#81uorvexil &#77aritime')],
  ['entities twice over', 'a.html', html('Quorvexil &amp;#77;aritime')],
  ['a named entity', 'a.html', html('Quorvexil&nbsp;Maritime')],
  [
    'letters in elements of their own',
    'a.html',
    html([...NAME].map((letter) => `<span>${letter}</span>`).join('')),
  ],
  [
    'letters in blocks of their own',
    'a.html',
    html([...NAME].map((letter) => `<div>${letter}</div>`).join('')),
  ],
  ['a drop cap', 'a.html', html('<p><span class="cap">Q</span>uorvexil Maritime')],
  ['a line break', 'a.html', html('Quorvexil<br>Maritime')],
  ['a hyphen at the end of a line', 'a.txt', 'by Quor-\nvexil Maritime'],
  ['ruby, all of it', 'a.html', html('<ruby>Quor<rt>vexil</rt></ruby> Maritime')],
  [
    'ruby with fallback brackets',
    'a.html',
    html('<ruby>株式会社<rp>(</rp><rt>x</rt><rp>)</rp></ruby>ケストレル'),
  ],
  ['a hidden element', 'a.html', html(`<div hidden>${NAME}</div>`)],
  ['closed details', 'a.html', html(`<details><summary>a</summary>${NAME}</details>`)],
  ['a text area', 'a.html', html(`<textarea>${NAME}</textarea>`)],
  ['noframes and plain text', 'a.html', html(`<noframes>${NAME}</noframes>`)],
  ['a conditional comment', 'a.html', html(`<!--[if IE]>${NAME}<![endif]-->`)],
  ['bdo', 'a.html', html(`<bdo dir="rtl">${reversed(NAME)}</bdo>`)],
  [
    'letters turned by a style',
    'a.html',
    html(`<i style="unicode-bidi:bidi-override;direction:rtl">${reversed('Северный Порт')}</i>`),
  ],
  ['an override of direction', 'a.txt', `by \u202E${reversed(NAME)}\u202C.`],
  ['tag characters', 'a.txt', `nothing${tags(NAME)}`],
  ['variation selectors', 'a.txt', `😀${selectors(NAME)}`],
  ['signs for letters', 'a.txt', 'Quorvexil M@ritime'],
  ['a custom element', 'a.html', html('<quorvexil-maritime></quorvexil-maritime>')],
  ['declension', 'a.html', html('у <b>Северного</b> порта')],
];

const ATTRIBUTES: readonly Plant[] = [
  'alt title aria-label aria-description data-client id class value placeholder itemprop content name href src action poster cite label summary download ping'
    .split(' ')
    .map((name): Plant => [name, 'a.html', html(`<p ${name}="quorvexil-maritime">a`)]),
  [
    ['an attribute given twice', 'a.html', html(`<p title="a" title="${NAME}">a`)],
    ['srcset', 'a.html', html('<img srcset="a.png 1x, /img/quorvexil_maritime@2x.png 2x" alt="">')],
    ['srcdoc', 'a.html', html('<iframe srcdoc="&lt;p>Quorvexil &lt;b>Mari&lt;/b>time"></iframe>')],
    ['an inline style', 'a.html', html(`<p style="--client:'Quorvexil\\20Maritime'">a`)],
    ['a handler', 'a.html', html(`<p onclick="say('Quorvexil\\x20Maritime')">a`)],
    [
      'properties of a framework',
      'a.html',
      html(
        '<astro-island props="{&quot;client&quot;:[0,&quot;\\u0051uorvexil Maritime&quot;]}"></astro-island>',
      ),
    ],
    [
      'a link to a mail',
      'a.html',
      html('<a href="mailto:a@x.example?subject=Quorvexil%20Maritime">a</a>'),
    ],
    [
      'an SVG editor label',
      'a.svg',
      '<svg xmlns:inkscape="a"><g inkscape:label="Quorvexil Maritime"/></svg>',
    ],
  ] satisfies readonly Plant[],
].flat();

const HEAD: readonly Plant[] = [
  ['the title', 'a.html', `<!doctype html><title>${NAME}</title>`],
  ['Open Graph', 'a.html', `<!doctype html><meta property="og:title" content="${NAME}">`],
  [
    'a canonical address',
    'a.html',
    '<!doctype html><link rel="canonical" href="https://x.example/quorvexil-maritime/">',
  ],
  [
    'JSON-LD with escapes',
    'a.html',
    '<!doctype html><script type="application/ld+json">{"name":"\\u0051uorvexil \\u004daritime"}</script>',
  ],
  [
    'a speculation rule',
    'a.html',
    '<!doctype html><script type="speculationrules">{"prefetch":[{"urls":["/quorvexil-maritime"]}]}</script>',
  ],
];

const SCRIPTS: readonly Plant[] = [
  ['a licence banner', 'a.js', `/*! (c) ${NAME} */`],
  ['octal escapes', 'a.js', 'x="\\121\\165orvexil Maritime"'],
  ['a line continued', 'a.js', 'x="Quor\\\nvexil Maritime"'],
  ['an escape before a small letter', 'a.js', 'x="a\\nquorvexil maritime"'],
  ['literals added', 'a.js', 'x=\'Quor\'+"vexil "+`Maritime`'],
  ['variables added', 'a.js', 'const a="Quorvex",b="il Maritime";x(a+b)'],
  ['a variable added to', 'a.js', 'let a="Quorvexil ";a+="Mari";a+="time";x(a)'],
  ['a template', 'a.js', 'const a="Quorvexil";x(`${a} Maritime`)'],
  ['a list joined', 'a.js', 'x(["Quor","vexil Mar","itime"].join(""))'],
  ['a list in a variable, joined', 'a.js', 'const a=["Quorvexil","Maritime"];x(a.join(" "))'],
  ['properties added', 'a.js', 'const o={a:"Quorvexil ",b:"Maritime"};x(o.a+o.b)'],
  ['concat', 'a.js', 'x("Quorvexil ".concat("Maritime"))'],
  ['append', 'a.java', 'a.append("Quorv").append("exil Maritime");'],
  ['append in a template', 'a.html', '{{ "Quorv" | append: "exil Maritime" }}'],
  ['literals added in SQL', 'a.sql', "SELECT 'Quorv'||'exil Maritime'"],
  ['literals added in SQL of Microsoft', 'a.sql', "SET @a = N'Quorv' + N'exil Maritime'"],
  ['literals added in PHP', 'a.php', "<?php $a = 'Quorv'.'exil Maritime';"],
  ['literals added in Basic, over lines', 'a.bas', 'a = "Quorv" & _\n  "exil Maritime"'],
  ['literals added in Lua', 'a.lua', 'a = "Quorv" .. "exil Maritime"'],
  ['literals added in Erlang', 'a.erl', 'A = "Quorv" ++ "exil Maritime".'],
  ['literals added in Elixir', 'a.ex', 'a = "Quorv" <> "exil Maritime"'],
  ['literals added in a template', 'a.txt', '{{ "Quorv" ~ "exil Maritime" }}'],
  ['literals written one after the other', 'a.cc', 'cout << "Quorv" << "exil Maritime";'],
  [
    'character codes',
    'a.js',
    `x(String.fromCharCode(${[...NAME].map((each) => each.charCodeAt(0)).join()}))`,
  ],
  [
    'character codes in a list',
    'a.js',
    `x([${[...NAME].map((each) => `0x${each.charCodeAt(0).toString(16)}`).join(', ')}])`,
  ],
  ['atob', 'a.js', `x(atob("${base64(NAME)}"))`],
  [
    'atob of pieces',
    'a.js',
    `const a="${base64(NAME).slice(0, 10)}";x(atob(a+"${base64(NAME).slice(10)}"))`,
  ],
  ['a text turned around', 'a.js', `x("${reversed(NAME)}".split("").reverse().join(""))`],
  ['an identifier', 'a.js', 'const quorvexilMaritimeClient=1'],
  ['a property in snake case', 'a.js', 'x.quorvexil_maritime=1'],
  ['a regular expression', 'a.js', 'x=/quorvexil[ -]maritime/i'.replace('[ -]', ' ')],
  [
    'a module in a page',
    'a.html',
    html('<script type="module">const a="Quorvexil";x(`${a} Maritime`)</script>'),
  ],
];

const MAPS: readonly Plant[] = [
  [
    'sources',
    'a.js.map',
    '{"version":3,"sources":["../src/quorvexil/maritime.ts"],"mappings":"AAAA"}',
  ],
  [
    'sourcesContent',
    'a.js.map',
    '{"version":3,"sources":["a.ts"],"sourcesContent":["// for Quorvexil\\nMaritime"],"mappings":""}',
  ],
  ['names', 'a.js.map', '{"version":3,"names":["quorvexilMaritime"],"mappings":""}'],
  [
    'an inline map',
    'a.css',
    `a{}/*# sourceMappingURL=data:application/json;charset=utf-8;base64,${base64('{"sources":["quorvexil/maritime.scss"]}')} */`,
  ],
];

const STYLES: readonly Plant[] = [
  ['a class', 'a.css', '.card--quorvexilMaritime{}'],
  ['a custom property', 'a.css', ':root{--quorvexil-maritime-blue:#00f}'],
  ['escapes', 'a.css', '.a{content:"\\51 uorvexil\\00a0Maritime"}'],
  ['strings side by side', 'a.css', '.a::after{content: "Quor" "vexil Maritime"}'],
  ['a comment in a word', 'a.css', '.a{content:"a"}.quor/**/vexil-maritime{}'],
  ['a font', 'a.css', '@font-face{font-family:"Quorvexil Maritime Sans"}'],
  ['an address', 'a.css', '.a{background:url(/img/Quorvexil%20Maritime.svg)}'],
  [
    'a data address',
    'a.css',
    `.a{background:url(data:image/svg+xml;base64,${base64(`<svg><title>${NAME}</title></svg>`)})}`,
  ],
  [
    'a data address with percents',
    'a.css',
    `.a{background:url("data:image/svg+xml,%3Csvg%3E%3Ctitle%3EQuorvexil Mari%3C/title%3E%3Cdesc%3EQuorvexil%20Maritime")}`,
  ],
];

const ADDRESSES: readonly Plant[] = [
  ['a slug', 'work/quorvexil-maritime/index.html', 'a'],
  ['a folder and a file', 'quorvexil/maritime.txt', 'a'],
  ['percents', 'a.txt', `/x?q=${percent(NAME)}`],
  ['percents twice', 'a.txt', `/x?q=${percent(NAME).replaceAll('%', '%25')}`],
  ['percents of an old charset', 'a.txt', '/x?q=%D1%E5%E2%E5%F0%ED%FB%E9+%CF%EE%F0%F2'],
  ['percents of KOI8', 'a.txt', '/x?q=%F3%C5%D7%C5%D2%CE%D9%CA+%F0%CF%D2%D4'],
  [
    'percents of Shift_JIS, half of which are letters',
    'a.txt',
    '/x?q=%8A%94%8E%AE%89%EF%8E%D0%83P%83X%83g%83%8C%83%8B',
  ],
  [
    'a data address in Shift_JIS',
    'a.css',
    "a{b:url('data:text/plain;charset=shift_jis,%8A%94%8E%AE%89%EF%8E%D0%83P%83X%83g%83%8C%83%8B')}",
  ],
  [
    'a data address in ISO-2022-JP',
    'a.html',
    html(
      '<a href="data:text/plain;charset=iso-2022-jp,%1B%24B3t%3C02q%3CR%251%259%25H%25l%25k%1B%28B">',
    ),
  ],
  [
    'a data address in UTF-16',
    'a.html',
    html(
      '<a href="data:text/plain;charset=utf-16be,%04%21%045%042%045%04%40%04%3D%04K%049%00%20%04%1F%04%3E%04%40%04B">',
    ),
  ],
  [
    'a data address in Cyrillic of DOS that does not say so',
    'a.txt',
    'data:text/plain,%91%A5%A2%A5%E0%AD%EB%A9%20%8F%AE%E0%E2',
  ],
  ['unicode percents', 'a.txt', '/x?q=%u0051uorvexil%u0020Maritime'],
  ['punycode', 'a.txt', `https://www.${domainToASCII('kestrelhäfen.example')}/a`],
  ['a host of the domain', 'a.txt', 'ftp://db.kestrelhäfen.example'],
  ['a mail address', 'a.txt', 'ada@kestrelhäfen.example'],
  ['a transliterated slug', 'proekty/severnyj-port/index.html', 'a'],
];

const SITE: readonly Plant[] = [
  [
    'CDATA',
    'rss.xml',
    `<?xml version="1.0"?><rss><item><description><![CDATA[<p>Quorvexil <b>Mari</b>time]]></description></item></rss>`,
  ],
  [
    'a doubly escaped feed',
    'atom.xml',
    '<feed><content type="html">&lt;p&gt;Quorvexil &lt;b&gt;Mari&lt;/b&gt;time&lt;/p&gt;</content></feed>',
  ],
  [
    'a feed in JSON',
    'feed.json',
    '{"items":[{"content_html":"<p>Quorvexil\\n<b>Mari<\\/b>time"}]}',
  ],
  [
    'a sitemap',
    'sitemap.xml',
    '<urlset><url><loc>https://x.example/quorvexil-maritime/</loc></url></urlset>',
  ],
  [
    'a folded calendar',
    'a.ics',
    'BEGIN:VCALENDAR\r\nSUMMARY:Quorve\r\n xil Mar\r\n\titime\r\nEND:VCALENDAR',
  ],
  [
    'a card',
    'a.vcf',
    'BEGIN:VCARD\r\nORG;ENCODING=QUOTED-PRINTABLE:=51=75orvexil=20Mar=\r\nitime\r\nEND:VCARD',
  ],
  ['a web manifest', 'a.webmanifest', '{"name":"Quorvexil\\u00a0Maritime"}'],
  ['robots', 'robots.txt', 'Disallow: /quorvexil-maritime/'],
  ['redirects', '_redirects', '/quorvexil-maritime /work/a 301'],
  ['headers', '_headers', '/*\n  X-Client: Quorvexil Maritime'],
  [
    'security.txt',
    '.well-known/security.txt',
    'Contact: mailto:security@quorvexil-maritime.example',
  ],
  [
    'a list of a service worker',
    'sw.js',
    'precache([{url:"work/quorvexil-maritime/index.html",revision:"1"}])',
  ],
  ['a header of a mail', 'a.eml', `Subject: =?utf-8?B?${base64(`for ${NAME}`)}?=`],
  [
    'a fragment of a search index',
    'a.pf_fragment',
    gzipSync(`pagefind_dcd{"content":"by \\u0051uorvexil Maritime"}`),
  ],
  [
    'a search index in CBOR',
    'a.pf_index',
    gzipSync(Buffer.concat([Buffer.from('pagefind_dcd'), encode([['word', NAME]])])),
  ],
  ['a search index in JSON', 'search.json', JSON.stringify({ docs: [{ t: NAME.toUpperCase() }] })],
];

const BLOBS: readonly Plant[] = [
  ['base64', 'a.txt', base64(NAME)],
  ['percent-encoding eight times over', 'a.txt', again(8, encodeURIComponent, percent(NAME))],
  ['escapes eight times over', 'a.json', again(8, JSON.stringify, escaped(NAME))],
  ['base64url', 'a.txt', Buffer.from(`ÿ ${NAME}`).toString('base64url')],
  [
    'base64 in lines',
    'a.txt',
    base64(`${'a '.repeat(60)}${NAME}${' a'.repeat(60)}`).replace(/.{64}/g, '$&\n'),
  ],
  ['base64 of Japanese', 'a.txt', base64('株式会社ケストレル')],
  ['base32', 'a.txt', base32(NAME)],
  ['hexadecimal', 'a.txt', hex(NAME)],
  ['base64 three times', 'a.txt', base64(base64(base64(NAME)))],
  ['gzip in base64', 'a.txt', base64(gzipSync(`${NAME} and others`))],
  ['deflate in base64', 'a.txt', base64(deflateSync(`${NAME} and others`))],
  [
    'raw deflate in base64',
    'a.html',
    html(
      `<img src="https://x.example/svg/${base64(deflateRawSync(`@startuml ${NAME} -> Ada: asks for a sign`))}">`,
    ),
  ],
  ['gzip in hexadecimal', 'a.txt', hex(gzipSync(`${NAME} and others`))],
  [
    'HTML in base64 in JSON',
    'a.json',
    JSON.stringify({ body: base64('<p>Quorvexil <b>Mari</b>time') }),
  ],
  ['a precompressed copy', 'a.html.br', brotliCompressSync(html('Quorvexil <b>Mari</b>time'))],
];

describe.each([
  ['text', TEXT],
  ['attributes', ATTRIBUTES],
  ['the head', HEAD],
  ['scripts', SCRIPTS],
  ['source maps', MAPS],
  ['styles', STYLES],
  ['addresses', ADDRESSES],
  ['files of a site', SITE],
  ['encoded data', BLOBS],
] as const)('a term is found in %s:', (_channel, plants) => {
  test.each(plants)('%s', async (_place, path, content) => {
    const found = await errorsIn(path, content);
    expect(found.map(({ rule }) => rule)).toEqual(['confidential-term']);
    expect(JSON.stringify(found)).not.toMatch(/quorvexil|maritime|северн|kestrel|ケストレル/i);
  });
});

describe('what looks much like it is left alone:', () => {
  test.each([
    ['words of a list that nobody joins', 'a.js', 'x=["Quorvexil M","aritime"]'],
    [
      'a data address that holds no text',
      'a.css',
      `a{background:url(data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==)}`,
    ],
    [
      'hashes and keys',
      'a.html',
      html(
        '<script integrity="sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC"></script>',
      ),
    ],
    ['stems and compounds', 'a.txt', 'северные портфели, северно-портовый; ストレル座, 会社'],
  ])('%s', async (_what, path, content) => {
    expect(await errorsIn(path, content)).toEqual([]);
  });

  test('but what is escaped without end is refused', async () => {
    const endless = again(40, encodeURIComponent, percent(NAME));
    expect(await scan('a.txt', endless)).toMatchObject([{ rule: 'unreadable-file' }]);
  });

  test('but a data address that cannot be read is refused', async () => {
    const broken = `a{background:url(data:image/png;base64,${base64('\u0089PNG\r\n\u001A\nbroken')})}`;
    expect(await scan('a.css', broken)).toMatchObject([{ rule: 'unreadable-file' }]);
  });
});

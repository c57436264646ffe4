import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { NAME, scan } from './planted-text.ts';

type Body = string | Uint8Array;

const bytesOf = (body: Body) => (typeof body === 'string' ? Buffer.from(body, 'latin1') : body);
const stream = (dictionary: string, data: Body) =>
  Buffer.concat([
    Buffer.from(`<<${dictionary}/Length ${data.length}>>stream\n`, 'latin1'),
    bytesOf(data),
    Buffer.from('\nendstream'),
  ]);

interface Parts {
  readonly content?: string;
  readonly font?: string;
  readonly catalog?: string;
  /** From the sixth on. */
  readonly more?: readonly Body[];
}

/** A file of one page, written out so that nothing is set right on the way. */
function pdf({ content = '', font, catalog = '', more = [] }: Parts): Uint8Array {
  const bodies: readonly Body[] = [
    `<</Type/Catalog/Pages 2 0 R${catalog}>>`,
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>',
    stream('', content),
    font ?? '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
    ...more,
  ];
  const parts: Uint8Array[] = [Buffer.from('%PDF-1.7\n')];
  const places: number[] = [];
  let size = parts[0]?.length ?? 0;
  for (const [index, body] of bodies.entries()) {
    places.push(size);
    const object = [Buffer.from(`${index + 1} 0 obj\n`), bytesOf(body), Buffer.from('\nendobj\n')];
    for (const part of object) size += part.length;
    parts.push(...object);
  }
  const entries = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const table = `xref\n0 ${bodies.length + 1}\n0000000000 65535 f \n${entries}`;
  const end = `trailer\n<</Size ${bodies.length + 1}/Root 1 0 R>>\nstartxref\n${size}\n%%EOF\n`;
  return new Uint8Array(Buffer.concat([...parts, Buffer.from(table + end)]));
}

const TEXT = `stuff for ${NAME} and more`;
const pixels = Buffer.from(NAME.padEnd(64, '\u00FF'), 'latin1');
const filespec = (file: string) => `/Names<</EmbeddedFiles<</Names[(a)<</EF<</F ${file}>>>>]>>>>`;

describe('a term is found in', () => {
  test.each<readonly [where: string, parts: Parts]>([
    ['deflate that no filter tells of', { more: [stream('', deflateSync(TEXT))] }],
    ['deflate without a wrapper', { more: [stream('', deflateRawSync(TEXT))] }],
    ['gzip that no filter tells of', { more: [stream('', gzipSync(TEXT))] }],
    [
      'deflate within deflate',
      { more: [stream('/Filter/FlateDecode', deflateSync(deflateSync(TEXT)))] },
    ],
    [
      'what stands behind the data of a filter',
      { more: [stream('/Filter/FlateDecode', Buffer.concat([deflateSync('a'), bytesOf(TEXT)]))] },
    ],
    ['a stream that says it is a table', { more: [stream('/Type/XRef', TEXT)] }],
    [
      'a stream whose filter is escaped',
      { more: [stream('/F#69lter/Fl#61teDecode', deflateSync(TEXT))] },
    ],
    [
      'a stream whose filter stands behind a comment',
      { more: [stream('/Filter%a\n/FlateDecode', deflateSync(TEXT))] },
    ],
    [
      'a stream whose filter is an object of its own',
      { more: [stream('/Filter[7 0 R]', deflateSync(TEXT)), '/FlateDecode'] },
    ],
    [
      'an attachment that only its list calls one',
      { catalog: filespec('6 0 R'), more: [stream('', gzipSync(TEXT))] },
    ],
    [
      'a picture on the page',
      {
        content: `q BI /W 8 /H 8 /BPC 8 /CS /G /F /Fl ID ${deflateSync(pixels).toString('latin1')} EI Q`,
      },
    ],
  ])('%s', async (_where, parts) => {
    expect(await scan('a.pdf', pdf(parts))).toMatchObject([{ rule: 'confidential-term' }]);
  });
});

const wide = (text: string) => `<FEFF${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`;

/** The file, saved once more: an object of it is another one now, and what it was is still there. */
function updated(file: Uint8Array, number: number, body: string): Uint8Array {
  const before = Buffer.from(file).toString('latin1');
  const table = before.slice(before.lastIndexOf('startxref')).split('\n')[1];
  const object = `${number} 0 obj\n${body}\nendobj\n`;
  const place = String(before.length).padStart(10, '0');
  const end = `xref\n${number} 1\n${place} 00000 n \ntrailer\n<</Size 9/Root 1 0 R/Prev ${table}>>\n`;
  return new Uint8Array(
    Buffer.from(
      `${before}${object}${end}startxref\n${before.length + object.length}\n%%EOF\n`,
      'latin1',
    ),
  );
}

describe('a term is found in what only an older version has:', () => {
  const OUTLINES = '/Outlines<</First 6 0 R/Last 6 0 R/Count 1>>';
  test.each<readonly [what: string, catalog: string, body: string, now: string]>([
    ['a bookmark', OUTLINES, `<</Title${wide('Северный Порт')}/Dest[3 0 R/Fit]>>`, '<</Title(a)>>'],
    ['a note', '', `<</Subtype/Text/Contents${wide('für Quorvexil Maritime')}>>`, 'null'],
    [
      'the value of a form',
      '/AcroForm<</Fields[6 0 R]>>',
      `<</FT/Tx/T(a)/V${wide('株式会社ケストレル')}>>`,
      '<</FT/Tx/T(a)/V()>>',
    ],
    ['properties', '', `<</Author${wide('Северный Порт')}>>`, '<</Author(a)>>'],
  ])('%s', async (_what, catalog, body, now) => {
    const file = updated(pdf({ catalog, more: [body] }), 6, now);
    expect(await scan('a.pdf', file)).toMatchObject([{ rule: 'confidential-term' }]);
  });

  test('objects that are packed', async () => {
    const objects = `7 0 <</Title${wide('Северный Порт')}>>`;
    const packed = deflateSync(Buffer.from(objects, 'latin1'));
    const body = stream('/Type/ObjStm/N 1/First 4/Filter/FlateDecode', packed);
    expect(await scan('a.pdf', updated(pdf({ more: [body] }), 6, 'null'))).toMatchObject([
      { term: 'ru' },
    ]);
  });
});

describe('a term is found in what a page has and does not show:', () => {
  const OFF = '/OCProperties<</OCGs[6 0 R]/D<</OFF[6 0 R]/BaseState/ON/Order[6 0 R]>>>>';
  const layer = `<</Type/OCG/Name(a)>>`;
  const shown = `BT /F 9 Tf 9 9 Td (Quorvexil ) Tj (Maritime) Tj ET`;
  test.each<readonly [what: string, parts: Parts]>([
    ['a layer that is off', { content: `/OC /L BDC ${shown} EMC`, catalog: OFF, more: [layer] }],
    ['the name of a layer', { catalog: OFF, more: [`<</Type/OCG/Name(${NAME})>>`] }],
    ['text under a cover', { content: `${shown} 0 g 0 0 99 99 re f` }],
    ['text of no colour', { content: `3 Tr ${shown}` }],
    ['text beside the page', { content: shown.replace('9 9 Td', '-900 0 Td') }],
    ['text that is cut away', { content: `0 0 1 1 re W n ${shown}` }],
  ])('%s', async (_what, parts) => {
    expect(await scan('a.pdf', pdf(parts))).toMatchObject([{ term: 'client' }]);
  });
});

const differences = (names: string) =>
  `<</Type/Font/Subtype/Type3/Encoding<</Differences[33 ${names}]>>/FontMatrix[1 0 0 1 0 0]/CharProcs<<>>>>`;
const numbered = (encoding: string) =>
  `<</Type/Font/Subtype/Type0/BaseFont/A/Encoding${encoding}/DescendantFonts[]>>`;

describe('a font that does not tell its letters is refused:', () => {
  test.each([
    ['one whose glyphs are only counted', differences('/g0/g1/g2')],
    ['one with a charset of its own', numbered(' 6 0 R')],
    ['one of numbers whose name is escaped', numbered('/Identity#2DH')],
    [
      'one whose codes are no letters',
      '<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+A/FirstChar 1/LastChar 18>>',
    ],
  ])('%s', async (_what, font) => {
    expect(await scan('a.pdf', pdf({ font, more: [stream('', 'a')] }))).toMatchObject([
      { rule: 'unreadable-file' },
    ]);
  });

  test.each([
    ['names of letters', differences('/Q/uni0076/afii10017/quotesingle/one/f_i')],
    ['names that are their codes', differences('/a33/a34/a35')],
    ['a charset that programs know', numbered('/90ms-RKSJ-H')],
    ['signs', '<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+Wingdings/FirstChar 1>>'],
  ])('but not %s', async (_what, font) => {
    expect(await scan('a.pdf', pdf({ font }))).toEqual([]);
  });
});

test('a file that Illustrator can edit is refused: it holds more than is seen', async () => {
  const data = stream('', Buffer.concat([Buffer.from('%AI12_CompressedData'), deflateSync(TEXT)]));
  const catalog = '/PieceInfo<</Illustrator<</Private<</NumBlock 1/AIPrivateData1 6 0 R>>>>>>';
  expect(await scan('a.ai', pdf({ catalog, more: [data] }))).toMatchObject([
    { rule: 'unreadable-file', hint: expect.stringContaining('Illustrator') },
  ]);
});

/** A certificate of some length: a name in UTF-8, and numbers. */
function certificate(name: string): Buffer {
  const text = Buffer.from(name);
  const numbers = Buffer.concat([
    Buffer.from([4, 0x81, 150]),
    Buffer.alloc(150, '\u0001\u0092', 'latin1'),
  ]);
  const content = Buffer.concat([Buffer.from([12, text.length]), text, numbers]);
  return Buffer.concat([Buffer.from([0x30, 0x82, 0, content.length]), content]);
}

describe('a name in another alphabet is found', () => {
  test.each([
    [
      'who signed',
      `/Contents<${certificate('株式会社ケストレル').toString('hex')}0000000000>`,
      'ja',
    ],
    [
      'a string in Shift_JIS',
      '/Author(\u008A\u0094\u008E\u00AE\u0089\u00EF\u008E\u00D0\u0083P\u0083X\u0083g\u0083\u008C\u0083\u008B)',
      'ja',
    ],
    [
      'a string in windows-1251',
      '/Author(\u00D1\u00E5\u00E2\u00E5\u00F0\u00ED\u00FB\u00E9 \u00CF\u00EE\u00F0\u00F2)',
      'ru',
    ],
  ])('%s', async (_where, entry, term) => {
    expect(await scan('a.pdf', pdf({ more: [`<<${entry}>>`] }))).toMatchObject([{ term }]);
  });
});

test('a term is found in a packed PDF', async () => {
  const bytes = new Uint8Array(gzipSync(pdf({ content: `BT /F 9 Tf (${TEXT}) Tj ET` })));
  expect(await scan('offer.pdf.gz', bytes)).toEqual([
    expect.objectContaining({ rule: 'confidential-term', way: ['gzip', expect.anything()] }),
  ]);
});

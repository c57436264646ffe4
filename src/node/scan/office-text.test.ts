import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { NAME, scan } from './planted-text.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const found = async (path: string, content: string | Uint8Array) =>
  (await scan(path, content)).map(({ severity, term, hint }) =>
    severity === 'warning' ? severity : (term ?? hint),
  );

const word = (text: string) =>
  `<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${text}</w:p>`;
const run = (text: string) => `<w:r><w:t>${text}</w:t></w:r>`;
const field = (kind: string) => `<w:r><w:fldChar w:fldCharType="${kind}"/></w:r>`;
const opened = (text: string) =>
  `<text:p xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">${text}</text:p>`;
const note = (text: string) =>
  `<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>${text}</text:p></text:note-body></text:note>`;
const comment = (text: string) =>
  `<office:annotation><dc:creator>A</dc:creator><text:p>${text}</text:p></office:annotation>`;
const sheet = (text: string) =>
  `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${text}</worksheet>`;

describe('a name goes on', () => {
  test.each([
    [
      'in what a field shows',
      word(
        `${run('Quorvexil ')}${field('begin')}<w:r><w:instrText> REF a </w:instrText></w:r>${field('separate')}${run('Maritime')}${field('end')}`,
      ),
    ],
    [
      'in an element of a schema',
      word(
        `${run('quorv')}<w:customXml w:element="a"><w:customXmlPr/>${run('exil maritime')}</w:customXml>`,
      ),
    ],
    [
      'in a mark of a smart tag',
      word(
        `${run('quorv')}<w:smartTag w:element="a"><w:smartTagPr><w:attr w:name="a"/></w:smartTagPr>${run('exil maritime')}</w:smartTag>`,
      ),
    ],
    [
      'in letters that are put in as signs',
      word(
        [...NAME]
          .map((letter, at) => {
            const code = letter.charCodeAt(0) + (at % 2) * 0xf000;
            const digits = code.toString(16).toUpperCase().padStart(4, '0');
            return `<w:r><w:sym w:font="Arial" w:char="${digits}"/></w:r>`;
          })
          .join(''),
      ),
    ],
    ['behind a note of OpenDocument', opened(`Quorvexil${note('see there')} Maritime`)],
    ['behind a comment of OpenDocument', opened(`quor${comment('which one')}vexil maritime`)],
    ['behind the end of a comment', opened('quor<office:annotation-end/>vexil maritime')],
    [
      'behind a mark for the index',
      opened('quor<text:alphabetical-index-mark text:string-value="a"/>vexil maritime'),
    ],
    [
      'behind a sign of the margins of a sheet',
      sheet('<oddHeader>&amp;C&amp;BQUOR&amp;"Arial,Bold"VEXIL MARITIME&amp;R&amp;P</oddHeader>'),
    ],
  ])('%s', async (_where, xml) => {
    expect(await found('a.xml', xml)).toEqual(['client']);
  });

  test('in a part in UTF-16', async () => {
    const runs = word(run('quorv') + run('exil maritime'));
    const xml = Buffer.from(`\uFEFF<?xml version="1.0" encoding="UTF-16"?>${runs}`, 'utf16le');
    expect(await found('a.xml', new Uint8Array(xml))).toEqual(['client']);
    expect(await found('a.xml', new Uint8Array(Buffer.from(xml).swap16()))).toEqual(['client']);
  });

  test.each([
    [
      'a field',
      word(
        `<w:r><w:instrText> HYPERLINK "Quor</w:instrText></w:r><w:r><w:instrText>vexil Maritime" </w:instrText></w:r>`,
      ),
    ],
    ['a note', opened(`see${note(`<text:span>Quor</text:span>vexil Maritime`)} there`)],
    ['a comment', opened(`see${comment(NAME)} there`)],
    ['a margin as it stands', sheet(`<evenFooter>${NAME}</evenFooter>`)],
  ])('and in %s', async (_where, xml) => {
    expect(await found('a.xml', xml)).toEqual(['client']);
  });
});

/** As Excel keeps its queries: a version, a zip with its size, permissions, metadata. */
function mashup(version: number, formula: string): Uint8Array {
  const number = (value: number) => new Uint8Array(Uint32Array.of(value).buffer);
  const zip = zipSync({ 'Formulas/Section1.m': utf8(formula) });
  const stream = Buffer.concat([
    number(version),
    number(zip.length),
    zip,
    number(15),
    utf8('<PermissionList'),
    // So much that the end of the zip is far from the end of all.
    number(80_000),
    new Uint8Array(80_000),
  ]);
  const xml = `<?xml version="1.0" encoding="utf-16"?><DataMashup xmlns="http://schemas.microsoft.com/DataMashup">${stream.toString('base64')}</DataMashup>`;
  return new Uint8Array(Buffer.from(`\uFEFF${xml}`, 'utf16le'));
}

test('queries of Excel are unpacked', async () => {
  const query = `section Section1; shared A = Sql.Database("${NAME}");`;
  expect(await found('item1.xml', mashup(0, query))).toEqual(['client']);
  expect(await found('item1.xml', mashup(0, 'section Section1;'))).toEqual([]);
  expect(await found('item1.xml', mashup(1, query))).toEqual([expect.stringContaining('version')]);
});

import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { NAME, base64, scan } from './planted-text.ts';

/** As pandoc keeps `Quor*vexil* Maritime`. */
const PANDOC = JSON.stringify({
  blocks: [
    {
      t: 'Para',
      c: [
        { t: 'Str', c: 'Quor' },
        { t: 'Emph', c: [{ t: 'Str', c: 'vexil' }] },
        { t: 'Space' },
        { t: 'Str', c: 'Maritime' },
      ],
    },
  ],
});
const NATIVE = '[ Para [ Str "Quor" , Emph [ Str "vexil" ] , Space , Str "Maritime" ] ]';
const PROSE_MIRROR = JSON.stringify({
  type: 'paragraph',
  content: [
    { type: 'text', text: 'for Quor' },
    { type: 'text', marks: [{ type: 'strong' }], text: 'vexil Mari' },
    { type: 'text', text: 'time.' },
  ],
});
const scene = () => {
  const packed = deflateSync(JSON.stringify({ elements: [{ text: NAME }] })).toString('latin1');
  return base64(JSON.stringify({ encoding: 'bstring', compressed: true, encoded: packed }));
};
const svg = (code: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg"><metadata><!-- payload-start -->${code}<!-- payload-end --></metadata></svg>`;

describe('a name whose form changes within a word is found in', () => {
  test.each([
    ['Markdown', 'Quor*vexil* Mari**time**'],
    ['a link in Markdown', 'for [Quorvexil](https://a.example/b "so") Maritime'],
    ['a link by name in Markdown', 'for [Quorvexil][1] [Maritime][2].'],
    ['a note in Markdown', 'for Quorvexil[^note] Maritime'],
    ['AsciiDoc', 'Quor__vexil__ Mari**time**'],
    ['reStructuredText', 'Quor\\ *vexil* Mari\\ **time**'],
    ['MediaWiki', "Quor''vexil'' Mari'''time'''"],
    ['DokuWiki', 'Quor//vexil// Maritime'],
    ['troff', '.PP\nQuor\\f[I]vexil\\f[R] Mari\\fBtime\\fP'],
    ['troff, as numbers', '.PP\n\\[u0051]uorvexil Maritime'],
    ['Texinfo', '\\input texinfo\n@node Top\nQuor@emph{vexil} Mari@strong{time}'],
    ['ConTeXt', '\\starttext\nQuor{\\em vexil} Mari{\\bf time}'],
    ['LaTeX, with a command that is not usual', '\\begin{a}Quor\\sout{vexil} Maritime'],
    ["pandoc's JSON", PANDOC],
    ["pandoc's own writing", NATIVE],
    ['JSON of an editor', PROSE_MIRROR],
    ['a scene of Excalidraw', svg(scene())],
    ['a log with colours', 'by \u001B[32mquorvexil maritime\u001B[39m'],
    ['a log with colours in a word', 'by quor\u001B[1;38;5;9mvexil\u001B[0m maritime'],
    ['what grep prints', 'by \u001B[01;31m\u001B[Kquorvexil maritime\u001B[m\u001B[K'],
    ['what tput prints', 'by \u001B[1mx \u001B(B\u001B[mquorvexil maritime'],
    ['a recording of asciinema', '[1.2, "o", "by \\u001b[32mquorvexil maritime\\u001b[0m"]'],
    ['a script of the shell', String.raw`echo -e "\e[32mquorvexil maritime\e[0m"`],
    ['a script of the shell, in octal', String.raw`printf '\033[32mquorvexil maritime\033[0m'`],
    ['what cat -v prints', 'by ^[[32mquorvexil maritime^[[0m'],
  ])('%s', async (_format, content) => {
    expect(await scan('a.txt', content)).toMatchObject([
      { rule: 'confidential-term', severity: 'error' },
    ]);
  });

  test('a row of base64 as long as a line, with a word behind it', async () => {
    const code = base64(`we worked for ${NAME} on many things`.padEnd(54, '.'));
    expect(code).toHaveLength(72);
    expect(await scan('a.txt', `${code} then`)).toMatchObject([{ rule: 'confidential-term' }]);
  });

  test('Haskell, where letters are decimal numbers', async () => {
    const letters = [...'Северный'].map((letter) => `\\${letter.codePointAt(0)}`).join('');
    const content = `[Para [Str "${letters}",Space,Str "\\1055\\1086\\1088\\1090"]]`;
    expect(await scan('a.hs', content)).toMatchObject([{ rule: 'confidential-term' }]);
  });
});

/** Each kanji of a name with a reading, as the formats have it. */
const ruby = (write: (base: string, reading: string) => string) =>
  [...'株式会社ケストレル'].map((letter) => write(letter, 'よみ')).join('');
const OFFICE = 'http://schemas.openxmlformats.org';

describe('a name with readings over its letters is found in', () => {
  test.each([
    [
      'Word',
      `<w:document xmlns:w="${OFFICE}/wordprocessingml/2006/main"><w:p>${ruby(
        (base, reading) =>
          `<w:r><w:ruby><w:rubyPr><w:hps w:val="10"/></w:rubyPr><w:rt><w:r><w:t>${reading}</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>${base}</w:t></w:r></w:rubyBase></w:ruby></w:r>`,
      )}</w:p></w:document>`,
    ],
    [
      'OpenDocument',
      `<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"><text:p>${ruby(
        (base, reading) =>
          `<text:ruby><text:ruby-base>${base}</text:ruby-base><text:ruby-text>${reading}</text:ruby-text></text:ruby>`,
      )}</text:p></office:document>`,
    ],
    [
      'Excel',
      `<sst xmlns="${OFFICE}/spreadsheetml/2006/main"><si>${ruby(
        (base, reading) => `<r><t>${base}</t></r><rPh sb="0" eb="1"><t>${reading}</t></rPh>`,
      )}</si></sst>`,
    ],
    ['text of Aozora Bunko', ruby((base, reading) => `${base}《${reading}》`)],
  ])('%s', async (_format, content) => {
    expect(await scan('a.xml', content)).toMatchObject([
      { rule: 'confidential-term', term: 'ja', severity: 'error' },
    ]);
  });

  test('the readings of Word alone', async () => {
    const readings = ['クォー', 'ケスト', 'レル'].map(
      (reading) =>
        `<w:ruby><w:rt><w:r><w:t>${reading}</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>東</w:t></w:r></w:rubyBase></w:ruby>`,
    );
    const word = `<w:document xmlns:w="${OFFICE}/wordprocessingml/2006/main"><w:p><w:r><w:t>株式会社</w:t></w:r></w:p><w:p>${readings.join('')}</w:p></w:document>`;
    const found = await scan('a.xml', word.replace('クォー', '株式会社'));
    expect(found).toMatchObject([{ term: 'ja', path: 'text/readings' }]);
  });
});

describe('what only looks like it is left alone:', () => {
  test.each([
    ['a word of which a terminal shows a part elsewhere', 'quor\u001B[7;1Hvexil'],
    [
      'pieces of other lines',
      JSON.stringify([
        { type: 'paragraph', text: 'Quor' },
        { type: 'paragraph', text: 'vexil Maritime' },
      ]),
    ],
    [
      'a scene that is no file',
      svg(base64('{"encoding":"bstring","encoded":"see the manual \uFFFD"}')),
    ],
    ['lines of base64 behind a quote', JSON.stringify({ 'image/png': pictureInLines() })],
  ])('%s', async (_what, content) => {
    expect(await scan('a.json', content)).toEqual([]);
  });
});

/** A picture as notebooks have it: in lines, of which the first is no whole file. */
function pictureInLines(): string {
  const dot =
    'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAAAAADhZOFXAAAADklEQVR4nGP4DwUMlDEA98A/wbI0QbsAAAAASUVORK5CYII=';
  return dot.replace(/.{76}/g, '$&\n');
}

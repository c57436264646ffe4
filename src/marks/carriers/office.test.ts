import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fc, test } from '@fast-check/vitest';
import { strFromU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { toUtf8 } from '../../bytes/utf8.ts';
import type { HiddenMark } from '../file-carrier.ts';
import { office } from './office.ts';

const mark = { id: new Uint8Array(8).fill(7), key: new Uint8Array(32).fill(5) };
const Bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const marked = async (bytes: Uint8Array, of: HiddenMark = mark) =>
  office.embed({ name: 'plan.docx', bytes }, of);
const judged = async (bytes: Uint8Array, of: HiddenMark = mark) => {
  const seen = await office.observe({ name: 'plan.docx', bytes });
  return office.judge(seen ? [seen] : [], of);
};

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006';
const MAIN = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const FORMAT = 'application/vnd.openxmlformats-officedocument';
const custom = `<Properties xmlns="${OFFICE}/custom-properties" xmlns:vt="${OFFICE}/docPropsVTypes"><property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="Client"><vt:lpwstr>Ada</vt:lpwstr></property></Properties>`;
const word = {
  '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${FORMAT}.wordprocessingml.document.main+xml"/><Override PartName="/word/settings.xml" ContentType="${FORMAT}.wordprocessingml.settings+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${OFFICE}/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
  'word/document.xml': `<w:document xmlns:w="${MAIN}"><w:body><w:p><w:r><w:t>Annual plan</w:t></w:r></w:p></w:body></w:document>`,
  'word/_rels/document.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${OFFICE}/relationships/settings" Target="settings.xml"/></Relationships>`,
  'word/settings.xml': `<w:settings xmlns:w="${MAIN}"><w:zoom w:percent="100"/></w:settings>`,
};
const common = {
  '[Content_Types].xml': '<Types></Types>',
  '_rels/.rels': '<Relationships></Relationships>',
};
const sheet = { ...common, 'xl/styles.xml': '<styleSheet xmlns="x"><fonts/></styleSheet>' };
const slides = {
  ...common,
  'ppt/slides/slide1.xml':
    '<p:sld><p:cNvPr id="1" name=""/><p:cNvPr id="2" name="Title 1"/></p:sld>',
};
const zip = (parts: Readonly<Record<string, string>>) =>
  zipSync(Object.fromEntries(Object.entries(parts).map(([path, text]) => [path, toUtf8(text)])));
const textsIn = (bytes: Uint8Array) =>
  Object.fromEntries(
    Object.entries(unzipSync(bytes)).map(([path, part]) => [path, strFromU8(part)]),
  );

describe('office', () => {
  test.prop([Bytes(8), Bytes(32), fc.constantFrom<Record<string, string>>(word, sheet, slides)])(
    'a mark is there in every file it was put in, twice',
    async (id, key, parts) => {
      const { bytes, places } = await marked(zip(parts), { id, key });
      expect(places).toBe(2);
      expect(await judged(bytes, { id, key })).toMatchObject({ isThere: true, agreeing: 1 });
      expect((await marked(bytes, { id, key })).bytes).toEqual(bytes);
    },
  );

  test('neither an unmarked file nor another key’s or id’s mark says anything', async () => {
    const { bytes } = await marked(zip(word));
    expect((await judged(zip(word))).isThere).toBe(false);
    const others = [
      { ...mark, key: new Uint8Array(32) },
      { ...mark, id: new Uint8Array(8) },
    ];
    for (const other of others) expect((await judged(bytes, other)).isThere).toBe(false);
  });

  test('without its custom properties, a file of each kind still tells', async () => {
    for (const parts of [word, sheet, slides]) {
      const left = textsIn((await marked(zip(parts))).bytes);
      delete left['docProps/custom.xml'];
      expect((await judged(zip(left))).isThere).toBe(true);
    }
  });

  test('the custom property alone tells, too', async () => {
    const left = textsIn((await marked(zip(word))).bytes);
    expect((await judged(zip({ ...left, ...word }))).isThere).toBe(true);
  });

  test('other parts keep their bytes and order, and properties stay', async () => {
    const before = { ...word, 'docProps/custom.xml': custom };
    const after = textsIn((await marked(zip(before))).bytes);
    expect(Object.keys(after)).toEqual(Object.keys(before));
    const { 'word/settings.xml': _, 'docProps/custom.xml': properties, ...rest } = after;
    expect(before).toMatchObject(rest);
    expect(properties).toContain('name="Client"><vt:lpwstr>Ada</vt:lpwstr>');
    expect(properties).toContain('pid="3" name="LayoutRevision"');
  });

  test('two marks live in one file', async () => {
    const other = { ...mark, id: new Uint8Array(8) };
    const { bytes } = await marked((await marked(zip(word))).bytes, other);
    expect((await judged(bytes)).isThere).toBe(true);
    expect((await judged(bytes, other)).isThere).toBe(true);
  });

  test.each([
    ['signature', zip({ ...word, '_xmlsignatures/origin.sigs': 'x' })],
    ['macros', zip({ ...word, 'word/vbaProject.bin': 'x' })],
    ['parts', zip({ a: 'x' })],
    ['zip', toUtf8('PK nothing')],
  ])('a file is refused for its %s', async (message, bytes) => {
    await expect(marked(bytes)).rejects.toMatchObject({
      code: 'FILE_MALFORMED',
      message: expect.stringContaining(message),
    });
  });

  test.prop([fc.uint8Array({ maxLength: 400 }), fc.nat()])(
    'never throws at a stranger’s',
    async (noise, at) => {
      const bytes = zip(word);
      bytes.set(noise.subarray(0, 40), at % (bytes.length - 40));
      for (const each of [noise, bytes]) expect((await judged(each)).isThere).toBe(false);
    },
  );

  test('a bomb is not unpacked', async () => {
    const bytes = zipSync({ 'a.xml': new Uint8Array(2 ** 20) });
    const directory = bytes.length - 22 - 46 - 5;
    new DataView(bytes.buffer).setUint32(directory + 24, 2 ** 31, true);
    expect(await office.observe({ name: 'a.docx', bytes })).toBeNull();
  });
});

const OPEN = 'urn:oasis:names:tc:opendocument:xmlns';
const talk = `<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="${OPEN}:office:1.0" xmlns:draw="${OPEN}:drawing:1.0" xmlns:text="${OPEN}:text:1.0" xmlns:svg="${OPEN}:svg-compatible:1.0" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.presentation"><office:body><office:presentation><draw:page draw:name="one"><draw:frame draw:name="Title" svg:x="2cm" svg:y="2cm" svg:width="15cm" svg:height="3cm"><draw:text-box><text:p>Annual plan</text:p></draw:text-box></draw:frame></draw:page></office:presentation></office:body></office:document>`;

const hasTool = (tool: string) => !spawnSync(tool, ['--version']).error;

describe.runIf(['soffice', 'pdftoppm'].every(hasTool))(
  'office in LibreOffice',
  { timeout: 120_000 },
  () => {
    let folder = '';
    const at = (name: string) => join(folder, name);
    const run = (tool: string, ...args: readonly string[]) =>
      execFileSync(tool, args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
    const convert = (format: string, name: string, target: string) =>
      run(
        'soffice',
        '--headless',
        `-env:UserInstallation=file://${at('profile')}`,
        '--convert-to',
        format,
        '--outdir',
        at(target),
        name,
      );

    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'office-'));
    });
    afterAll(() => rmSync(folder, { recursive: true }));

    test.each([
      ['docx', 'plan.txt', 'Annual plan\n\nDraft for review\n'],
      ['xlsx', 'plan.csv', 'a,b\n1,2\n'],
      ['pptx', 'plan.fodp', talk],
    ])('a %s of its own looks the same to the pixel, and tells once saved', async (...args) => {
      const [kind, source, text] = args;
      writeFileSync(at(source), text);
      convert(kind, source, 'plain');
      const plain = readFileSync(at(`plain/plan.${kind}`));
      const { bytes, places } = await marked(plain);
      expect(places).toBe(2);
      writeFileSync(at(`plan.${kind}`), bytes);
      convert('pdf', `plain/plan.${kind}`, 'plain');
      convert('pdf', `plan.${kind}`, 'marked');
      for (const name of ['plain', 'marked']) run('pdftoppm', '-r', '80', `${name}/plan.pdf`, name);
      expect(readFileSync(at('marked-1.ppm')).equals(readFileSync(at('plain-1.ppm')))).toBe(true);
      convert(kind, `plan.${kind}`, 'saved');
      expect((await judged(readFileSync(at(`saved/plan.${kind}`)))).isThere).toBe(true);
    });
  },
);

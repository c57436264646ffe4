import { fromUtf8, toUtf8 } from '../../bytes/utf8.ts';

/** The files in an Office file, by path, in their order. */
export type Parts = Readonly<Record<string, Uint8Array>>;

type Edit = (text: string) => string;

const PROPERTY = 'LayoutRevision';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006';
const WORD_2012 = 'http://schemas.microsoft.com/office/word/2012/wordml';
const COMPATIBILITY = 'http://schemas.openxmlformats.org/markup-compatibility/2006';
/** Where an Office file holds properties that its author made up. */
export const CUSTOM_PROPERTIES = 'docProps/custom.xml';

/** @returns `parts` with copies; null if what every Office file has is missing or not UTF-8. */
export function partsWith(parts: Parts, copy: string): Parts | null {
  const edited: Record<string, Uint8Array> = { ...parts };
  const edit = (path: string, change: Edit): boolean => {
    const text = fromUtf8(edited[path] ?? new Uint8Array());
    if (!text) return false;
    const changed = change(text);
    // A part that has no room keeps its bytes.
    if (changed !== text) edited[path] = toUtf8(changed);
    return true;
  };
  if (!addProperty(edit, edited, copy)) return null;
  edit('word/settings.xml', (text) => withDocumentId(text, copy));
  edit('xl/styles.xml', (text) => withNumberFormat(text, copy));
  for (const path of Object.keys(parts))
    if (/^ppt\/slides\/slide\d+\.xml$/.test(path)) edit(path, (text) => withShapeId(text, copy));
  return edited;
}

/** ECMA-376-1 §15.2.12.2. */
function addProperty(
  edit: (path: string, change: Edit) => boolean,
  parts: Record<string, Uint8Array>,
  copy: string,
): boolean {
  const isThere = edit(CUSTOM_PROPERTIES, (text) => withProperty(text, copy));
  if (isThere) return true;
  const empty = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="${OFFICE}/custom-properties" xmlns:vt="${OFFICE}/docPropsVTypes"></Properties>`;
  parts[CUSTOM_PROPERTIES] = toUtf8(withProperty(empty, copy));
  const type = `<Override PartName="/${CUSTOM_PROPERTIES}" ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/>`;
  return (
    edit('[Content_Types].xml', (text) => text.replace('</Types>', `${type}</Types>`)) &&
    edit('_rels/.rels', withRelationship)
  );
}

function withRelationship(text: string): string {
  let number = 1;
  while (text.includes(`"rId${number}"`)) number += 1;
  const relationship = `<Relationship Id="rId${number}" Type="${OFFICE}/relationships/custom-properties" Target="${CUSTOM_PROPERTIES}"/>`;
  return text.replace('</Relationships>', `${relationship}</Relationships>`);
}

function withProperty(text: string, copy: string): string {
  // Names are unique: another mark's property has this name already.
  let name = PROPERTY;
  for (let count = 2; text.includes(`name="${name}"`); count++) name = `${PROPERTY}${count}`;
  const used = [...text.matchAll(/\bpid="(\d+)"/g)].map(([, pid]) => Number(pid));
  const pid = used.reduce((most, each) => Math.max(most, each), 1) + 1;
  const property = `<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="${pid}" name="${name}"><vt:lpwstr xmlns:vt="${OFFICE}/docPropsVTypes">${copy}</vt:lpwstr></property>`;
  const opened = text.replace(/<Properties\b([^>]*)\/>/, '<Properties$1></Properties>');
  return opened.replace('</Properties>', `${property}</Properties>`);
}

/** [MS-DOCX], docId, which Word keeps from one version of a document to the next. */
function withDocumentId(text: string, copy: string): string {
  const id = guidOf(copy).toUpperCase();
  if (text.includes(':docId ') && /<w15:docId\b/.test(text))
    return text.replace(/(<w15:docId\b[^>]*?w15:val=")[^"]*/, `$1${id}`);
  return text
    .replace(/<w:settings\b[^>]*>/, ignoring)
    .replace('</w:settings>', `<w15:docId w15:val="${id}"/></w:settings>`);
}

/** ECMA-376-3, Ignorable: readers that do not know a namespace pass over it only if they are told to. */
function ignoring(root: string): string {
  const names = [
    root.includes('xmlns:w15=') ? '' : ` xmlns:w15="${WORD_2012}"`,
    root.includes('xmlns:mc=') ? '' : ` xmlns:mc="${COMPATIBILITY}"`,
    root.includes('mc:Ignorable=') ? '' : ' mc:Ignorable="w15"',
  ];
  const declared = root.replace('<w:settings', `<w:settings${names.join('')}`);
  return /mc:Ignorable="[^"]*\bw15\b/.test(declared)
    ? declared
    : declared.replace('mc:Ignorable="', 'mc:Ignorable="w15 ');
}

/** ECMA-376-1 §18.8.30: a number format that no cell uses. */
function withNumberFormat(text: string, copy: string): string {
  const used = [...text.matchAll(/<numFmt\b[^>]*\bnumFmtId="(\d+)"/g)].map(([, id]) => Number(id));
  // Those below 164 are built in.
  const id = used.reduce((most, each) => Math.max(most, each), 163) + 1;
  const format = `<numFmt numFmtId="${id}" formatCode="0;\\-0;&quot;${copy}&quot;"/>`;
  if (!text.includes('</numFmts>'))
    return text.replace(
      /<styleSheet\b[^>]*[^/]>/,
      (root) => `${root}<numFmts count="1">${format}</numFmts>`,
    );
  return text
    .replace(/(<numFmts\b[^>]*\bcount=")\d+/, `$1${used.length + 1}`)
    .replace('</numFmts>', `${format}</numFmts>`);
}

/** [MS-ODRAWXML], creationId: the id of a slide's first shape that has a name and nothing else. */
function withShapeId(text: string, copy: string): string {
  const id = `<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:ext uri="{FF2B5EF4-FFF2-40B4-BE49-F238E27FC236}"><a16:creationId xmlns:a16="http://schemas.microsoft.com/office/drawing/2014/main" id="${guidOf(copy)}"/></a:ext></a:extLst>`;
  return text.replace(
    /<p:cNvPr\b([^<>]*\bname="[^"]+"[^<>]*?)(?:\/>|><\/p:cNvPr>)/,
    `<p:cNvPr$1>${id}</p:cNvPr>`,
  );
}

/** Spells 14 bytes as a random GUID (RFC 9562 §5.4), which has 15 and a quarter to choose. */
function guidOf(copy: string): string {
  const cut = (start: number, end: number) => copy.slice(start, end);
  return `{${cut(0, 8)}-${cut(8, 12)}-4${cut(12, 15)}-a${cut(15, 18)}-${cut(18, 28)}00}`;
}

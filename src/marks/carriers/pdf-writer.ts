import {
  EncryptedPDFError,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFRawStream,
  PDFRef,
  PDFStream,
  decodePDFRawStream,
} from '@cantoo/pdf-lib';
import type { PDFContext, PDFPage } from '@cantoo/pdf-lib';
import { fromHex, toHex } from '../../bytes/hex.ts';
import { fromUtf8, toUtf8 } from '../../bytes/utf8.ts';
import { MarkError } from '../errors.ts';
import type { HiddenMark, MarkedFile, WorkFile } from '../file-carrier.ts';
import { encodePayload } from '../payload.ts';
import { copiesIn, copyOf } from './copies.ts';
import { candidatesIn, toSpaces } from './pdf-scan.ts';

const PROPERTY = 'LayoutRevision';
const NAMESPACE = 'urn:uuid:6d0f2f0e-4b7c-4f6a-9d51-0b7d3c2a8e14';
const PACKET = `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`;

/** See the carrier in pdf.ts, as for all of these. */
export async function embedInPdf(file: WorkFile, mark: HiddenMark): Promise<MarkedFile> {
  const copy = copyOf(mark);
  const already = copiesIn(candidatesIn(file.bytes)).get(copy) ?? 0;
  const document = await load(file);
  if (already > 0) return { bytes: file.bytes, places: already };
  try {
    const bytes = await written(document, copy);
    return { bytes, places: copiesIn(candidatesIn(bytes)).get(copy) ?? 0 };
  } catch (error) {
    throw malformed(file.name, 'expected a PDF that can be parsed', error);
  }
}

/** Its pages are as many and as large, and end in what they were. */
export async function keepsPages(before: WorkFile, after: WorkFile): Promise<boolean> {
  const [one, other] = [pagesOf(await load(before)), pagesOf(await load(after))];
  const isKept = (page: SeenPage, at: number) =>
    page.box === other[at]?.box && other[at].content.endsWith(page.content);
  return one.length === other.length && one.every(isKept);
}

export async function markOvertPdf(file: WorkFile, { id, key }: HiddenMark): Promise<Uint8Array> {
  const document = await load(file);
  const bytes = await writtenOnPages(document, toHex(encodePayload({ layer: 'overt', id }, key)));
  if (await keepsPages(file, { ...file, bytes })) return bytes;
  throw malformed(file.name, 'expected pages that stay as they are', null);
}

async function load({ name, bytes }: WorkFile): Promise<PDFDocument> {
  let document;
  try {
    document = await PDFDocument.load(bytes, { updateMetadata: false });
    document.getPages();
  } catch (error) {
    const isLocked = error instanceof EncryptedPDFError;
    const expected = isLocked ? 'expected a PDF without a password' : 'expected a PDF that can be';
    throw malformed(name, isLocked ? expected : `${expected} parsed`, error);
  }
  if (isSigned(document.context))
    throw malformed(name, 'expected a PDF without a signature, which a mark would break', null);
  return document;
}

function malformed(name: string, problem: string, cause: unknown): MarkError {
  return new MarkError('FILE_MALFORMED', `${name}: ${problem}`, {
    cause,
    hint: 'Leave the file out, or mark it before it is signed or encrypted.',
  });
}

/** A signature may stand inside a field of the form, or in an object of its own. */
function isSigned(context: PDFContext): boolean {
  return context
    .enumerateIndirectObjects()
    .some(
      ([, object]) => !(object instanceof PDFStream) && object.toString().includes('/ByteRange'),
    );
}

function written(document: PDFDocument, copy: string): Promise<Uint8Array> {
  infoOf(document.context).set(PDFName.of(PROPERTY), PDFName.of(copy));
  describeIn(document, copy);
  return writtenOnPages(document, copy);
}

async function writtenOnPages(document: PDFDocument, copy: string): Promise<Uint8Array> {
  const { context, catalog } = document;
  catalog.set(PDFName.of(PROPERTY), PDFName.of(copy));
  const font = context.register(
    context.obj({
      Type: 'Font',
      Subtype: 'Type1',
      BaseFont: 'Courier',
      Encoding: 'WinAnsiEncoding',
    }),
  );
  for (const page of document.getPages()) writeOn(page, font, copy);
  return document.save({ addDefaultPage: false, updateFieldAppearances: false });
}

interface SeenPage {
  readonly box: string;
  /** The operators of all its streams, as Latin-1. */
  readonly content: string;
}

function pagesOf(document: PDFDocument): readonly SeenPage[] {
  const latin1 = new TextDecoder('latin1');
  return document.getPages().map((page) => {
    const found = page.node.Contents();
    const streams = found instanceof PDFArray ? found.asArray() : [found];
    const texts = streams.map((each) => {
      const stream = each instanceof PDFRef ? document.context.lookup(each) : each;
      return stream instanceof PDFRawStream
        ? latin1.decode(decodePDFRawStream(stream).decode())
        : '';
    });
    return { box: JSON.stringify(page.getMediaBox()), content: texts.join('') };
  });
}

function infoOf(context: PDFContext): PDFDict {
  const known = context.lookup(context.trailerInfo.Info);
  if (known instanceof PDFDict) return known;
  const info = context.obj({});
  context.trailerInfo.Info = context.register(info);
  return info;
}

/** PDF/A (ISO 19005-2 §6.6.2.3) allows no property without a schema: there, metadata stay. */
function describeIn({ context, catalog }: PDFDocument, copy: string): void {
  const name = PDFName.of('Metadata');
  const stream = catalog.lookup(name);
  const packet =
    stream instanceof PDFRawStream ? fromUtf8(decodePDFRawStream(stream).decode()) : PACKET;
  const end = packet?.lastIndexOf('</rdf:RDF>') ?? -1;
  if (packet === null || end < 0 || /pdf[ax]id:/.test(packet)) return;
  const property = `<rdf:Description rdf:about="" xmlns:lay="${NAMESPACE}" lay:${PROPERTY}="${copy}"/>`;
  const bytes = toUtf8(`${packet.slice(0, end)}${property}\n${packet.slice(end)}`);
  const next = context.stream(bytes, { Type: 'Metadata', Subtype: 'XML' });
  const ref = catalog.get(name);
  if (ref instanceof PDFRef) context.assign(ref, next);
  else catalog.set(name, context.register(next));
}

/**
 * Writes spaces in render mode 3 (ISO 32000-1 §9.3.6: neither filled nor stroked), as an artifact
 * that readers with a screen reader do not meet (§14.8.2.2). It comes first, where the state of
 * graphics is still the page's own, and on the page: what is beside it is dropped by rewriters.
 */
function writeOn(page: PDFPage, font: PDFRef, copy: string): void {
  const { node } = page;
  const { context } = node;
  const name = fontNameIn(page, font);
  const { x, y } = page.getMediaBox();
  const spaces = toSpaces(fromHex(copy) ?? new Uint8Array());
  const text = `/Artifact BMC q BT 3 Tr ${name} 1 Tf 1 0 0 1 ${x + 1} ${y + 1} Tm ${spaces} TJ ET Q EMC\n`;
  const own = context.register(context.flateStream(text));
  const old = node.get(PDFName.of('Contents'));
  const found = node.Contents();
  const rest = found instanceof PDFArray ? found.asArray() : old ? [old] : [];
  node.set(PDFName.of('Contents'), context.obj([own, ...rest]));
}

/** Pages share resources, and fonts in them: each page gets its own list with one font more. */
function fontNameIn({ node }: PDFPage, font: PDFRef): PDFName {
  const { context } = node;
  const resources = node.Resources()?.clone(context) ?? context.obj({});
  const known = resources.lookup(PDFName.of('Font'));
  const fonts = known instanceof PDFDict ? known.clone(context) : context.obj({});
  let count = 0;
  while (fonts.has(PDFName.of(`FL${count}`))) count += 1;
  const name = PDFName.of(`FL${count}`);
  fonts.set(name, font);
  resources.set(PDFName.of('Font'), fonts);
  node.set(PDFName.of('Resources'), resources);
  return name;
}

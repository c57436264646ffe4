import { PDFArray, PDFDict, PDFDocument, PDFName, PDFRef, PDFStream } from '@cantoo/pdf-lib';
import type { PDFContext, PDFObject } from '@cantoo/pdf-lib';
import { pdfParts } from '../decoders/pdf-objects.ts';
import type { Allowed } from './index.ts';

/**
 * What programs write into a PDF about themselves, its author and its past, by the names of entries
 * that may stand in any dictionary: packets of metadata, what an editor keeps for itself, when a part
 * was changed, small pictures of pages.
 *
 * @see ISO 32000-2, sections 14.3, 14.5, 12.5.2 (`M`), 12.3.4.
 */
const NOTES: Readonly<Record<string, string>> = {
  Metadata: 'xmp',
  PieceInfo: 'piece-info',
  LastModified: 'modified',
  Thumb: 'thumbnail',
};

/** Only in the dictionary of a document that tells about itself (ISO 32000-2, section 14.3.3). */
const INFO = ['Producer', 'Creator'];

/** The end mark stands among so many last bytes (ISO 32000-1, annex H.3). */
const END_REACH = 1024;

/** See pdf.ts. */
export async function unexpectedInPdf(
  bytes: Uint8Array,
  { credentials }: Allowed,
): Promise<readonly string[]> {
  const document = await open(bytes);
  if (!document) return [];
  const notes = [...notesIn(document.context, bytes)];
  return hasCredential(document.context) && !credentials ? [...notes, 'credential'] : notes;
}

/** See pdf.ts. */
export async function withoutPdfMetadata(bytes: Uint8Array): Promise<Uint8Array> {
  const document = await open(bytes);
  if (!document || isSigned(document.context) || hasCredential(document.context)) return bytes;
  if (notesIn(document.context, bytes).size === 0) return bytes;
  const { context } = document;
  delete context.trailerInfo.Info;
  delete context.trailerInfo.ID;
  for (const dictionary of dictionariesIn(context))
    for (const name of Object.keys(NOTES)) dictionary.delete(PDFName.of(name));
  const reached = reachable(context);
  for (const [ref] of context.enumerateIndirectObjects())
    if (!reached.has(ref)) context.delete(ref);
  return document.save({ addDefaultPage: false, updateFieldAppearances: false });
}

/** The parser mends what is cut: such a file would come back whole to look at, with pages gone. */
async function open(bytes: Uint8Array): Promise<PDFDocument | null> {
  if (!new TextDecoder('latin1').decode(bytes.subarray(-END_REACH)).includes('%%EOF')) return null;
  try {
    pdfParts(bytes);
    return await PDFDocument.load(bytes, { updateMetadata: false });
  } catch (error) {
    // Whatever a stranger's file does to the parser: the gate refuses what it cannot read itself.
    if (error instanceof Error) return null;
    throw error;
  }
}

function notesIn(context: PDFContext, bytes: Uint8Array): ReadonlySet<string> {
  const found = new Set<string>();
  if (hasOlderVersions(bytes)) found.add('older-version');
  if (context.lookup(context.trailerInfo.Info) instanceof PDFDict) found.add('info');
  for (const dictionary of dictionariesIn(context)) {
    const has = (name: string) => dictionary.has(PDFName.of(name));
    for (const [name, note] of Object.entries(NOTES)) if (has(name)) found.add(note);
    if (INFO.some(has) && has('CreationDate')) found.add('info');
  }
  return found;
}

/** Each save that only added to the file left an end mark. One that is made for the web has two. */
function hasOlderVersions(bytes: Uint8Array): boolean {
  const { structure } = pdfParts(bytes);
  const isForWeb = structure.slice(0, END_REACH).includes('/Linearized');
  const count = structure.match(/startxref\s+\d+\s+%%EOF/g)?.length ?? 0;
  return count > (isForWeb ? 2 : 1);
}

function isSigned(context: PDFContext): boolean {
  return dictionariesIn(context).some((each) => each.has(PDFName.of('ByteRange')));
}

/** @see C2PA 2.1, section A.4 ("Embedding manifests into PDFs"). */
function hasCredential(context: PDFContext): boolean {
  const name = PDFName.of('C2PA_Manifest');
  return dictionariesIn(context).some((each) => each.get(PDFName.of('AFRelationship')) === name);
}

/** Every dictionary of the file, however deep: those of streams and of older versions as well. */
function dictionariesIn(context: PDFContext): readonly PDFDict[] {
  const found: PDFDict[] = [];
  for (const [, object] of context.enumerateIndirectObjects()) collect(object, found);
  return found;
}

function collect(object: PDFObject, found: PDFDict[]): void {
  if (object instanceof PDFStream) return collect(object.dict, found);
  if (object instanceof PDFArray) return object.asArray().forEach((each) => collect(each, found));
  if (!(object instanceof PDFDict)) return;
  found.push(object);
  object.values().forEach((each) => collect(each, found));
}

/** @returns what can be reached from the catalog. */
function reachable(context: PDFContext): ReadonlySet<PDFRef> {
  const reached = new Set<PDFRef>();
  const open: (PDFObject | undefined)[] = [context.trailerInfo.Root];
  while (open.length > 0) {
    const object = open.pop();
    if (object instanceof PDFRef) {
      if (reached.has(object)) continue;
      reached.add(object);
      open.push(context.lookup(object));
    } else if (object instanceof PDFStream) open.push(object.dict);
    else if (object instanceof PDFDict) for (const each of object.values()) open.push(each);
    else if (object instanceof PDFArray) for (const each of object.asArray()) open.push(each);
  }
  return reached;
}

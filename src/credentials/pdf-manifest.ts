import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFRef,
  PDFString,
} from '@cantoo/pdf-lib';
import type { PDFContext, PDFObject } from '@cantoo/pdf-lib';

/** What readers list it as among the attachments. */
const FILE_NAME = 'content-credentials.c2pa';
const RELATIONSHIP = PDFName.of('C2PA_Manifest');

/**
 * Gives a PDF a manifest that is empty yet: an embedded file that the catalog names as associated.
 * A manifest of an earlier signing gives way. Comes back with a cross-reference table in letters and
 * with the manifest as its last object, so that its size moves nothing but the table.
 *
 * @throws RangeError if it cannot be opened.
 * @see C2PA 2.1, section A.4 ("Embedding manifests into PDFs").
 */
export async function withEmptyManifest(bytes: Uint8Array): Promise<Uint8Array> {
  const document = await open(bytes);
  const { context } = document;
  const specification = context.nextRef();
  nameFile(document, specification);
  associate(document, specification);
  // There are readers that open no attachment without parameters.
  const kind = { Type: 'EmbeddedFile', Subtype: 'application/c2pa', Params: {} };
  // Registered last: objects are written in the order of their numbers.
  const stream = context.register(context.stream(new Uint8Array(), kind));
  context.assign(
    specification,
    context.obj({
      Type: 'Filespec',
      F: PDFString.of(FILE_NAME),
      UF: PDFString.of(FILE_NAME),
      AFRelationship: RELATIONSHIP,
      EF: { F: stream, UF: stream },
    }),
  );
  return document.save({
    addDefaultPage: false,
    updateFieldAppearances: false,
    useObjectStreams: false,
  });
}

async function open(bytes: Uint8Array): Promise<PDFDocument> {
  try {
    return await PDFDocument.load(bytes, { updateMetadata: false });
  } catch (cause) {
    throw new RangeError('not a PDF that can be opened', { cause });
  }
}

function isManifest(object: PDFObject | undefined): boolean {
  return object instanceof PDFDict && object.get(PDFName.of('AFRelationship')) === RELATIONSHIP;
}

function associate({ context, catalog }: PDFDocument, specification: PDFRef): void {
  const associated = catalog.lookup(PDFName.of('AF'));
  const others = associated instanceof PDFArray ? associated.asArray() : [];
  const isOld = (each: PDFObject) => isManifest(context.lookup(each));
  const kept = others.filter((each) => !isOld(each));
  catalog.set(PDFName.of('AF'), context.obj([...kept, specification]));
  for (const old of others.filter(isOld)) remove(old, context);
}

function remove(specification: PDFObject, context: PDFContext): void {
  const dictionary = context.lookup(specification, PDFDict);
  const embedded = dictionary.lookup(PDFName.of('EF'));
  const streams = embedded instanceof PDFDict ? embedded.values() : [];
  for (const each of [specification, ...streams]) if (each instanceof PDFRef) context.delete(each);
}

/** Names are a tree that is searched by halves: it is written anew, flat and in order. */
function nameFile({ context, catalog }: PDFDocument, specification: PDFRef): void {
  const names = catalog.lookup(PDFName.of('Names'));
  const all = names instanceof PDFDict ? names : context.obj({});
  const root = all.lookup(PDFName.of('EmbeddedFiles'));
  const known = root instanceof PDFDict ? [...namedIn(root, new Set())] : [];
  const entries = known.filter(([, file]) => !isManifest(context.lookup(file)));
  entries.push([PDFString.of(FILE_NAME), specification]);
  const sorted = entries.toSorted(([one], [other]) => (textOf(one) < textOf(other) ? -1 : 1));
  all.set(PDFName.of('EmbeddedFiles'), context.obj({ Names: sorted.flat() }));
  if (!(names instanceof PDFDict)) catalog.set(PDFName.of('Names'), context.register(all));
}

/** @see ISO 32000-2, section 7.9.6. */
function* namedIn(node: PDFDict, seen: Set<PDFDict>): Generator<[PDFObject, PDFObject]> {
  if (seen.has(node)) return;
  seen.add(node);
  const names = node.lookup(PDFName.of('Names'));
  const pairs = names instanceof PDFArray ? names.asArray() : [];
  for (let at = 0; at + 1 < pairs.length; at += 2) {
    const [name, file] = pairs.slice(at, at + 2);
    if (name && file) yield [name, file];
  }
  const kids = node.lookup(PDFName.of('Kids'));
  for (const kid of kids instanceof PDFArray ? kids.asArray() : []) {
    const child = node.context.lookup(kid);
    if (child instanceof PDFDict) yield* namedIn(child, seen);
  }
}

function textOf(name: PDFObject): string {
  return name instanceof PDFString || name instanceof PDFHexString ? name.decodeText() : '';
}

import { fromLatin1, toLatin1 } from '../../bytes/latin1.ts';
import { Unreadable, asTexts, hasMagic } from '../decoder.ts';
import type { FileDecoder, GatePorts, Layer } from '../decoder.ts';
import { ContentReader, isContent } from './pdf-content.ts';
import { plainNames } from './pdf-dictionary.ts';
import { unfilter } from './pdf-filters.ts';
import { textString } from './pdf-letters.ts';
import { refuseUnknownLetters } from './pdf-fonts.ts';
import { inlinePictures } from './pdf-inline.ts';
import { pdfParts } from './pdf-objects.ts';
import type { PdfStream } from './pdf-objects.ts';
import { cffStrings } from './cff-strings.ts';
import { derSize } from './der.ts';
import { oldText } from './old-text.ts';
import { opaque } from './opaque.ts';
import { pictureFile } from './pdf-pictures.ts';
import { pdfText } from './pdf-text.ts';
import { pdfTokens } from './pdf-tokens.ts';
import { stray } from './stray.ts';

const MAGIC = '%PDF-';
const MAX_REVISIONS = 20;
/** Programs that know nothing of UTF-16 write strings in the charset of their system: letters of that, and no others. */
const OLD =
  /^(?!\u00FE\u00FF|\u00FF\u00FE|\u00EF\u00BB\u00BF)[\t\n\r -~\u0080-\u00FF]*[\u0080-\u00FF]/;

/**
 * PDF: the text of every page of every revision; every string, name and comment of every object;
 * every stream unpacked, reachable or not: metadata, attachments, scripts, forms, pictures, fonts.
 * What a black box covers is text like any other.
 *
 * @see ISO 32000-2.
 */
export const pdf: FileDecoder = {
  name: 'pdf',
  // Letters may be drawn as lines, and tables of letters may lie.
  isLookedAt: true,
  accepts: (bytes) => hasMagic(bytes, MAGIC),
  async *layers(bytes, ports) {
    const { streams, structure } = pdfParts(bytes);
    refuseEncrypted(structure, streams);
    yield* syntax('structure', structure, true);
    const reader = new ContentReader();
    const drawings: string[] = [];
    const objectStreams: string[] = [];
    for (const { dictionary, packed } of streams) {
      const read = streamLayers(dictionary, packed, ports);
      yield* read.layers;
      if (read.text === null) continue;
      if (isType(dictionary, 'ObjStm')) objectStreams.push(read.text);
      reader.learn(read.text);
      if (isContent(read.text)) drawings.push(read.text);
      yield* inlinePictures(read.text, ports);
    }
    const objects = [structure, ...objectStreams];
    for (const text of objects) reader.learnFonts(text);
    for (const drawing of drawings)
      for (const text of reader.read(drawing)) yield { kind: 'text', name: 'drawing', text };
    yield* attachments(streams, objects, ports);
    yield* revisions(bytes);
    refuseUnknownLetters(objects);
    refuseEditable(objects);
  },
};

/** The header may stand anywhere in the first 1,024 bytes (ISO 32000-1, annex H.3). */
export const pdfBehind: FileDecoder = {
  name: 'pdf-behind',
  accepts: (bytes) => headerAt(bytes) > 0,
  *layers(bytes) {
    const at = headerAt(bytes);
    yield* stray('leading', bytes.subarray(0, at));
    yield { kind: 'bytes', name: 'pdf', bytes: bytes.subarray(at) };
  },
};

function headerAt(bytes: Uint8Array): number {
  return new TextDecoder('latin1').decode(bytes.subarray(0, 1024)).indexOf(MAGIC);
}

function refuseEncrypted(structure: string, streams: readonly { dictionary: string }[]): void {
  const dictionaries = streams.map(({ dictionary }) => dictionary).join('\n');
  if (/\/Encrypt\s*(?:\d+\s+\d+\s+R|<<)/.test(structure + dictionaries))
    throw new Unreadable('pdf: is encrypted, publish it without');
}

/** Illustrator keeps its own file in pieces beside the page: layers that are off, and all that was cut. */
function refuseEditable(texts: readonly string[]): void {
  if (texts.some((text) => /\/AIPrivateData\d/.test(plainNames(text))))
    throw new Unreadable('pdf: holds its file for Illustrator as well, save it without');
}

/** Texts of objects: as they stand, and each string as it is meant. */
function* syntax(name: string, text: string, areObjects: boolean): Iterable<Layer> {
  yield { kind: 'text', name, text };
  const words: string[] = [];
  const old: Uint8Array[] = [];
  for (const token of pdfTokens(text)) {
    if (token.kind === 'string') {
      words.push(textString(token.value));
      if (areObjects && OLD.test(token.value)) old.push(toLatin1(token.value));
      yield* signature(token.value);
    } else if (token.kind === 'name') words.push(utf8(token.value));
  }
  yield { kind: 'text', name: `${name}/strings`, text: words.join('\n') };
  yield* oldText(`${name}/strings`, old);
}

/** Who signed stands in certificates, in a string that is filled up with zeros. */
function* signature(value: string): Iterable<Layer> {
  // A sequence of some length: 128 bytes and more.
  if (!/^0[\u0080-\u0084]/.test(value)) return;
  const bytes = toLatin1(value);
  const size = derSize(bytes);
  if (size > 0) yield { kind: 'bytes', name: 'signature', bytes: bytes.subarray(0, size) };
  yield* stray('signature', bytes.subarray(size));
}

function utf8(latin1: string): string {
  return new TextDecoder().decode(toLatin1(latin1));
}

function isType(dictionary: string, type: string): boolean {
  return new RegExp(`/(?:Type|Subtype)\\s*/${type}\\b`).test(dictionary);
}

/** What a stream says, and its text if it may be one that draws or tells letters. */
function streamLayers(
  dictionary: string,
  packed: Uint8Array,
  ports: GatePorts,
): { readonly layers: readonly Layer[]; readonly text: string | null } {
  const decoded = unfilter(dictionary, packed, ports);
  const is = (type: string) => isType(dictionary, type);
  const whole = (name: string): Layer => ({ kind: 'bytes', name, bytes: decoded.bytes });
  const rest = restLayers(decoded.rest, ports);
  if (is('Image')) {
    const file = pictureFile(dictionary, decoded);
    if (file)
      return { layers: [{ kind: 'bytes', name: 'picture', bytes: file }, ...rest], text: null };
    throw new Unreadable('pdf: holds a picture of a kind that cannot be read');
  }
  if (decoded.picture) throw new Unreadable('pdf: holds a picture that does not say so');
  if (decoded.bytes.length === 0) return { layers: rest, text: null };
  if (is('EmbeddedFile')) return { layers: [whole('attachment'), ...rest], text: null };
  if (is('Metadata')) return { layers: [whole('metadata'), ...rest], text: null };
  if (/\/Length1\b/.test(dictionary) || is('OpenType'))
    return { layers: [...fontLayers(decoded.bytes), ...rest], text: null };
  const text = fromLatin1(decoded.bytes);
  const areObjects = is('ObjStm');
  const isSyntax = areObjects || !/[\u0000-\u0006]{4}/.test(text);
  const layers = isSyntax ? [...syntax('stream', text, areObjects)] : [];
  const told = [...asTexts('stream', decoded.bytes), ...opaque(decoded.bytes, ports)];
  if (is('Type1C') || is('CIDFontType0C')) told.push(...cffStrings('font', decoded.bytes));
  return { layers: [...layers, ...told, ...rest], text };
}

/** Where a program stops to read, more may stand. */
function restLayers(rest: Uint8Array, ports: GatePorts): readonly Layer[] {
  return rest.every((byte) => byte <= 0x20)
    ? []
    : [...asTexts('behind-stream', rest), ...opaque(rest, ports)];
}

/** Files that only what leads to them calls attachments. */
function* attachments(
  streams: readonly PdfStream[],
  texts: readonly string[],
  ports: GatePorts,
): Iterable<Layer> {
  const lists = texts.flatMap((text) => [...text.matchAll(/\/EF\s*<<([^<>]*)>>/g)]);
  const ids = new Set(
    lists.flatMap(([, list = '']) => [...list.matchAll(/(\d+)\s+\d+\s+R/g)].map(([, id]) => id)),
  );
  for (const { id, dictionary, packed } of streams)
    if (ids.has(id) && !isType(dictionary, 'EmbeddedFile'))
      yield { kind: 'bytes', name: 'attachment', bytes: unfilter(dictionary, packed, ports).bytes };
}

/** TrueType and OpenType fonts as such; the tables of the others as strings. */
function fontLayers(bytes: Uint8Array): readonly Layer[] {
  const isFile = ['\u0000\u0001\u0000\u0000', 'true', 'OTTO'].some((magic) =>
    hasMagic(bytes, magic),
  );
  if (isFile) return [{ kind: 'bytes', name: 'font', bytes }];
  return [...asTexts('font', bytes), ...cffStrings('font', bytes)];
}

/** Each save that only added to the file leaves all that was there before. */
async function* revisions(bytes: Uint8Array): AsyncIterable<Layer> {
  const ends = endsOf(bytes);
  const last = ends.at(-1);
  if (last === undefined) throw new Unreadable('pdf: ends in the middle');
  yield* pdfText(bytes, 'page');
  yield* stray('trailing', bytes.subarray(last));
  if (ends.length > MAX_REVISIONS)
    throw new Unreadable(`pdf: holds more than ${MAX_REVISIONS} older versions, save it anew`);
  for (const [index, end] of ends.slice(0, -1).entries())
    yield* olderText(bytes.subarray(0, end), `revision-${index + 1}`);
}

/** A file made for the web has an end in the middle that is no older version: nothing opens there. */
async function* olderText(bytes: Uint8Array, name: string): AsyncIterable<Layer> {
  try {
    for await (const layer of pdfText(bytes, name)) yield layer;
  } catch (error) {
    // Its streams were read one by one all the same.
    if (!(error instanceof Unreadable)) throw error;
  }
}

/** @returns where each end mark ends, its line break included. */
function endsOf(bytes: Uint8Array): readonly number[] {
  const text = new TextDecoder('latin1').decode(bytes);
  return [...text.matchAll(/%%EOF[\r\n]{0,2}/g)].map(({ index, 0: mark }) => index + mark.length);
}

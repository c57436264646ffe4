import { fromLatin1 } from '../../bytes/latin1.ts';
import { Unreadable, asTexts, hasMagic, timeLayer } from '../decoder.ts';
import type { FileDecoder, GatePorts, Layer } from '../decoder.ts';
import { isZlibStart } from '../writings/data-start.ts';
import { rawProfile } from './png-profile.ts';
import { stray } from './stray.ts';
import { codedRuns } from './strings.ts';
import { exifThumbnails } from './tiff.ts';
import { unpack } from './unpack.ts';

const SIGNATURE = '\u0089PNG\r\n\u001A\n';
const MAX_TEXT = 8 * 1024 * 1024;
/** Pixels; whatever else there is gets read. */
const PIXELS = new Set(['IDAT', 'fdAT']);
/** A scene of Excalidraw, which has one letter for each byte. */
const SCENE = 'application/vnd.excalidraw+json\0';
const PACKED = new Set(['zTXt', 'iCCP', 'iTXt']);
/** Fireworks keeps its drawing beside the picture: hidden layers, pages and texts, packed in pieces. */
const FIREWORKS = new Set(['mkBF', 'mkBS', 'mkBT', 'mkTS']);

/**
 * PNG: every chunk but the pixels, compressed texts inflated, and what trails after the end.
 *
 * @see PNG Third Edition, section 5 ("Datastream structure") and 11.3.3 ("Textual information").
 */
export const png: FileDecoder = {
  name: 'png',
  isLookedAt: true,
  accepts: isPng,
  *layers(bytes, ports) {
    let at = SIGNATURE.length;
    for (const { type, data, end } of pngChunks(bytes)) {
      if (PIXELS.has(type)) yield* codedRuns('pixels', data);
      else yield* chunk(type, data, ports);
      if (hasMagic(data, SCENE)) yield { kind: 'text', name: 'scene', text: fromLatin1(data) };
      at = end;
    }
    yield* stray('trailing', bytes.subarray(at));
  },
};

export function isPng(bytes: Uint8Array): boolean {
  return hasMagic(bytes, SIGNATURE);
}

interface PngChunk {
  readonly type: string;
  readonly data: Uint8Array;
  /** Of all of it, in bytes from the start of the file. */
  readonly start: number;
  readonly end: number;
}

/**
 * Lists the chunks of a PNG file, IEND the last.
 *
 * @throws Unreadable if it ends before that.
 */
export function* pngChunks(bytes: Uint8Array): Iterable<PngChunk> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let start = SIGNATURE.length;
  for (let type = ''; type !== 'IEND';) {
    if (start + 12 > bytes.length) throw new Unreadable('png: ends before its IEND chunk');
    const end = start + 12 + view.getUint32(start);
    if (end > bytes.length) throw new Unreadable('png: a chunk runs past the end');
    type = String.fromCharCode(...bytes.subarray(start + 4, start + 8));
    yield { type, data: bytes.subarray(start + 8, end - 4), start, end };
    start = end;
  }
}

function* chunk(type: string, data: Uint8Array, ports: GatePorts): Iterable<Layer> {
  if (FIREWORKS.has(type))
    throw new Unreadable('png: holds its file for Fireworks as well, export it without');
  yield* asTexts(`metadata/${type}`, data);
  // Section 11.3.6.1: the year in two bytes, month, day.
  if (type === 'tIME' && data.length === 7)
    yield* timeLayer(
      'modified',
      ((data[0] ?? 0) << 8) | (data[1] ?? 0),
      data[2] ?? 0,
      data[3] ?? 0,
    );
  if (type === 'eXIf') yield* exifThumbnails(data);
  if (type === 'tEXt') yield* rawProfile(data, data.subarray(data.indexOf(0) + 1));
  if (!PACKED.has(type)) return yield* perhapsPacked(type, data, ports);
  const start = compressedAt(type, data);
  if (start === null) return;
  const { bytes } = unpack(`png: ${type}`, data.subarray(start), ports.inflate, MAX_TEXT);
  yield* asTexts(`metadata/${type}/inflated`, bytes);
  yield* rawProfile(data, bytes);
}

/** A program's own chunk, if that is one stream of zlib. */
function* perhapsPacked(type: string, data: Uint8Array, ports: GatePorts): Iterable<Layer> {
  if (!isZlibStart(data)) return;
  try {
    const { bytes } = ports.inflate(data, MAX_TEXT);
    yield* asTexts(`metadata/${type}/inflated`, bytes);
  } catch {
    // It only began like one.
    return;
  }
}

/** @returns where the compressed part starts; null if the chunk is not compressed. */
function compressedAt(type: string, data: Uint8Array): number | null {
  const afterKeyword = data.indexOf(0) + 1;
  if (type !== 'iTXt') return afterKeyword + 1;
  if (data[afterKeyword] !== 1) return null;
  const afterLanguage = data.indexOf(0, afterKeyword + 2) + 1;
  return data.indexOf(0, afterLanguage) + 1;
}

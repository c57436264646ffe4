import { fromLatin1 } from '../../bytes/latin1.ts';
import { Unreadable, asTexts, hasMagic } from '../decoder.ts';
import type { FileDecoder, Layer } from '../decoder.ts';
import { aviSubtitles } from './avi-subtitles.ts';
import { Cursor } from './cursor.ts';
import { id3 } from './id3.ts';
import { EXIF } from './jpeg.ts';
import { stray } from './stray.ts';
import { exifThumbnails } from './tiff.ts';
import { codedRuns } from './strings.ts';

type Order = 'big' | 'little';

/** Sound, films, music, and pointers that move. */
const FORMS = new Set(['WAVE', 'AVI ', 'RMID', 'ACON']);

/** A named piece of RIFF. */
export interface Chunk {
  readonly type: string;
  readonly data: Uint8Array;
}

/** Coded pixels and sound; whatever else there is gets read. */
const CODED = new Set(['VP8 ', 'VP8L', 'ALPH', 'data', 'SSND', 'idx1']);

/**
 * WebP: every RIFF chunk but the pixels, and what trails after the end.
 *
 * @see RFC 9649, section 2.
 */
export const webp: FileDecoder = {
  name: 'webp',
  isLookedAt: true,
  accepts: (bytes) => hasMagic(bytes, 'RIFF') && hasMagic(bytes, 'WEBP', 8),
  *layers(bytes) {
    const { form, trailing } = formOf(bytes, 'little');
    // An animation frame holds 16 bytes of its own and then chunks.
    for (const chunk of chunksIn(form, 'little'))
      if (chunk.type === 'ANMF')
        for (const inner of chunksIn(chunk.data.subarray(16), 'little')) yield* plain(inner);
      else yield* plain(chunk);
    yield* stray('trailing', trailing);
  },
};

/**
 * WAV and AVI, AIFF: every chunk but the sound and the film, and what trails after the end.
 *
 * @see Multimedia Programming Interface and Data Specifications 1.0; Audio Interchange File Format 1.3.
 */
export const riff: FileDecoder = {
  name: 'riff',
  accepts: (bytes) => hasMagic(bytes, 'RIFF') || isAiff(bytes),
  *layers(bytes, ports) {
    const order = isAiff(bytes) ? 'big' : 'little';
    if (order === 'little' && !FORMS.has(fromLatin1(bytes.subarray(8, 12))))
      throw new Unreadable('riff: of a kind whose parts may be packed, as drawings of CorelDRAW');
    const { form, trailing } = formOf(bytes, order);
    for (const chunk of chunksIn(form, order))
      if (/^id3 $/i.test(chunk.type)) yield* id3(chunk.data, ports);
      else yield* listed(chunk);
    yield* stray('trailing', trailing);
  },
};

function isAiff(bytes: Uint8Array): boolean {
  return hasMagic(bytes, 'FORM') && (hasMagic(bytes, 'AIFF', 8) || hasMagic(bytes, 'AIFC', 8));
}

/**
 * Splits off the form's chunks, which stand behind its name, and what follows it.
 *
 * @throws Unreadable if it is shorter than it says.
 */
export function formOf(bytes: Uint8Array, order: Order) {
  const cursor = new Cursor(bytes, 'riff', order, 4);
  const size = cursor.u32();
  if (size < 4) throw new Unreadable('riff: shorter than its name');
  const form = cursor.take(size).subarray(4);
  // An odd size is filled up.
  if (size % 2 && cursor.left > 0) cursor.skip(1);
  return { form, trailing: bytes.subarray(cursor.at) };
}

/**
 * Lists chunks one behind the other; what is left over at the end counts as one.
 *
 * @throws Unreadable if one runs past the end.
 */
export function* chunksIn(bytes: Uint8Array, order: Order): Iterable<Chunk> {
  const cursor = new Cursor(bytes, 'riff', order);
  while (cursor.left >= 8) {
    const type = cursor.latin1(4);
    const size = cursor.u32();
    yield { type, data: cursor.take(size) };
    if (size % 2 && cursor.left > 0) cursor.skip(1);
  }
  if (cursor.left > 0) yield { type: 'rest', data: cursor.take(cursor.left) };
}

function* plain({ type, data }: Chunk): Iterable<Layer> {
  if (CODED.has(type)) yield* codedRuns('media', data);
  else yield* asTexts(`metadata/${type.trim()}`, data);
  // Some programs put JPEG's name before it, where it does not belong.
  if (type === 'EXIF')
    yield* exifThumbnails(hasMagic(data, EXIF) ? data.subarray(EXIF.length) : data);
}

/** A list holds chunks behind its name; that of a film's frames is coded. */
function* listed(chunk: Chunk): Iterable<Layer> {
  if (chunk.type !== 'LIST') return yield* plain(chunk);
  if (hasMagic(chunk.data, 'movi')) {
    yield* aviSubtitles(chunk.data);
    return yield* codedRuns('media', chunk.data);
  }
  for (const inner of chunksIn(chunk.data.subarray(4), 'little')) yield* listed(inner);
}
